"""Who checked the questions is part of the evidence, frozen with it, and told in words."""

from datetime import UTC, datetime

from engage.consultations.building.drafts import mark_of, survey_of
from engage.consultations.looking_over import cosigning
from engage.consultations.policy import find_consultation_for
from engage.consultations.tables import Verdict
from engage.database import rows, writing
from engage.yousaid.checked_words import sentences
from engage.yousaid.published import CheckedBy, Shown
from surveys.authoring import draft_of
from tests.cast import Cast
from tests.visitor import Visitor
from tests.yousaid.ground import Ground, prepare, published


async def signs(ground: Ground, who: str, verdict: Verdict = Verdict.happy) -> None:
    actor = await ground.cast.actor(who)
    seen = await find_consultation_for(actor, ground.consultation)
    (side,) = cosigning.own_sides(actor, await cosigning.sides_of(seen))
    mark = mark_of(draft_of(await survey_of(seen)))
    note = "" if verdict is Verdict.happy else "Ask about transport"
    async with writing():
        await cosigning.sign(actor, seen, side, verdict, note, mark, now=datetime.now(UTC))


async def test_the_public_page_says_who_checked_the_questions(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await signs(ground, "Priya")
    await signs(ground, "Ana", Verdict.change)
    entry = await published(ground)
    shown = (await visitor.get(f"/what-changed/{entry}")).text
    assert "The questions were checked by Northmere Parent Carers." in shown
    assert "Northmere Council would have changed something in the questions." in shown
    assert "Ask about transport" not in shown
    [kept] = await rows("SELECT shown::text AS shown FROM evidence")
    assert [one.name for one in Shown.model_validate_json(kept["shown"]).checked_by or ()] == [
        "Northmere Parent Carers",
        "Northmere Council",
    ]


async def test_what_is_signed_later_changes_nothing_that_is_frozen(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    await signs(ground, "Priya")
    shown = (await visitor.get(f"/what-changed/{entry}")).text
    assert "checked by" not in shown


async def test_evidence_from_before_signing_says_what_it_always_said(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    await rows("UPDATE evidence SET shown = (shown::jsonb - 'checked_by')")
    [kept] = await rows("SELECT shown::text AS shown FROM evidence")
    assert Shown.model_validate_json(kept["shown"]).checked_by is None
    assert (await visitor.get(f"/what-changed/{entry}")).status_code == 200


def test_names_are_told_once_and_young_people_as_they_wished() -> None:
    checked = (
        CheckedBy(party="forum", name="Northmere Parent Carers"),
        CheckedBy(party="council", name="Northmere Council", is_current=False),
        CheckedBy(party="young_reviewer", name="Sam"),
        CheckedBy(party="young_reviewer"),
        CheckedBy(party="young_reviewer"),
        CheckedBy(party="young_reviewer", verdict="change"),
    )
    assert sentences(checked) == (
        "The questions were checked by Northmere Parent Carers, Sam, a young person and 2 young people.",
        "Northmere Council checked the questions before some words were changed.",
        "A young person would have changed something in the questions.",
    )
    assert sentences(()) == sentences(None) == ()
