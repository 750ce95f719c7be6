"""What came in, counted and listed, on a real database."""

from datetime import timedelta
from typing import Any

import pytest

from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Format, Given, HowAnswered
from surveys.authoring import find_survey
from surveys.channels import Channel
from surveys.definition import Definition, Group
from surveys.editing import remove_question
from surveys.exporting import export_headings, export_rows, exported, most_turns
from surveys.joins import Publication
from surveys.responding import complete, save_answer, start, withdraw
from surveys.results import (
    OpenPage,
    asked_by,
    by_day,
    counts,
    open_answers,
    open_questions,
    questions_asked,
    reached,
    worded_questions,
)
from surveys.tally import Cell, Only, count
from surveys.versions import publish
from tests.surveys.makers import (
    FEEL,
    FEELING,
    HARD,
    HELP,
    KEY,
    MANY,
    NOW,
    SCHOOL,
    SINGLE,
    WHERE,
    WHY,
    Open,
    an_open_survey,
)

pytestmark = pytest.mark.usefixtures("database")
YOUNG, PARENT = Group.young_person, Group.parent_carer
ALONE, HELPED = HowAnswered.alone, HowAnswered.helped


def chose(*codes: str) -> Given:
    return Given(AnswerState.given, codes)


def wrote(text: str) -> Given:
    return Given(AnswerState.given, text=text)


async def answer(
    survey: Open,
    group: Group,
    how: HowAnswered,
    answers: dict[str, Given],
    finished: bool = True,
    format: Format = Format.std,
) -> None:
    started = await start(survey.survey_id, survey.version_id, group, how, "en", NOW)
    for second, (question, given) in enumerate(answers.items()):
        moment = NOW + timedelta(seconds=second)
        await save_answer(started.response_id, question, given, format, "en", moment)
    if finished:
        await complete(started.response_id, group is PARENT, NOW, KEY)


async def four_answers() -> Open:
    """Two young people, one of them with help and in Easy Read; a parent; one who never finished."""
    survey = await an_open_survey()
    await answer(
        survey, YOUNG, ALONE, {FEEL: chose("good"), HARD: chose("noise", "work"), WHY: wrote("Quiet rooms")}
    )
    await answer(
        survey,
        YOUNG,
        HELPED,
        {FEEL: chose("bad"), HARD: SKIPPED, WHY: wrote("100% calm")},
        format=Format.easy,
    )
    await answer(
        survey, PARENT, ALONE, {FEEL: DONT_KNOW, HARD: chose("noise"), WHY: wrote("Less noise, quiet buses")}
    )
    await answer(survey, PARENT, ALONE, {FEEL: chose("awful"), WHY: wrote("Not sent")}, finished=False)
    return survey


async def listed(survey: Open, *questions: str, **narrowed: Any) -> OpenPage:
    """The open answers to all questions, or only some."""
    asked = await asked_by(survey.survey_id)
    wanted = [one for one in worded_questions(asked.questions) if not questions or one.id in questions]
    return await open_answers(survey.survey_id, asked.screens(wanted), **narrowed)


async def test_only_finished_answers_count_and_people_are_told_apart_from_choices() -> None:
    survey = await four_answers()
    feel, hard, why = await counts(survey.survey_id, [FEELING, MANY, SCHOOL.questions[4]])
    assert (feel.given, feel.dont_know, feel.skipped, feel.seen) == (2, 1, 0, 3)
    assert {one.code: one.n for one in feel.options} == {"great": 0, "good": 1, "ok": 0, "bad": 1, "awful": 0}
    assert (hard.given, hard.skipped) == (2, 1)
    assert [(one.label, one.n) for one in hard.options] == [
        ("Noise", 2),
        ("The work", 1),
        ("None of these", 0),
    ]
    assert (why.is_open, why.given, why.options) == (True, 3, ())


async def test_counts_can_be_narrowed_to_a_group_a_way_of_answering_or_a_format() -> None:
    survey = await four_answers()
    for only, given in (
        (Only(group=YOUNG), 2),
        (Only(group=PARENT), 0),
        (Only(group=YOUNG, how_answered=HELPED), 1),
        (Only(format=Format.easy), 1),
    ):
        (feel,) = await counts(survey.survey_id, [FEELING], only)
        assert feel.given == given, only


async def test_a_question_nobody_reached_counts_nought() -> None:
    survey = await four_answers()
    (help,) = await counts(survey.survey_id, [SINGLE])
    assert (help.seen, [one.n for one in help.options]) == (0, [0, 0, 0])


