"""Trying a survey out: testers see the real pages, say what was hard, and leave no trace in any count."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from engage.consultations import opening
from engage.consultations.looking_over import piloting
from engage.database import rows, writing
from surveys import trying
from surveys.definition import said
from surveys.results import cells_of, reached
from surveys.trying import Marked, Tried, Why
from tests.cast import Cast
from tests.consultations.makers import FEELING, HELP, answered, dated, draft, draft_of, seen_by
from tests.respond.road import after_notice, hidden, press
from tests.visitor import Visitor


class Trial:
    """A draft of Priya's that is being tried out, and its link."""

    def __init__(self, cast: Cast, here: str, slug: str) -> None:
        self.cast, self.here, self.slug = cast, here, slug

    @property
    def link(self) -> str:
        return f"/s/{self.slug}"

    def hard(self, question: str) -> str:
        return f"{self.link}/hard/{question}"

    async def opens(self) -> None:
        seen = await seen_by(self.cast, "Priya", self.here)
        async with writing():
            await opening.open_it(await self.cast.actor("Priya"), seen, now=datetime.now(UTC))

    async def marks(self) -> list[Marked]:
        return [*await trying.marks_of((await seen_by(self.cast, "Priya", self.here)).survey)]


@pytest.fixture
async def trial(cast: Cast) -> Trial:
    here = await draft(cast)
    await dated(cast, here)
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        assert not await piloting.start(await cast.actor("Priya"), seen, now=datetime.now(UTC))
    return Trial(cast, here, seen.slug)


async def begin(visitor: Visitor, trial: Trial) -> str:
    first = await visitor.get(trial.link)
    assert "You are testing this survey." in first.text
    begun = await visitor.post(trial.link, {"group": "young_person", "how": "alone"})
    assert begun.status_code == 303
    return await after_notice(visitor, str(begun.headers["location"]))


async def tell(visitor: Visitor, path: str, why: str, words: str = "") -> httpx.Response:
    return await visitor.post(path, {"why": why, "words": words})


