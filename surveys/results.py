"""What came in, counted: how many chose what, how many were reached, and when. Numbers are raw; who may see them, and
protecting small ones, is decided above. Only finished responses that were not taken back count, never a trying out,
and no answer the person's way did not lead to in the end."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from uuid import UUID

from surveys.all_versions import Asked, asked_by, open_questions, questions_asked, worded_questions
from surveys.answers import AnswerState, Format, HowAnswered
from surveys.channels import Channel
from surveys.definition import Group, Question
from surveys.languages import plain
from surveys.open_answers import ONE_OF_ITS_NOTES, OpenAnswer, OpenPage, open_answers
from surveys.steps import counts_as
from surveys.tables import Answer, Response
from surveys.tally import ALL, WITH_CHOICES, WITH_VALUES, Cell, Only, QuestionCount, Way, count, way_of

__all__ = [
    "OpenAnswer",
    "OpenPage",
    "Reached",
    "asked_by",
    "by_day",
    "cells_of",
    "counts",
    "files_of",
    "open_answers",
    "open_questions",
    "people_of",
    "questions_asked",
    "reached",
    "worded_questions",
]

# Alike answers are put together by the database, under one text: of columns PostgreSQL guesses that they all differ, and
# sorts on disk. OFFSET 0 keeps the text from being taken apart again.
_APART = "\x1f"
_ALIKE = f"""
SELECT told.alike, count(*)::int AS n FROM (
    SELECT concat_ws(chr(31), a.question_id, a.state, r."group", r.how_answered, a.format, a.language, v.number::text,
                     r.channel, CASE WHEN cardinality(r.marks) > 0 THEN 'x' ELSE '' END,
                     CASE WHEN a.state = 'given' AND a.question_id = ANY({{}}::text[])
                          THEN array_to_string(a.choices, ',') ELSE '' END,
                     CASE WHEN a.question_id = ANY({{}}::text[]) THEN a.text ELSE '' END) AS alike
      FROM response r JOIN answer a ON a.response = r.id JOIN survey_version v ON v.id = r.version
     WHERE r.survey = {{}} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot AND a.is_asked
       AND (a.format <> 'notes' OR {ONE_OF_ITS_NOTES})
    OFFSET 0) AS told GROUP BY 1
"""  # noqa: S608 - only our own text is joined
_STATES = {one.value: one for one in AnswerState}
_GROUPS = {one.value: one for one in Group}
_HOWS = {one.value: one for one in HowAnswered}
_FORMATS = {one.value: one for one in Format}
_CHANNELS = {one.value: one for one in Channel}


async def cells_of(survey_id: UUID, asked: Asked | None = None) -> tuple[Cell, ...]:
    """All that is needed to count every question in every way, in one query. Answers to the turns of a repeat come
    under the one question they count as."""
    asked = asked or await asked_by(survey_id)
    chosen = asked.screens(one for one in asked.questions if way_of(one) in WITH_CHOICES)
    valued = asked.screens(one for one in asked.questions if way_of(one) in WITH_VALUES)
    placed = {one.id for one in asked.questions if way_of(one) is Way.ranked}
    found: Counter[Cell] = Counter()
    for row in await Answer.raw(_ALIKE, chosen, valued, survey_id):
        for cell in _cells(row["alike"].split(_APART, 10), placed):
            found[cell] += row["n"]
    return tuple(cell._replace(n=n) for cell, n in found.items())


def _cells(alike: Sequence[str], placed: Collection[str]) -> Iterator[Cell]:
    """The answers themselves, then each of their choices; how many is still to be filled in."""
    id, state, group, how, format, language, wave, channel, marked, choices, value = alike
    question = counts_as(id)
    known = (_GROUPS[group], _HOWS[how], _FORMATS[format], 0)
    more = (plain(language), int(wave), _CHANNELS[channel], marked != "")
    yield Cell(question, _STATES[state], "", *known, 0, value, *more)
    for place, choice in enumerate(choices.split(",") if choices else (), start=1):
        yield Cell(question, _STATES[state], choice, *known, place if question in placed else 0, "", *more)


async def counts(
    survey_id: UUID, questions: Sequence[Question], only: Only = ALL
) -> tuple[QuestionCount, ...]:
    """Each question counted, in the order given."""
    cells = await cells_of(survey_id)
    return tuple(count(question, cells, only) for question in questions)


# How files are narrowed: (group, how answered, format, plain language, wave, channel, is marked), each null for all.
_NARROWED = """
   AND r."group" = coalesce({}, r."group") AND r.how_answered = coalesce({}, r.how_answered)
   AND a.format = coalesce({}, a.format) AND replace(a.language, '-simple', '') = coalesce({}, replace(a.language, '-simple', ''))
   AND r.version IN (SELECT id FROM survey_version WHERE number = coalesce({}::int, number))
   AND r.channel = coalesce({}, r.channel) AND (cardinality(r.marks) > 0) = coalesce({}, cardinality(r.marks) > 0)
