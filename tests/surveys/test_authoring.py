"""Drafts kept, opened and closed, on a real database."""

import random
from datetime import date, timedelta

import pytest

from surveys.answers import Problem
from surveys.authoring import (
    Conflict,
    NoSurvey,
    Opened,
    Saved,
    close_survey,
    create_draft,
    definition_of,
    draft_of,
    find_survey,
    find_survey_by_slug,
    free_slug,
    groups_of,
    make_slug,
    open_survey,
    save_draft,
    set_asking,
    set_dates,
    takes_answers,
)
from surveys.dates import Dates, problems_with_dates
from surveys.definition import Definition, Group
from surveys.editing import set_title
from surveys.tables import Survey, SurveyState, SurveyVersion
from surveys.wordlist import WORDS
from tests.surveys.makers import NOW, SCHOOL, a_draft, an_open_survey

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(minutes=5)


async def stored(survey: Survey) -> Survey:
    found = await find_survey(survey.id)
    assert found
    return found


async def test_a_new_draft_has_a_link_one_can_say_and_keeps_its_wording_exactly() -> None:
    survey = await stored(await a_draft())
    assert set(survey.slug.split("-")) <= set(WORDS)
    assert (survey.state, draft_of(survey)) == (SurveyState.draft, SCHOOL)
    assert groups_of(survey) == (Group.young_person, Group.parent_carer)
    by_slug = await find_survey_by_slug(f" {survey.slug.upper()} ")
    assert by_slug is not None
    assert by_slug.id == survey.id
    assert not takes_answers(survey, NOW)


async def test_two_surveys_never_share_a_link() -> None:
    first = await a_draft(seed=7)
    assert make_slug(random.Random(7)) == first.slug
    assert await free_slug(random.Random(7)) != first.slug
    assert (await a_draft(seed=7)).slug != first.slug


async def test_a_newer_draft_is_never_overwritten() -> None:
    survey = await a_draft()
    hers = set_title(SCHOOL, "en", "Her title")
    his = set_title(SCHOOL, "en", "His title")
    saved = await save_draft(survey.id, hers, survey.draft_changed_at, LATER)
    assert saved == Saved(LATER)
    refused = await save_draft(survey.id, his, survey.draft_changed_at, LATER)
    assert refused == Conflict(theirs=hers, changed_at=LATER)
    assert draft_of(await stored(survey)) == hers
    again = await save_draft(survey.id, his, refused.changed_at, LATER)
    assert isinstance(again, Saved)
    assert again.changed_at > LATER


async def test_saving_the_same_draft_twice_is_no_conflict() -> None:
    survey = await a_draft()
    hers = set_title(SCHOOL, "en", "Her title")
    first = await save_draft(survey.id, hers, survey.draft_changed_at, LATER)
    assert await save_draft(survey.id, hers, survey.draft_changed_at, LATER) == first


async def test_saving_a_survey_that_is_not_there_says_so() -> None:
    survey = await a_draft()
    await Survey.delete().where(Survey.id == survey.id)
    with pytest.raises(NoSurvey):
        await save_draft(survey.id, SCHOOL, NOW, NOW)
    with pytest.raises(NoSurvey):
        await open_survey(survey.id, NOW)


async def test_opening_freezes_the_wording_that_people_answer() -> None:
    survey = await a_draft()
    opened = await open_survey(survey.id, NOW)
    assert isinstance(opened, Opened)
    assert opened.number == 1
    await save_draft(survey.id, set_title(SCHOOL, "en", "Changed"), survey.draft_changed_at, LATER)
    assert await definition_of(opened.version_id) == SCHOOL
    row = await stored(survey)
    assert (row.state, row.current_version, row.opens_at) == (SurveyState.open, opened.version_id, NOW)
    assert takes_answers(row, NOW)


async def test_opening_twice_is_opening_once_and_never_publishes_a_change_by_the_way() -> None:
    survey = await a_draft()
    first = await open_survey(survey.id, NOW)
    assert await open_survey(survey.id, LATER) == first
    await save_draft(survey.id, set_title(SCHOOL, "en", "Changed"), survey.draft_changed_at, LATER)
    assert await open_survey(survey.id, LATER) == first
    assert await SurveyVersion.count().where(SurveyVersion.survey == survey.id) == 1


async def test_a_survey_nobody_could_answer_stays_a_draft_and_says_what_it_needs() -> None:
    survey = await create_draft(Definition(), "Forum", [], NOW, random.Random(1), Dates(closes_at=NOW))
    assert await open_survey(survey.id, NOW) == (
        Problem("title.en", "Enter a title"),
        Problem("questions", "Add a question"),
        Problem("groups", "Choose who you are asking"),
        Problem("closes_at", "Choose a closing day that is still to come"),
    )
    assert (await stored(survey)).state == SurveyState.draft
    assert await SurveyVersion.count() == 0


async def test_a_closed_survey_takes_no_answers_and_opens_again_with_a_new_closing_day() -> None:
    opened = await an_open_survey()
    await close_survey(opened.survey_id, LATER)
    row = await find_survey(opened.survey_id)
    assert row is not None
    assert (row.state, row.closes_at) == (SurveyState.closed, LATER)
    assert not takes_answers(row, LATER)
    assert isinstance(await open_survey(opened.survey_id, LATER), tuple)
    assert await set_dates(opened.survey_id, Dates(closes_at=LATER + timedelta(days=7))) == ()
    again = await open_survey(opened.survey_id, LATER)
    assert again == Opened(opened.version_id, 1)


async def test_a_survey_takes_answers_between_its_days_only() -> None:
    survey = await a_draft()
    await set_dates(survey.id, Dates(opens_at=LATER, closes_at=LATER + timedelta(days=1)))
    await open_survey(survey.id, NOW)
    row = await stored(survey)
    assert [takes_answers(row, LATER + timedelta(days=days)) for days in (-1, 0, 0.9, 1)] == [
        False,
        True,
        True,
        False,
    ]


async def test_dates_out_of_order_are_not_kept() -> None:
    survey = await a_draft()
    problems = await set_dates(
        survey.id, Dates(closes_at=NOW, reads_by=date(2026, 5, 1), tells_by=date(2026, 4, 1))
    )
    assert [problem.field for problem in problems] == ["reads_by", "tells_by"]
    assert (await stored(survey)).closes_at is None
    assert problems_with_dates(Dates(opens_at=NOW, closes_at=NOW))[0].field == "closes_at"
    assert problems_with_dates(Dates(NOW, LATER, date(2026, 5, 9), date(2026, 6, 1))) == ()


async def test_who_asks_whom_can_be_changed() -> None:
    survey = await a_draft()
    await set_asking(survey.id, "HY5!", [Group.professional])
    row = await stored(survey)
    assert (row.asked_by, groups_of(row)) == ("HY5!", (Group.professional,))
