"""Opening, closing and opening again: what is refused, what is promised, what the history says."""

from datetime import UTC, datetime, timedelta

import pytest

from engage.consultations import opening
from engage.database import rows
from engage.web.rendering import HERE
from surveys.authoring import find_survey, takes_answers
from surveys.tables import Survey
from tests.cast import Cast
from tests.consultations.makers import HELP, answered, dated, draft, opened, seen_by
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def _survey(cast: Cast, here: str) -> Survey:
    found = await find_survey((await seen_by(cast, "Priya", here)).survey)
    assert found
    return found


def _in(**days: int) -> str:
    return (datetime.now(HERE) + timedelta(**days)).date().isoformat()


PEOPLE = {"purpose": "To learn", "asked_by": "Northmere Parent Carers", "groups": ["young_person"]}


async def test_it_opens_after_one_more_look_at_what_is_promised(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await dated(cast, here)
    asked = await priya.get(f"{here}/open")
    assert "What you promise" in asked.text
    assert not takes_answers(await _survey(cast, here), datetime.now(UTC))
    done = await priya.post(f"{here}/open")
    assert done.headers["location"] == f"{here}?done=opened"
    assert takes_answers(await _survey(cast, here), datetime.now(UTC))
    assert [
        row["sentence"] for row in await rows("SELECT sentence FROM audit_event WHERE act = 'survey:opened'")
    ] == ["Opened it to people"]
    assert "Get the link and the poster" in (await priya.get(here)).text


async def test_pressing_open_twice_is_pressing_it_once(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await dated(cast, here)
    for _ in range(2):
        assert (await priya.post(f"{here}/open")).status_code == 303
    assert len(await rows("SELECT 1 FROM survey_version")) == 1
    assert len(await rows("SELECT 1 FROM audit_event WHERE act = 'survey:opened'")) == 1


async def test_an_unfinished_survey_is_refused_with_sentences_that_lead_there(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast, key="blank", title="Ours")
    for answer in (await priya.get(f"{here}/open"), await priya.post(f"{here}/open")):
        assert "Add a question" in answer.text
        assert "Choose a closing day" in answer.text
        assert "Say by when people will hear what changed" in answer.text
        assert f'href="{here}/dates#closes"' in answer.text
    assert answer.status_code == 422
    assert (await _survey(cast, here)).state == "draft"


async def test_a_question_with_one_answer_keeps_it_from_opening(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await dated(cast, here)
    await priya.post(
        f"{here}/questions/{HELP}",
        {"text": "Help?", "kind": "single_choice", "mark": _mark(await priya.get(f"{here}/questions/{HELP}")),
         "rows": ["1"], "o1_text": "Yes", "o1_code": "yes"},
    )  # fmt: skip
    refused = await priya.post(f"{here}/open")
    assert (refused.status_code, "Give two answers or more to choose from" in refused.text) == (422, True)
    assert f'href="{here}/questions/{HELP}#answers"' in refused.text


def _mark(page: object) -> str:
    from tests.consultations.makers import field

    return field(page.text, "mark")  # type: ignore[attr-defined]


async def test_a_facilitator_of_another_organisation_cannot_open_it(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await dated(cast, here)
    visitor.sign_in(await cast.session("Ana"))
    assert (await visitor.post(f"{here}/open")).status_code == 404
    assert (await _survey(cast, here)).state == "draft"


async def test_closing_is_asked_once_more_and_ends_answering(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "Loud")
    await answered(cast, here, "Half", finishes=False)
    asked = await priya.get(f"{here}/close")
    assert "1 person has answered." in asked.text
    assert "1 person has begun and not finished" in asked.text
    assert takes_answers(await _survey(cast, here), datetime.now(UTC))
    await priya.post(f"{here}/close")
    assert not takes_answers(await _survey(cast, here), datetime.now(UTC))
    assert "Go to the themes" in (await priya.get(here)).text


async def test_it_opens_again_with_a_new_day_and_a_reason(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await priya.post(f"{here}/close")
    unsaid = await priya.post(f"{here}/reopen", {"closes": _in(days=10)})
    assert (unsaid.status_code, "Say why it opens again" in unsaid.text) == (422, True)
    past = await priya.post(f"{here}/reopen", {"closes": _in(days=-1), "reason": "Holidays"})
    assert (past.status_code, "Choose a closing day that is still to come" in past.text) == (422, True)
    assert (
        await priya.post(f"{here}/reopen", {"closes": _in(days=10), "reason": "Holidays"})
    ).status_code == 303
    survey = await _survey(cast, here)
    assert takes_answers(survey, datetime.now(UTC))
    assert len(await rows("SELECT 1 FROM survey_version")) == 1
    assert "Opened it again: Holidays" in (await priya.get(here)).text


async def test_a_new_closing_day_after_the_promise_is_refused_and_changes_nothing(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    await priya.post(f"{here}/close")
    before = (await _survey(cast, here)).closes_at
    late = await priya.post(f"{here}/reopen", {"closes": _in(weeks=60), "reason": "Holidays"})
    assert late.status_code == 422
    survey = await _survey(cast, here)
    assert (survey.state, survey.closes_at) == ("closed", before)


async def test_it_stays_closed_when_a_room_above_objects(
    priya: Visitor, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_objections", [])

    @opening.keeps_closed
    async def has_themes(_: object) -> bool:
        return True

    here = await opened(cast)
    await priya.post(f"{here}/close")
    assert "Open it again" not in (await priya.get(here)).text
    await priya.post(f"{here}/reopen", {"closes": _in(days=10), "reason": "Holidays"})
    assert (await _survey(cast, here)).state == "closed"


async def test_days_are_suggested_and_kept_only_when_saved(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    assert "We suggest these days" in (await priya.get(f"{here}/dates")).text
    assert (await _survey(cast, here)).closes_at is None
    days = {"closes": _in(weeks=4), "reads": _in(weeks=6), "tells": _in(weeks=12)}
    assert (await priya.post(f"{here}/dates", {**PEOPLE, **days})).status_code == 303
    survey = await _survey(cast, here)
    assert survey.closes_at.astimezone(HERE).strftime("%Y-%m-%d %H:%M") == f"{_in(weeks=4)} 23:59"
    assert survey.tells_by.isoformat() == _in(weeks=12)
    told = await rows("SELECT sentence FROM audit_event WHERE act = 'consultation:changed'")
    assert told[0]["sentence"] == "Changed the days for closing, reading, telling people"


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (
            {"closes": _in(weeks=4), "tells": _in(weeks=2)},
            "Choose a day to tell people that comes after closing",
        ),
        ({"opens": _in(weeks=5), "closes": _in(weeks=4)}, "Choose a closing day after the opening day"),
        ({"closes": "soon"}, "Choose the closing day from the calendar"),
        ({"closes": "99999-01-01"}, "Choose the closing day from the calendar"),
    ],
)
async def test_days_that_cannot_be_kept_are_told_beside_the_day(
    priya: Visitor, cast: Cast, days: dict[str, str], sentence: str
) -> None:
    here = await draft(cast)
    answer = await priya.post(f"{here}/dates", {**PEOPLE, **days})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{days["closes"]}"' in answer.text
    assert (await _survey(cast, here)).closes_at is None


async def test_a_survey_with_an_opening_day_opens_by_itself(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    days = {"opens": _in(days=3), "closes": _in(weeks=4), "tells": _in(weeks=12)}
    await priya.post(f"{here}/dates", {**PEOPLE, **days})
    done = await priya.post(f"{here}/open")
    assert done.headers["location"] == f"{here}?done=planned"
    survey, now = await _survey(cast, here), datetime.now(UTC)
    assert (takes_answers(survey, now), takes_answers(survey, now + timedelta(days=3))) == (False, True)
    assert "It opens by itself on" in (await priya.get(f"{here}/share")).text


async def test_once_open_the_promise_may_move_and_may_not_go(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    gone = await priya.post(f"{here}/dates", {**PEOPLE, "closes": "", "tells": ""})
    assert gone.status_code == 422
    opens = (await _survey(cast, here)).opens_at
    moved = {"opens": _in(weeks=1), "closes": _in(weeks=5), "reads": "", "tells": _in(weeks=13)}
    unsaid = await priya.post(f"{here}/dates", {**PEOPLE, **moved})
    assert unsaid.status_code == 422
    assert "Say why people are told on another day" in unsaid.text
    why = {"why": "We want to read every answer."}
    assert (await priya.post(f"{here}/dates", {**PEOPLE, **moved, **why})).status_code == 303
    survey = await _survey(cast, here)
    assert (survey.opens_at, survey.tells_by.isoformat()) == (opens, _in(weeks=13))


async def test_saving_the_dates_of_a_closed_survey_does_not_open_it(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await priya.post(f"{here}/close")
    closed = (await _survey(cast, here)).closes_at
    await priya.post(f"{here}/dates", {**PEOPLE, "closes": _in(weeks=9), "tells": _in(weeks=13)})
    survey = await _survey(cast, here)
    assert (survey.closes_at, survey.state) == (closed, "closed")
