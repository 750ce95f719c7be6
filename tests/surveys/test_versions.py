"""Versions and try-outs, on a real database: rows never change, numbers go up, and what was only looked at is no version."""

from datetime import timedelta
from uuid import UUID

import pytest

from surveys import trying
from surveys.all_versions import asked_by
from surveys.answers import AnswerState, Format, Given, HowAnswered
from surveys.authoring import (
    Opened,
    definition_of,
    draft_of,
    find_survey,
    open_survey,
    published_of,
    save_draft,
)
from surveys.definition import Group
from surveys.editing import changed, replace_question, set_title
from surveys.joins import Counted, Join, Publication
from surveys.keeping import GONE, save_answer
from surveys.responding import find_response, start
from surveys.tables import Answer, Survey, SurveyVersion
from surveys.trying import Tried, Why
from surveys.versions import keep_wording, publish, throw_away, versions_of
from tests.surveys.makers import FEEL, HELP, NOW, SCHOOL, a_draft, an_open_survey

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(hours=1)
TITLED = set_title(SCHOOL, "en", "School and me")


async def stored(id: UUID) -> Survey:
    survey = await find_survey(id)
    assert survey
    return survey


async def test_a_slip_is_a_row_of_its_own_under_the_same_number_and_a_change_the_next_number() -> None:
    opened = await an_open_survey()
    join = Join("q_zzzzzzzz", HELP, Counted.apart, "Another week")
    for made, note in (
        (Publication(TITLED, True), "A slip"),
        (Publication(SCHOOL, True), "Back again"),
        (Publication(TITLED, False, (join,)), "Something else"),
        (Publication(SCHOOL, True), "A slip of the second"),
    ):
        await publish(await stored(opened.survey_id), made, note, "Priya", LATER)
    found = await versions_of(opened.survey_id)
    assert [(one.number, one.correction, one.note) for one in found] == [
        (1, 0, ""),
        (1, 1, "A slip"),
        (1, 2, "Back again"),
        (2, 0, "Something else"),
        (2, 1, "A slip of the second"),
    ]
    assert [one.definition for one in found] == [SCHOOL, TITLED, SCHOOL, TITLED, SCHOOL]
    assert found[3].apart == (join,)
    survey = await stored(opened.survey_id)
    assert survey.current_version == found[-1].id
    assert await published_of(survey) == draft_of(survey) == SCHOOL
    assert await definition_of(opened.version_id) == SCHOOL


async def test_nobody_who_reads_the_answers_reads_the_code_of_an_earlier_answer() -> None:
    asks = changed(SCHOOL.questions[4], text={"en": f"You said {{{HELP}|that}}. Why?"})
    survey = await a_draft(definition=replace_question(SCHOOL, asks))
    assert isinstance(await open_survey(survey.id, NOW), Opened)
    asked = await asked_by(survey.id)
    for question in (asked.questions[4], asked.steps[4].question):
        assert question.text["en"] == "You said that. Why?"


async def test_publishing_moves_the_moment_so_that_an_older_form_is_told() -> None:
    opened = await an_open_survey()
    before = (await stored(opened.survey_id)).draft_changed_at
    await publish(await stored(opened.survey_id), Publication(TITLED, True), "A slip", "Priya", NOW)
    assert (await stored(opened.survey_id)).draft_changed_at > before


async def test_throwing_away_goes_back_and_says_whether_there_was_anything() -> None:
    opened = await an_open_survey()
    survey = await stored(opened.survey_id)
    assert not await throw_away(survey, LATER)
    await save_draft(survey.id, TITLED, survey.draft_changed_at, LATER)
    assert await throw_away(await stored(opened.survey_id), LATER)
    assert draft_of(await stored(opened.survey_id)) == SCHOOL
    assert not await throw_away(await a_draft(seed=2), LATER)


async def test_a_wording_looked_at_is_kept_once_and_is_no_version() -> None:
    survey = await a_draft()
    first = await keep_wording(survey.id, SCHOOL, "Priya", NOW)
    assert await keep_wording(survey.id, SCHOOL, "Ana", LATER) == first
    second = await keep_wording(survey.id, TITLED, "Priya", LATER)
    assert second != first
    assert await keep_wording(survey.id, SCHOOL, "Priya", LATER) == first
    rows = await SurveyVersion.select(SurveyVersion.number, SurveyVersion.correction).order_by(
        SurveyVersion.correction
    )
    assert [(row["number"], row["correction"]) for row in rows] == [(0, 0), (0, 1)]
    assert await versions_of(survey.id) == ()
    await open_survey(survey.id, NOW, "Priya")
    (version,) = await versions_of(survey.id)
    assert (version.number, version.correction, version.by) == (1, 0, "Priya")


async def test_translators_notes_alone_are_no_other_wording() -> None:
    survey = await a_draft()
    noted = changed(SCHOOL, translated_from={"title": {"ur": "abc"}})
    assert await keep_wording(survey.id, noted, "", NOW) == await keep_wording(survey.id, SCHOOL, "", NOW)


async def a_tester(survey: Survey) -> tuple[UUID, str]:
    """Somebody who tries it, with one answer."""
    version = await keep_wording(survey.id, SCHOOL, "Priya", NOW)
    await trying.start_trying(survey.id, version)
    begun = await start(survey.id, version, Group.young_person, HowAnswered.alone, "en", NOW, is_pilot=True)
    given = Given(AnswerState.given, ("good",))
    assert await save_answer(begun.response_id, FEEL, given, Format.std, "en", NOW) is None
    return begun.response_id, begun.token


async def test_a_tester_may_answer_while_it_is_tried_and_not_after() -> None:
    survey = await a_draft()
    _, token = await a_tester(survey)
    state = await find_response(token)
    assert state
    assert (state.is_pilot, state.may_change(LATER)) == (True, True)
    await trying.stop_trying(survey.id)
    state = await find_response(token)
    assert state
    assert not state.may_change(LATER)


async def test_forgetting_deletes_answers_and_keeps_marks_and_how_many_tried() -> None:
    survey = await a_draft()
    response, _ = await a_tester(survey)
    await trying.mark_hard(response, FEEL, Why.words, "What is  “now”?\x00", LATER)
    await trying.forget_answers(survey.id, LATER)
    assert await Answer.count() == 0
    assert await trying.testers_of(survey.id) == Tried(1, 0)
    (mark,) = await trying.marks_of(survey.id)
    assert (mark.why, mark.words) == (Why.words, "What is  “now”?")
    given = Given(AnswerState.given, ("good",))
    assert await save_answer(response, FEEL, given, Format.std, "en", LATER) == GONE
    await trying.mark_hard(response, HELP, Why.long, "", LATER)  # too late: nothing is kept
    await trying.forget_words(survey.id)
    (mark,) = await trying.marks_of(survey.id)
    assert (mark.screen, mark.words) == (FEEL, "")


async def test_only_a_testers_response_can_be_marked() -> None:
    opened = await an_open_survey()
    begun = await start(opened.survey_id, opened.version_id, Group.other, HowAnswered.alone, "en", NOW)
    await trying.mark_hard(begun.response_id, FEEL, Why.words, "", NOW)
    assert await trying.marks_of(opened.survey_id) == ()


async def test_a_survey_that_is_open_cannot_be_tried_out() -> None:
    opened = await an_open_survey()
    await trying.start_trying(opened.survey_id, opened.version_id)
    assert (await stored(opened.survey_id)).pilot_version is None
