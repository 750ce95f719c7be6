"""What came in: counts, open answers, rows for an export, how many were reached. Numbers and words are raw; who may
see them, and protecting small numbers, is decided above. Only finished responses that were not taken back count."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from surveys.answers import HOW_NAMES, AnswerState, Format, Given, HowAnswered
from surveys.definition import GROUP_NAMES, Definition, Group, Question
from surveys.questions import columns, is_open, row
from surveys.tables import Answer, Response, SurveyVersion
from surveys.tally import ALL, Cell, Only, QuestionCount, count


async def questions_asked(survey_id: UUID) -> tuple[Question, ...]:
    """Every question any version asked, in the newest wording; those no longer asked come last."""
    versions = await SurveyVersion.raw(
        "SELECT definition FROM survey_version WHERE survey = {} ORDER BY number DESC", survey_id
    )
    asked: dict[str, Question] = {}
    for version in versions:
        for question in Definition.model_validate_json(version["definition"]).questions:
            asked.setdefault(question.id, question)
    return tuple(asked.values())


# The choice '' is put before every answer's own, so that people and choices are counted in one go.
_CELLS = """
SELECT a.question_id, a.state, c.choice, r."group", r.how_answered, a.format, count(*) AS n
  FROM response r JOIN answer a ON a.response = r.id
 CROSS JOIN LATERAL unnest(array_prepend('', a.choices)) AS c(choice)
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL
 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
"""


async def cells_of(survey_id: UUID) -> tuple[Cell, ...]:
    """All that is needed to count every question in every way, in one query."""
    rows = await Answer.raw(_CELLS, survey_id)
    return tuple(
        Cell(
            question_id=cell["question_id"],
            state=AnswerState(cell["state"]),
            choice=cell["choice"],
            group=Group(cell["group"]),
            how_answered=HowAnswered(cell["how_answered"]),
            format=Format(cell["format"]),
            n=cell["n"],
        )
        for cell in rows
    )


async def counts(
    survey_id: UUID, questions: Sequence[Question], only: Only = ALL
) -> tuple[QuestionCount, ...]:
    """Each question counted, in the order given."""
    cells = await cells_of(survey_id)
    return tuple(count(question, cells, only) for question in questions)


@dataclass(frozen=True)
class OpenAnswer:
    """One person's words to one question, with what is known about how they came."""

    id: UUID
    response_id: UUID
    question_id: str
    text: str
    group: Group
    how_answered: HowAnswered
    format: Format
    language: str
    may_quote: bool
    answered_at: datetime


@dataclass(frozen=True)
class OpenPage:
    """Some of the open answers, and how many there are in all."""

    answers: tuple[OpenAnswer, ...]
    total: int


_OPEN = """
SELECT a.id, a.response, a.question_id, a.text, r."group", r.how_answered, a.format, a.language, r.may_quote,
       a.answered_at, count(*) OVER () AS total
  FROM response r JOIN answer a ON a.response = r.id
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND a.text <> ''
   AND a.question_id = coalesce({}, a.question_id) AND r."group" = coalesce({}, r."group")
   AND r.how_answered = coalesce({}, r.how_answered) AND a.format = coalesce({}, a.format)
   AND strpos(lower(a.text), lower({})) > 0
 ORDER BY a.answered_at, a.id LIMIT {} OFFSET {}
"""


async def open_answers(
    survey_id: UUID,
    *,
    question_id: str | None = None,
    only: Only = ALL,
    holding: str = "",
    limit: int = 50,
    offset: int = 0,
) -> OpenPage:
    """Open answers in the order they came, filtered by question, group, how answered, format, and words in them."""
    narrowed = (survey_id, question_id, only.group, only.how_answered, only.format, holding.strip())
    rows = await Answer.raw(_OPEN, *narrowed, limit, offset)
    if not rows and offset:  # a page that is no longer there still says how many there are
        first = await Answer.raw(_OPEN, *narrowed, 1, 0)
        return OpenPage((), first[0]["total"] if first else 0)
    return OpenPage(tuple(_open_answer(row) for row in rows), rows[0]["total"] if rows else 0)


def _open_answer(row: Mapping[str, Any]) -> OpenAnswer:
    return OpenAnswer(
        id=row["id"],
        response_id=row["response"],
        question_id=row["question_id"],
        text=row["text"],
        group=Group(row["group"]),
        how_answered=HowAnswered(row["how_answered"]),
        format=Format(row["format"]),
        language=row["language"],
        may_quote=row["may_quote"],
        answered_at=row["answered_at"],
    )


@dataclass(frozen=True)
class Reached:
    """How many began, finished and took back; and who finished, counted by what is known of them."""

    started: int
    completed: int
    withdrawn: int
    by_group: Mapping[Group, int]
    by_how_answered: Mapping[HowAnswered, int]
    by_language: Mapping[str, int]


async def reached(survey_id: UUID) -> Reached:
    """How many people a survey reached. Began counts everyone, also those who finished."""
    rows = await Response.raw(
        'SELECT "group", how_answered, language, withdrawn_at IS NOT NULL AS gone,'
        " completed_at IS NOT NULL AND withdrawn_at IS NULL AS finished, count(*) AS n"
        " FROM response WHERE survey = {} GROUP BY 1, 2, 3, 4, 5",
        survey_id,
    )
    finished = [row for row in rows if row["finished"]]

    def by(name: str) -> dict[str, int]:
        found = sorted({row[name] for row in finished})
        return {value: sum(row["n"] for row in finished if row[name] == value) for value in found}

    return Reached(
        started=sum(row["n"] for row in rows),
        completed=sum(row["n"] for row in finished),
        withdrawn=sum(row["n"] for row in rows if row["gone"]),
        by_group={Group(value): n for value, n in by("group").items()},
        by_how_answered={HowAnswered(value): n for value, n in by("how_answered").items()},
        by_language=by("language"),
    )


def export_headings(questions: Sequence[Question]) -> tuple[str, ...]:
    """The headings of an export: what is known of the response, then each question's own columns."""
    each = (column.heading for question in questions for column in columns(question))
    return ("Row", "Group", "How it was answered", "Language", "Day", "May be quoted", *each)


_EXPORT = """
SELECT r."group", r.how_answered, r.language, (r.completed_at AT TIME ZONE 'UTC')::date AS day, r.may_quote,
       (SELECT json_agg(json_build_array(a.question_id, a.state, a.choices, a.text))
          FROM answer a WHERE a.response = r.id) AS answers
  FROM response r WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL
 ORDER BY md5(r.id::text)
"""


async def export_rows(survey_id: UUID, questions: Sequence[Question]) -> AsyncIterator[tuple[str, ...]]:
    """One row for each finished response. Their order says nothing about when they came, no id goes out, and times
    are days. The cells are as written: escaping for a spreadsheet is for whoever writes one."""
    for number, found in enumerate(await Response.raw(_EXPORT, survey_id), start=1):
        answers = {
            id: Given(AnswerState(state), tuple(choices), text)
            for id, state, choices, text in json.loads(found["answers"] or "[]")
        }
        cells = (cell for question in questions for cell in row(question, answers.get(question.id)))
        quote = "yes" if found["may_quote"] else "no"
        group, how = GROUP_NAMES[Group(found["group"])], HOW_NAMES[HowAnswered(found["how_answered"])]
        known = (group, how, found["language"], found["day"].isoformat(), quote)
        yield (str(number), *known, *cells)


def open_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The ones answered in people's own words."""
    return tuple(question for question in questions if is_open(question))