async def test_without_a_try_out_the_link_of_a_draft_leads_nowhere(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    assert "This survey is not open yet" in (await visitor.get(f"/s/{slug}")).text
    assert (await visitor.post(f"/s/{slug}", {"group": "young_person", "how": "alone"})).status_code == 422


async def test_every_page_of_a_try_out_says_that_it_does_not_count(visitor: Visitor, trial: Trial) -> None:
    at = await begin(visitor, trial)
    while "/q/" in at:
        html = (await visitor.get(at)).text
        assert "Your answers are not counted." in html
        assert "This was hard" in html
        at = (await press(visitor, at, page=html)).headers["location"]
    assert at == f"{trial.link}/check"
    assert "Your answers are not counted." in (await visitor.get(at)).text
    sent = await visitor.post(at, {"agree": "yes"})
    assert sent.headers["location"] == f"{trial.link}/tested"
    thanks = (await visitor.get(sent.headers["location"])).text
    assert "Thank you for testing" in thanks
    assert "0800 1111" in thanks
    assert 'class="code"' not in thanks  # no three words: there is nothing to come back for


async def test_a_hard_question_keeps_the_answer_takes_the_reason_and_goes_on(
    visitor: Visitor, trial: Trial
) -> None:
    at = await begin(visitor, trial)
    assert at.endswith(FEELING)
    html = (await visitor.get(at)).text
    marked = await visitor.post(at, {**hidden(html), "answer": "good", "go": "hard"})
    assert marked.headers["location"] == trial.hard(FEELING)
    asked = (await visitor.get(trial.hard(FEELING))).text
    assert "Why was it hard?" in asked
    feeling = (await draft_of(trial.cast, trial.here)).question(FEELING)
    assert feeling
    assert said(feeling.text, "en") in asked
    nothing = await tell(visitor, trial.hard(FEELING), "", "Too many faces")
    assert nothing.status_code == 422
    assert "Choose why it was hard" in nothing.text
    assert "Too many faces" in nothing.text
    done = await tell(visitor, trial.hard(FEELING), "choose", "Too many faces")
    assert done.headers["location"] == f"{trial.link}/q/{HELP}"
    (mark,) = await trial.marks()
    assert (mark.screen, mark.why, mark.words) == (FEELING, Why.choose, "Too many faces")
    [answer] = await rows("SELECT question_id, choices FROM answer")
    assert (answer["question_id"], answer["choices"]) == (FEELING, ["good"])


async def test_a_tester_may_change_their_mind_about_why(visitor: Visitor, trial: Trial) -> None:
    await begin(visitor, trial)
    await tell(visitor, trial.hard(FEELING), "words", "Hm")
    again = (await visitor.get(trial.hard(FEELING))).text
    assert re.search(r'value="words" checked', again)
    await tell(visitor, trial.hard(FEELING), "long")
    (mark,) = await trial.marks()
    assert (mark.why, mark.words) == (Why.long, "")


async def test_what_felt_bad_leads_to_people_who_can_help_before_it_goes_on(
    visitor: Visitor, trial: Trial
) -> None:
    await begin(visitor, trial)
    done = await tell(visitor, trial.hard(FEELING), "feeling")
    assert done.headers["location"] == f"{trial.hard(FEELING)}/help"
    shown = (await visitor.get(done.headers["location"])).text
    for words in ("0800 1111", "85258", "999", "You did nothing wrong"):
        assert words in shown
    assert f'href="{trial.link}/q/{HELP}"' in shown


async def test_only_a_testers_own_place_may_mark(visitor: Visitor, cast: Cast, trial: Trial) -> None:
    for path in (trial.hard(FEELING), f"{trial.hard(FEELING)}/help"):
        assert (await visitor.get(path)).headers["location"] == trial.link
    assert (await tell(visitor, trial.hard(FEELING), "words")).headers["location"] == trial.link
    await trial.opens()
    await begin_for_real(visitor, trial)
    assert (await tell(visitor, trial.hard(FEELING), "words")).headers["location"] == trial.link
    assert await trial.marks() == []


async def begin_for_real(visitor: Visitor, trial: Trial) -> None:
    html = (await visitor.get(trial.link)).text
    assert "You are testing" not in html
    await visitor.post(trial.link, {"group": "young_person", "how": "alone"})
    question = (await visitor.get(f"{trial.link}/q/{FEELING}")).text
    assert "This was hard" not in question


async def test_a_made_up_button_of_somebody_who_answers_for_real_just_goes_on(
    visitor: Visitor, trial: Trial
) -> None:
    await trial.opens()
    await begin_for_real(visitor, trial)
    at = f"{trial.link}/q/{FEELING}"
    gone = await visitor.post(at, {**hidden((await visitor.get(at)).text), "answer": "good", "go": "hard"})
    assert gone.headers["location"] == f"{trial.link}/q/{HELP}"


async def test_testers_are_in_no_count_and_opening_deletes_what_they_answered(
    visitor: Visitor, cast: Cast, trial: Trial
) -> None:
    at = await begin(visitor, trial)
    await press(visitor, at, "good")
    await tell(visitor, trial.hard(FEELING), "words", "What is now?")
    await visitor.post(f"{trial.link}/check", {"agree": "yes"})
    survey = (await seen_by(cast, "Priya", trial.here)).survey
    came = await reached(survey)
    assert (came.started, came.completed, await cells_of(survey)) == (0, 0, ())
    assert await trying.testers_of(survey) == Tried(1, 1)
    await trial.opens()
    assert await rows("SELECT 1 FROM answer") == []
    assert await trying.testers_of(survey) == Tried(1, 1)
    (mark,) = await trial.marks()
    assert mark.words == "What is now?"
    await answered(cast, trial.here, "Loud")
    came = await reached(survey)
    assert (came.started, came.completed) == (1, 1)
    visitor.sign_in(await cast.session("Priya"))
    assert "1 person has answered" in (await visitor.get(trial.here)).text
    await visitor.post(f"{trial.here}/close")
    (mark,) = await trial.marks()
    assert (mark.why, mark.words) == (Why.words, "")


async def test_a_tester_half_way_when_it_opens_begins_anew(visitor: Visitor, trial: Trial) -> None:
    at = await begin(visitor, trial)
    await trial.opens()
    assert (await visitor.get(at)).headers["location"] == trial.link
    assert "You are testing" not in (await visitor.get(trial.link)).text


async def test_when_it_stops_testers_are_told_and_lose_no_words(
    visitor: Visitor, cast: Cast, trial: Trial
) -> None:
    at = await begin(visitor, trial)
    html = (await visitor.get(at)).text
    async with writing():
        seen = await seen_by(cast, "Priya", trial.here)
        await piloting.stop(await cast.actor("Priya"), seen, now=datetime.now(UTC))
    assert "not open yet" in (await visitor.get(trial.link)).text
    late = await visitor.post(at, {**hidden(html), "answer": "good", "go": "next"})
    assert late.status_code == 422