"""
_PEOPLE = """
SELECT told.*, count(*)::int AS n FROM (
    SELECT regexp_replace(a.question_id, '[.][0-9]+$', '') AS question, r."group", r.how_answered,
           min(a.format) AS format, min(replace(a.language, '-simple', '')) AS language, v.number AS wave,
           r.channel, cardinality(r.marks) > 0 AS is_marked
      FROM response r JOIN answer a ON a.response = r.id JOIN survey_version v ON v.id = r.version
     WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot AND a.is_asked
       AND a.state = 'given' AND a.question_id = ANY({}::text[])
     GROUP BY 1, r.id, v.number) AS told GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


async def people_of(survey_id: UUID, asked: Asked) -> Mapping[str, Sequence[Cell]]:
    """For each question of a repeat the people who gave its answers, however many each of them gave: cells that count
    everybody once, under one of the formats and languages they answered it in."""
    screens = asked.screens(one for one in asked.questions if one.id in asked.repeated)
    if not screens:
        return {}
    found: dict[str, list[Cell]] = {}
    for row in await Answer.raw(_PEOPLE, survey_id, screens):
        who = (_GROUPS[row["group"]], _HOWS[row["how_answered"]], _FORMATS[row["format"]])
        cell = Cell(
            row["question"], AnswerState.given, "", *who, row["n"], language=row["language"], wave=row["wave"],
            channel=_CHANNELS[row["channel"]], is_marked=row["is_marked"],
        )  # fmt: skip
        found.setdefault(cell.question_id, []).append(cell)
    return found


def _narrowing(only: Only) -> tuple[object, ...]:
    return only.group, only.how_answered, only.format, only.language, only.wave, only.channel, only.is_marked


@dataclass(frozen=True)
class FilesCount:
    """How many files came with the answers to a question, and how many of them a person has written down."""

    came: int
    written_down: int


_FILES = (
    """
SELECT regexp_replace(a.question_id, '[.][0-9]+$', '') AS question, count(*)::int AS came,
       count(*) FILTER (WHERE f.transcript <> '')::int AS written_down
  FROM response r JOIN answer a ON a.response = r.id
  JOIN attachment f ON f.response = a.response AND f.question_id = a.question_id
       AND replace(f.id::text, '-', '') = ANY(a.choices)
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot AND a.is_asked
   AND a.state = 'given'
"""
    + _NARROWED
    + " GROUP BY 1"
)


async def files_of(survey_id: UUID, asked: Asked, only: Only = ALL) -> Mapping[str, FilesCount]:
    """The files that came, by question; a question without any is left out."""
    if not any(way_of(question) is Way.files for question in asked.questions):
        return {}
    rows = await Answer.raw(_FILES, survey_id, *_narrowing(only))
    return {row["question"]: FilesCount(row["came"], row["written_down"]) for row in rows}


@dataclass(frozen=True)
class Reached:
    """How many began, finished and took back; and who finished, counted by what is known of them."""

    started: int
    completed: int
    withdrawn: int
    by_group: Mapping[Group, int]
    by_how_answered: Mapping[HowAnswered, int]
    by_language: Mapping[str, int]
    by_channel: Mapping[Channel, int] = field(default_factory=dict)
    marked: int = 0  # of those who finished, how many are marked (`surveys.marks`)


async def reached(survey_id: UUID) -> Reached:
    """How many people a survey reached. Began counts everyone, also those who finished; trying out counts nowhere."""
    rows = await Response.raw(
        'SELECT "group", how_answered, language, channel, withdrawn_at IS NOT NULL AS gone,'
        " completed_at IS NOT NULL AND withdrawn_at IS NULL AS finished, cardinality(marks) > 0 AS marked,"
        " count(*) AS n FROM response WHERE survey = {} AND NOT is_pilot GROUP BY 1, 2, 3, 4, 5, 6, 7",
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
        by_channel={Channel(value): n for value, n in by("channel").items()},
        marked=sum(row["n"] for row in finished if row["marked"]),
    )


@dataclass(frozen=True)
class SoFar:
    """How many had begun, and how many of them had finished, by the end of a day."""

    day: date
    started: int
    finished: int


_BY_DAY = """
SELECT day, sum(began)::int AS began, sum(ended)::int AS ended FROM (
    SELECT (started_at AT TIME ZONE {})::date AS day, 1 AS began, 0 AS ended FROM response
     WHERE survey = {} AND NOT is_pilot
  UNION ALL
    SELECT (completed_at AT TIME ZONE {})::date, 0, 1 FROM response
     WHERE survey = {} AND withdrawn_at IS NULL AND NOT is_pilot AND completed_at IS NOT NULL
) AS told GROUP BY day ORDER BY day
"""


async def by_day(survey_id: UUID, zone: str = "Europe/London") -> tuple[SoFar, ...]:
    """How many had begun and finished by each day on which somebody did, in local days of a time zone. As in `reached`,
    who took their answers back has begun, and is not among those who finished."""
    rows = await Response.raw(_BY_DAY, zone, survey_id, zone, survey_id)
    began = accumulate(row["began"] for row in rows)
    ended = accumulate(row["ended"] for row in rows)
    return tuple(SoFar(row["day"], *told) for row, *told in zip(rows, began, ended, strict=True))
