"""The second person: nothing is published by one person alone, and everything that stands in the way is a sentence."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest

from engage.database import rows, writing
from engage.web.errors import NotAllowed
from engage.yousaid import checking, safe
from engage.yousaid.tables import Outcome
from engage.yousaid.writing_up import text_of
from tests.cast import Cast
from tests.visitor import Visitor
from tests.yousaid.ground import NOW, Ground, draft, fields, prepare, published, seen, waiting


async def _blockers(ground: Ground, entry: UUID) -> str:
    found = await seen(ground, entry)
    return " | ".join(safe.blockers(found, await safe.grounds_of(found)))


async def test_an_entry_that_is_ready_has_nothing_in_its_way_but_the_second_person(cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await draft(ground)
    assert await _blockers(ground, entry) == ""
    assert safe.second_person(await seen(ground, entry)).sentence == (
        "Needs a second person: somebody other than Ana"
    )


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"said": text_of("Too loud.")}, "Write “You said” in Easy Read"),
        ({"did": {}}, "Write “We did”, “We did” in Easy Read"),
        (
            {"outcome": Outcome.cant, "reason": text_of("No money.")},
            "Write the reason in Easy Read",
        ),
        ({"outcome": Outcome.cant}, "Write the reason, the reason in Easy Read"),
        ({"instead": text_of("A quiet room.")}, "Write what is offered instead in Easy Read"),
        ({"decided_by": "", "decided_on": None}, "Say who decided, when it was decided"),
        ({"outcome": Outcome.doing, "look_again_on": None}, "Say when you look again"),
        ({"outcome": Outcome.not_ours}, "Say who it was passed to"),
        (
            {"did": text_of("Write to ana@example.org.", "Ring 01902 555 012.")},
            "Take out “ana@example.org”, “01902 555 012”: it could lead to a person",
        ),
        ({"said": text_of("It is at WV1 1SH.", "It is loud.")}, "Take out “WV1 1SH”"),
    ],
)
async def test_what_is_missing_in_the_words_is_a_sentence(
    cast: Cast, other: dict[str, Any], sentence: str
) -> None:
    ground = await prepare(cast)
    entry = await draft(ground, **other)
    assert sentence in await _blockers(ground, entry)
    async with writing():
        asked = await checking.ask_for_check(await cast.actor("Ana"), entry, now=NOW)
    assert isinstance(asked, checking.Blocked)


async def test_helplines_are_no_contact_details(cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await draft(
        ground, instead=text_of("Call Childline on 0800 1111 or us on 0300 123 4567.", "Call 0800 1111.")
    )
    assert await _blockers(ground, entry) == ""


async def test_nothing_is_published_about_fewer_than_ten_people(cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 9, 9)])
    entry = await draft(ground)
    assert "Wait for more answers: 9 people answered" in await _blockers(ground, entry)


async def test_a_theme_without_answers_is_a_blocker(cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 20, 0)])
    assert "nobody is counted in it" in await _blockers(ground, await draft(ground))


async def test_a_theme_that_nobody_accepted_is_a_blocker(cast: Cast) -> None:
    ground = await prepare(cast, theme_state="candidate")
    told = await _blockers(ground, await draft(ground))
    assert "Accept the theme “Noise in corridors” first: it is only suggested" in told


async def test_a_link_that_nobody_confirmed_is_a_blocker(cast: Cast) -> None:
    ground = await prepare(cast, link="suggested")
    told = await _blockers(ground, await draft(ground))
    assert "Confirm the link from the theme to “Spotting needs early”" in told
    assert "Decide on the suggested link to “Spotting needs early”" in await _blockers(
        ground, await draft(ground, focus_area=None)
    )


async def test_what_is_in_no_plan_may_be_answered_too(cast: Cast) -> None:
    ground = await prepare(cast, link="rejected")
    assert await _blockers(ground, await draft(ground, focus_area=None)) == ""


async def test_a_second_person_agrees_and_the_numbers_are_frozen(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 62, 41), ("parent_carer", 12, 2)])
    entry = await waiting(ground)
    visitor.sign_in(await cast.session("Sam"))
    page = await visitor.get(f"/staff/entries/{entry}/check")
    assert "This is how everybody will see it." in page.text
    assert "Corridors are too loud." in page.text
    sent = {"do": "agree", "revision": "1"}
    answer = await visitor.post(f"/staff/entries/{entry}/check", sent)
    assert answer.status_code == 303
    (evidence,) = await rows("SELECT counts::text, shown::text, method FROM evidence")
    counts, shown = json.loads(evidence["counts"]), json.loads(evidence["shown"])
    assert (counts["base"], counts["count"], counts["confirmed"]) == (74, 43, 43)
    assert shown["heard"] == [{"group": "", "number": 45}]
    assert shown["base"] == 75
    assert "43 people are counted" in evidence["method"]
    (check,) = await rows("SELECT person, verdict, revision FROM entry_check")
    assert (check["person"], check["verdict"], check["revision"]) == (cast.people["Sam"], "agreed", 1)
    acts = [
        row["act"] for row in await rows("SELECT act FROM audit_event WHERE act LIKE 'entry:%' ORDER BY id")
    ]
    assert acts == ["entry:written", "entry:asked", "entry:published"]


async def test_the_writer_can_never_check_their_own(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await waiting(ground)
    visitor.sign_in(await cast.session("Ana"))
    page = await visitor.get(f"/staff/entries/{entry}/check")
    assert "somebody else checks them" in page.text
    assert "I agree" not in page.text
    for sent in ({"do": "agree", "revision": "1"}, {"do": "change", "revision": "1", "note": "x"}):
        assert (await visitor.post(f"/staff/entries/{entry}/check", sent)).status_code == 403
    assert not await rows("SELECT 1 FROM evidence")


async def test_who_changes_the_words_becomes_the_writer(cast: Cast, visitor: Visitor) -> None:
    ground = await prepare(cast)
    entry = await draft(ground)
    visitor.sign_in(await cast.session("Sam"))
    await visitor.post(
        f"/staff/entries/{entry}/edit", fields(ground, revision="1", did_en="By Sam.", do="ask")
    )
    sam, ana = await cast.actor("Sam"), await cast.actor("Ana")
    async with writing():
        with pytest.raises(NotAllowed):
            await checking.agree(sam, entry, 2, now=NOW)
    async with writing():
        assert await checking.agree(ana, entry, 2, now=NOW) == checking.Done()


async def test_a_change_is_asked_for_with_a_note_that_the_writer_reads(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await waiting(ground)
    visitor.sign_in(await cast.session("Priya"))
    empty = await visitor.post(
        f"/staff/entries/{entry}/check", {"do": "change", "revision": "1", "note": " "}
    )
    assert empty.status_code == 422
    assert "Write what should change" in empty.text
    sent = {"do": "change", "revision": "1", "note": "Say which schools."}
    assert (await visitor.post(f"/staff/entries/{entry}/check", sent)).status_code == 303
    visitor.sign_in(await cast.session("Ana"))
    form = await visitor.get(f"/staff/entries/{entry}/edit")
    assert "Priya asked for a change" in form.text
    assert "Say which schools." in form.text
    assert (await seen(ground, entry)).stage == "draft"


async def test_of_two_checkers_the_second_learns_what_the_first_decided(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await waiting(ground)
    sam = await cast.actor("Sam")
    async with writing():
        await checking.agree(sam, entry, 1, now=NOW.replace(hour=14, minute=2))
    visitor.sign_in(await cast.session("Priya"))
    sent = {"do": "change", "revision": "1", "note": "Wait, one word."}
    answer = await visitor.post(f"/staff/entries/{entry}/check", sent)
    assert answer.status_code == 409
    assert "Already decided by Sam at 2:02pm." in answer.text
    assert "Wait, one word." in answer.text
    assert len(await rows("SELECT 1 FROM entry_check")) == 1


async def test_two_who_agree_at_the_same_moment_publish_once(cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await waiting(ground)

    async def agree(name: str) -> object:
        actor = await cast.actor(name)
        async with writing():
            return await checking.agree(actor, entry, 1, now=NOW)

    outcomes = await asyncio.gather(agree("Sam"), agree("Priya"))
    assert sorted(type(one).__name__ for one in outcomes) == ["Decided", "Done"]
    assert len(await rows("SELECT 1 FROM evidence")) == 1


async def test_words_that_changed_while_they_were_read_are_not_agreed_to(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    entry = await waiting(ground)
    visitor.sign_in(await cast.session("Ana"))
    await visitor.post(
        f"/staff/entries/{entry}/edit", fields(ground, revision="1", did_en="Other.", do="ask")
    )
    visitor.sign_in(await cast.session("Sam"))
    answer = await visitor.post(f"/staff/entries/{entry}/check", {"do": "agree", "revision": "1"})
    assert answer.status_code == 409
    assert "The words changed while you read: Ana saved" in answer.text
    assert not await rows("SELECT 1 FROM evidence")


async def test_what_became_unsafe_while_it_waited_is_not_published(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await waiting(ground)
    await rows("UPDATE theme SET state = 'dropped' WHERE id = $1", ground.theme)
    visitor.sign_in(await cast.session("Sam"))
    answer = await visitor.post(f"/staff/entries/{entry}/check", {"do": "agree", "revision": "1"})
    assert answer.status_code == 422
    assert "Accept the theme “Noise in corridors” first: it is dropped" in answer.text
    assert not await rows("SELECT 1 FROM evidence")


async def test_taking_back_removes_the_words_and_leaves_a_marker_with_the_reason(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    visitor.sign_in(await cast.session("Ana"))
    assert (await visitor.post(f"/staff/entries/{entry}/take-back", {"why": ""})).status_code == 422
    leaking = await visitor.post(f"/staff/entries/{entry}/take-back", {"why": "ask ana@example.org"})
    assert leaking.status_code == 422
    assert (await visitor.get("/what-changed")).text.count("Corridors are loud") > 0
    sent = {"why": "two schools stopped the early pass."}
    assert (await visitor.post(f"/staff/entries/{entry}/take-back", sent)).status_code == 303
    visitor.client.cookies.clear()
    for path in ("/what-changed", f"/what-changed/{entry}", "/what-changed?view=table", "/what-changed.csv"):
        page = (await visitor.get(path)).text
        assert "two schools stopped the early pass." in page, path
        assert "Corridors are loud" not in page, path
    assert "because: two schools stopped" in (await visitor.get("/what-changed")).text


async def test_something_taken_back_can_be_published_again_and_its_history_says_so(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    async with writing():
        await checking.take_back(await cast.actor("Ana"), entry, "one word was wrong", now=NOW)
    visitor.sign_in(await cast.session("Ana"))
    await visitor.post(
        f"/staff/entries/{entry}/edit", fields(ground, revision="1", did_en="Right.", do="ask")
    )
    assert "Corridors are loud" not in (await visitor.get("/what-changed")).text
    async with writing():
        assert await checking.agree(await cast.actor("Sam"), entry, 2, now=NOW) == checking.Done()
    page = (await visitor.get(f"/what-changed/{entry}")).text
    assert "Right." in page
    assert "Taken back, because: one word was wrong" in page
    assert "Changed, checked again and published." in page