def test_a_code_that_is_no_longer_offered_is_counted_last_under_its_code() -> None:
    def cell(choice: str, n: int) -> Cell:
        return Cell(HELP, AnswerState.given, choice, YOUNG, ALONE, Format.std, n)

    counted = count(SINGLE, [cell("", 5), cell("yes", 3), cell("maybe", 2)])
    assert [(one.label, one.n) for one in counted.options] == [
        ("Yes", 3),
        ("Sometimes", 0),
        ("No", 0),
        ("maybe", 2),
    ]
    assert counted.given == 5


async def test_open_answers_are_listed_in_order_with_how_they_came() -> None:
    survey = await four_answers()
    page = await listed(survey)
    assert page.total == 3
    assert {one.text for one in page.answers} == {"Quiet rooms", "100% calm", "Less noise, quiet buses"}
    calm = next(one for one in page.answers if one.text == "100% calm")
    assert (calm.group, calm.how_answered, calm.format, calm.question_id) == (YOUNG, HELPED, Format.easy, WHY)
    assert [one.may_quote for one in page.answers if one.group is PARENT] == [True]


@pytest.mark.parametrize(
    ("holding", "found"), [("QUIET", 2), ("100%", 1), ("%", 1), ("_", 0), ("'", 0), ("", 3), ("  calm ", 1)]
)
async def test_open_answers_can_be_searched_for_plain_words(holding: str, found: int) -> None:
    survey = await four_answers()
    assert (await listed(survey, holding=holding)).total == found


async def test_open_answers_can_be_narrowed_and_paged() -> None:
    survey = await four_answers()
    assert (await listed(survey, only=Only(group=PARENT))).total == 1
    assert (await listed(survey, WHERE)).total == 0
    pages = [await listed(survey, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [(len(page.answers), page.total) for page in pages] == [(2, 3), (1, 3), (0, 3)]
    assert len({one.id for page in pages for one in page.answers}) == 3


async def test_an_export_has_a_row_a_person_and_a_cell_a_column_and_no_ids() -> None:
    survey = await four_answers()
    asked = await asked_by(survey.survey_id)
    screens = exported(asked, await most_turns(survey.survey_id, asked))
    headings = export_headings(screens)
    rows = [row async for some in export_rows(survey.survey_id, screens) for row in some]
    assert headings[:11] == (
        "Row",
        "Group",
        "How it was answered",
        "How they came to answer",
        "Language",
        "Read as",
        "Version",
        "Day",
        "May be quoted",
        "Marked to look at",
        "How is school?",
    )
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert all(len(row) == len(headings) for row in rows)
    helped = next(row for row in rows if row[2] == "With help")
    assert helped[1:] == (
        "Young person", "With help", "Open link", "en", "Easy Read", "1", "2026-05-04", "no", "", "Not good", "", "(skipped)", "", "", "", "", "100% calm"
    )  # fmt: skip


async def test_reach_counts_who_began_finished_and_took_back() -> None:
    survey = await four_answers()
    started = await start(survey.survey_id, survey.version_id, YOUNG, ALONE, "en-simple", NOW)
    await complete(started.response_id, True, NOW, KEY)
    await withdraw(started.response_id, NOW)
    found = await reached(survey.survey_id)
    assert (found.started, found.completed, found.withdrawn) == (5, 3, 1)
    assert found.by_group == {YOUNG: 2, PARENT: 1}
    assert found.by_how_answered == {ALONE: 2, HELPED: 1}
    assert found.by_language == {"en": 3}
    assert found.by_channel == {Channel.link: 3}
    assert found.marked == 0
    last = (await by_day(survey.survey_id))[-1]
    assert (last.started, last.finished) == (found.started, found.completed)


async def published(survey: Open, definition: Definition) -> None:
    """The next version of an open survey."""
    row = await find_survey(survey.survey_id)
    assert row is not None
    await publish(row, Publication(definition, False), "", "Priya", NOW)


async def test_a_question_taken_out_of_a_later_version_keeps_its_results() -> None:
    survey = await four_answers()
    await published(survey, remove_question(SCHOOL, FEEL))
    asked = await questions_asked(survey.survey_id)
    assert [question.id for question in asked] == [HELP, HARD, WHERE, WHY, FEEL]
    assert (await counts(survey.survey_id, asked))[-1].given == 2
    assert [question.id for question in open_questions(asked)] == [WHERE, WHY]
