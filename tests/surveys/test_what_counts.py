"""What counts as an answer, on a real database: never a trying out, never what the way did not lead to, never a number as words."""

import random
from datetime import timedelta
from uuid import UUID

import pytest

from surveys.answers import SKIPPED, AnswerState, Format, Given
from surveys.authoring import Opened, create_draft, open_survey
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.exporting import export_headings, export_rows, exported, left_out, most_turns
from surveys.responding import complete, how_many_sent, save_answer, start
from surveys.results import (
    FilesCount,
    asked_by,
    by_day,
    cells_of,
    files_of,
    open_answers,
    people_of,
    reached,
    worded_questions,
)
from surveys.tables import Answer, Attachment, Response
from surveys.tally import Cell, Only, count
from surveys.who import Group, HowAnswered
from tests.surveys.makers import KEY, NOW, Open

pytestmark = pytest.mark.usefixtures("database")
TRUE, WHY, WEEKS, SAY, HELP, KIDS, AT, CHILD = (f"q_counts{n:02}" for n in range(2, 10))
YOUNG, ALONE = Group.young_person, HowAnswered.alone
FILE = UUID("00000000-0000-4000-8000-00000000beef")


def _option(code: str, words: str, *, says: bool = False) -> Option:
    return Option(code=code, text={"en": words}, says=says)


ABOUT = Definition(
    title={"en": "About you"},
    sections=(
        Section(
            id="s_1",
            questions=(
                Question(
                    id=TRUE,
                    kind=QuestionKind.statement_set,
                    text={"en": "Is it true?"},
                    statements=(_option("safe", "I feel safe"), _option("heard", "I am heard")),
                ),
                Question(id=WHY, kind=QuestionKind.long_text, text={"en": "Why?"}),
                Question(id=WEEKS, kind=QuestionKind.number, text={"en": "How long?"}, unit={"en": "weeks"}),
                Question(id=SAY, kind=QuestionKind.voice, text={"en": "Say it"}),
                Question(
                    id=HELP,
                    kind=QuestionKind.single_choice,
                    text={"en": "Who helps?"},
                    options=(_option("mum", "My mum"), _option("other", "Someone else", says=True)),
                ),
            ),
        ),
        Section(
            id="s_2",
            questions=(
                Question(id=KIDS, kind=QuestionKind.repeat, text={"en": "How many children?"}, most=3),
                Question(id=AT, kind=QuestionKind.yes_no, text={"en": "At school?"}),
                Question(id=CHILD, kind=QuestionKind.short_text, text={"en": "What helps them?"}),
            ),
        ),
    ),
)


@pytest.fixture
async def survey(database: str) -> Open:
    """One person who said all of it, and one who only tried it out."""
    draft = await create_draft(ABOUT, "Wolves Forum", [YOUNG], NOW, random.Random(3))
    opened = await open_survey(draft.id, NOW)
    assert isinstance(opened, Opened), opened
    here = Open(draft.id, opened.version_id)
    tried = await answered(here, {WHY: said("Only trying")})
    await Response.raw("UPDATE response SET is_pilot = true WHERE id = {}", tried)
    await answered(here, EVERYTHING)
    return here


def said(text: str) -> Given:
    return Given(AnswerState.given, (), text)


def chose(*codes: str, text: str = "") -> Given:
    return Given(AnswerState.given, codes, text)


EVERYTHING = {
    f"{TRUE}.safe": chose("agree"),
    f"{TRUE}.heard": SKIPPED,
    WHY: said("It is calm"),
    WEEKS: said("12"),
    SAY: chose(FILE.hex, text="Listen to me"),
    HELP: chose("other", text="The bus driver"),
    KIDS: chose("2"),
    f"{AT}.1": chose("yes"),
    f"{AT}.2": chose("no"),
    f"{CHILD}.1": said("Music"),
    f"{CHILD}.2": said("Trains"),
}


async def answered(survey: Open, answers: dict[str, Given], asked: list[str] | None = None) -> UUID:
    started = await start(survey.survey_id, survey.version_id, YOUNG, ALONE, "en", NOW)
    for n, (id, given) in enumerate(answers.items()):
        await save_answer(started.response_id, id, given, Format.std, "en", NOW + timedelta(seconds=n))
        if FILE.hex in given.choices:
            await Attachment(
                id=FILE, response=started.response_id, question_id=id, kind="sound", media_type="audio/ogg",
                size=1, sha256="0", body=b"x", made_at=NOW, transcript="I like the garden", transcribed_by="Priya",
                transcribed_at=NOW,
            ).save()  # fmt: skip
    await complete(started.response_id, True, NOW, KEY, asked)
    return started.response_id


async def words(survey: Open, only: Only = Only()) -> dict[str, list[str]]:  # noqa: B008
    asked = await asked_by(survey.survey_id)
    screens = asked.screens(worded_questions(asked.questions))
    found: dict[str, list[str]] = {}
    for one in (await open_answers(survey.survey_id, screens, only=only)).answers:
        found.setdefault(one.question_id, []).append(one.text)
    return found


