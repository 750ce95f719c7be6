"""Trying a draft out, as staff see it: start, stop, hand out the link, see what was hard and mend it."""

import re
from datetime import UTC, datetime

import pytest

from engage.consultations.building import drafts
from engage.consultations.building.drafts import Act
from engage.database import rows, writing
from surveys import trying
from surveys.answers import HowAnswered
from surveys.definition import Definition, Group
from surveys.editing import changed, remove_question, replace_question
from surveys.responding import start
from surveys.trying import Why
from surveys.versions import versions_of
from tests.cast import Cast
from tests.consultations.makers import FEELING, HARD, HELP, dated, draft, draft_of, opened, seen_by
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def a_tester(cast: Cast, here: str, *marks: tuple[str, Why, str]) -> None:
    """Somebody who tries it and marks some questions."""
    seen, now = await seen_by(cast, "Priya", here), datetime.now(UTC)
    [survey] = await rows("SELECT pilot_version FROM survey WHERE id = $1", seen.survey)
    who = (Group.young_person, HowAnswered.alone)
    begun = await start(seen.survey, survey["pilot_version"], *who, "en", now, is_pilot=True)
    for question, why, words in marks:
        await trying.mark_hard(begun.response_id, question, why, words, now)


async def edited(cast: Cast, here: str, draft: Definition) -> None:
    actor, seen = await cast.actor("Priya"), await seen_by(cast, "Priya", here)
    async with writing():
        await drafts.edit(
            actor, seen, lambda _: draft, Act("question:changed", "Changed"), now=datetime.now(UTC)
        )


async def test_a_try_out_starts_and_stops_and_both_are_in_the_history(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    before = (await priya.get(f"{here}/pilot")).text
    assert "Start the try-out" in before
    assert "No testers yet" in before
    started = await priya.post(f"{here}/pilot/start")
    assert started.headers["location"] == f"{here}/pilot?done=started"
    slug = (await seen_by(cast, "Priya", here)).slug
    on = (await priya.get(f"{here}/pilot")).text
    assert f"/s/{slug}" in on
    assert f"{here}/share/qr.svg" in on
    assert "Start the try-out" not in on
    shared = (await priya.get(f"{here}/share")).text
    assert "A try-out is on." in shared
    assert "works from the moment you open it" not in shared
    await priya.post(f"{here}/pilot/start")  # pressed twice is pressed once
    await priya.post(f"{here}/pilot/stop")
    await priya.post(f"{here}/pilot/stop")
    acts = await rows("SELECT sentence FROM audit_event WHERE act LIKE 'pilot:%' ORDER BY id")
    assert [row["sentence"] for row in acts] == ["Started a try-out with testers", "Stopped the try-out"]
    assert await rows("SELECT number, correction FROM survey_version") == [{"number": 0, "correction": 0}]
    assert await versions_of((await seen_by(cast, "Priya", here)).survey) == ()


async def test_an_unfinished_survey_cannot_be_tried_and_says_what_to_mend(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast, key="blank", title="Ours")
    assert "Add a question" in (await priya.get(f"{here}/pilot")).text
    refused = await priya.post(f"{here}/pilot/start")
    assert (refused.status_code, "Add a question" in refused.text) == (422, True)
    assert not await rows("SELECT 1 FROM survey WHERE pilot_version IS NOT NULL")


async def test_testers_see_new_words_only_when_staff_say_so(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await priya.post(f"{here}/pilot/start")
    now = await draft_of(cast, here)
    question = now.question(HELP)
    assert question
    await edited(cast, here, replace_question(now, changed(question, text={"en": "Is there help?"})))
    assert "You have changed 1 part since." in (await priya.get(f"{here}/pilot")).text
    await priya.post(f"{here}/pilot/start")
    assert "You have changed" not in (await priya.get(f"{here}/pilot")).text
    kept = await rows("SELECT number, correction FROM survey_version ORDER BY correction")
    assert kept == [{"number": 0, "correction": 0}, {"number": 0, "correction": 1}]


async def test_what_was_hard_is_shown_by_question_with_reasons_and_words(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await priya.post(f"{here}/pilot/start")
    await a_tester(cast, here, (HELP, Why.words, "What is help?"), (HARD, Why.long, ""))
    await a_tester(cast, here, (HELP, Why.words, ""), (FEELING, Why.feeling, "It made me think of last year"))
    await a_tester(cast, here)
    shown = (await priya.get(f"{here}/pilot")).text
    assert re.search(r"<dt>testers began</dt><dd>3</dd>", shown)
    order = [shown.index(f'id="hard-{id}"') for id in (HELP, FEELING, HARD)]
    assert order == sorted(order)
    assert "2 testers found it hard" in shown
    assert "“What is help?”" in shown
    assert "It made somebody feel bad." in shown
    assert f'href="{here}/questions/{HELP}"' in shown


async def test_a_question_mended_or_taken_out_since_says_so(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await priya.post(f"{here}/pilot/start")
    await a_tester(cast, here, (HELP, Why.words, "Hard"), (HARD, Why.long, "Long"))
    now = await draft_of(cast, here)
    question = now.question(HELP)
    assert question
    mended = replace_question(now, changed(question, text={"en": "Is there help?"}))
    await edited(cast, here, remove_question(mended, HARD))
    shown = (await priya.get(f"{here}/pilot")).text
    assert "You have changed it since they tried it." in shown
    assert "You have taken this question out." in shown
    assert f'href="{here}/questions/{HARD}"' not in shown


async def test_an_open_survey_cannot_be_tried_out(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    assert "Start the try-out" not in (await priya.get(f"{here}/pilot")).text
    assert (await priya.post(f"{here}/pilot/start")).status_code == 422
    assert not await rows("SELECT 1 FROM survey WHERE pilot_version IS NOT NULL")


async def test_opening_ends_the_try_out(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await dated(cast, here)
    await priya.post(f"{here}/pilot/start")
    await a_tester(cast, here, (HELP, Why.words, "Hard"))
    await priya.post(f"{here}/open")
    assert not await rows("SELECT 1 FROM survey WHERE pilot_version IS NOT NULL")
    shown = (await priya.get(f"{here}/pilot")).text
    assert "The answers of the testers were deleted when it opened." in shown
    assert "“Hard”" in shown
    (version,) = await versions_of((await seen_by(cast, "Priya", here)).survey)
    assert (version.number, version.correction) == (1, 0)


async def test_nobody_of_another_organisation_sees_what_testers_said(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Ana"))
    assert (await visitor.get(f"{here}/pilot")).status_code == 404
    assert (await visitor.post(f"{here}/pilot/start")).status_code == 404