async def test_questions_are_those_that_are_counted_statements_apart_and_turns_together(survey: Open) -> None:
    asked = await asked_by(survey.survey_id)
    assert [one.id for one in asked.questions] == [
        f"{TRUE}.safe", f"{TRUE}.heard", WHY, WEEKS, SAY, HELP, KIDS, AT, CHILD
    ]  # fmt: skip
    assert asked.repeated == {AT, CHILD}
    assert asked.screens([asked.questions[-1]]) == [f"{CHILD}.1", f"{CHILD}.2", f"{CHILD}.3"]
    assert asked.waves == (1,)


async def test_turns_are_counted_under_their_question_with_the_people_beside_them(survey: Open) -> None:
    asked, cells = await asked_by(survey.survey_id), await cells_of(survey.survey_id)
    at = next(one for one in asked.questions if one.id == AT)
    counts = count(at, cells)
    assert (counts.given, [option.n for option in counts.options]) == (2, [1, 1])
    who = (Group.young_person, HowAnswered.alone, Format.std)
    people = {id: [Cell(id, AnswerState.given, "", *who, 1)] for id in (AT, CHILD)}
    assert await people_of(survey.survey_id, asked) == people


async def test_words_are_what_was_written_said_and_written_down_and_no_number(survey: Open) -> None:
    assert await words(survey) == {
        WHY: ["It is calm"],
        SAY: ["Listen to me\n\nI like the garden"],
        HELP: ["The bus driver"],
        CHILD: ["Music", "Trains"],
    }
    assert await words(survey, Only(format=Format.easy)) == {}
    assert len(await words(survey, Only(language="en", wave=1))) == 4
    assert await words(survey, Only(language="pl")) == {}


async def test_files_are_counted_while_an_answer_names_them(survey: Open) -> None:
    asked = await asked_by(survey.survey_id)
    assert await files_of(survey.survey_id, asked) == {SAY: FilesCount(1, 1)}
    await Answer.raw("UPDATE answer SET choices = {} WHERE question_id = {}", [], SAY)
    assert await files_of(survey.survey_id, asked) == {}
    assert (await words(survey))[SAY] == ["Listen to me"]


async def test_what_the_way_does_not_lead_to_is_kept_and_counts_nowhere(survey: Open) -> None:
    await answered(survey, {WHY: said("Not on my way"), HELP: chose("mum")}, asked=[HELP])
    asked, cells = await asked_by(survey.survey_id), await cells_of(survey.survey_id)
    by_id = {one.id: count(one, cells) for one in asked.questions}
    assert (by_id[WHY].given, by_id[HELP].given) == (1, 2)
    assert (await words(survey))[WHY] == ["It is calm"]
    assert (await left_out(survey.survey_id)).not_asked == 1
    kept = await Answer.raw("SELECT 1 FROM answer WHERE text = 'Not on my way'")
    assert len(kept) == 1


async def test_trying_out_is_in_no_figure(survey: Open) -> None:
    found = await reached(survey.survey_id)
    assert (found.started, found.completed, await how_many_sent(survey.survey_id)) == (1, 1, 1)
    assert [(one.started, one.finished) for one in await by_day(survey.survey_id)] == [(1, 1)]
    assert (await left_out(survey.survey_id)).tried_out == 1


async def test_a_file_has_columns_for_statements_and_turns_and_words_for_recordings(survey: Open) -> None:
    asked = await asked_by(survey.survey_id)
    screens = exported(asked, await most_turns(survey.survey_id, asked))
    headings = export_headings(screens)
    (row,) = [row async for some in export_rows(survey.survey_id, screens) for row in some]
    cells = dict(zip(headings, row, strict=True))
    assert cells["Is it true? – I feel safe"] == "I agree"
    assert cells["Is it true? – I am heard"] == "(skipped)"
    assert cells["How long?"] == "12"
    assert cells["Say it"] == "Listen to me\n1 recording (written down: I like the garden)"
    assert cells["Say it – how many files came"] == "1"
    assert cells["Who helps?"] == "Someone else: The bus driver"
    assert (cells["At school? (number 1)"], cells["At school? (number 2)"]) == ("Yes", "No")
    assert "At school? (number 3)" not in cells
    assert FILE.hex not in str(row)


async def test_days_are_local_and_add_up(survey: Open) -> None:
    late = NOW.replace(hour=23, minute=30)  # the next day in summer time
    started = await start(survey.survey_id, survey.version_id, YOUNG, ALONE, "en", late)
    assert started
    found = [(one.day.day, one.started, one.finished) for one in await by_day(survey.survey_id)]
    assert found == [(NOW.day, 1, 1), (NOW.day + 1, 2, 1)]
