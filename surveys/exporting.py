"""Every answer as rows for a file, a few hundred people at a time, so that a large survey takes no more memory than a
small one. The cells are as written: escaping for a spreadsheet is for whoever writes one, who may have it is decided above."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from surveys.all_versions import Asked
from surveys.answers import HOW_NAMES, AnswerState, Given, HowAnswered
from surveys.channels import CHANNEL_NAMES, Channel
from surveys.definition import GROUP_NAMES, Group, Question, QuestionKind, Step
from surveys.marks import MARK_NAMES, Mark
from surveys.questions import columns, row
from surveys.steps import counts_as
from surveys.tables import Response
from surveys.tally import Way, way_of

AT_ONCE = 500
KNOWN = (
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
)
_READ_AS = {
    "std": "Standard",
    "easy": "Easy Read",
    "paper": "On paper",
    "helped": "With a helper",
    "notes": "On sticky notes",
}
_CALLED = {
    QuestionKind.voice: ("recording", "recordings"),
    QuestionKind.photo: ("picture or file", "pictures or files"),
    QuestionKind.drawing: ("drawing", "drawings"),
}


@dataclass(frozen=True)
class Exported:
    """One screen's place in a file: its question and the words before its columns' headings."""

    question: Question
    turn: int | None = None

    def headings(self) -> tuple[str, ...]:
        """The headings of its columns; of a repeat each turn has its own."""
        number = f" (number {self.turn})" if self.turn else ""
        return tuple(f"{column.heading}{number}" for column in columns(self.question))


def exported(asked: Asked, most_turns: Mapping[str, int]) -> tuple[Exported, ...]:
    """The screens a file has columns for: every one of any version, of a repeat as many turns as anybody told about
    (by the question's id)."""
    return tuple(Exported(step.question, step.turn) for step in asked.steps if _is_told(step, most_turns))


def _is_told(step: Step, most_turns: Mapping[str, int]) -> bool:
    if way_of(step.question) is Way.nothing:
        return False
    return step.turn is None or step.turn <= max(1, most_turns.get(counts_as(step.id), 0))


_TURNS = """
SELECT regexp_replace(a.question_id, '[.][0-9]+$', '') AS question, max(substring(a.question_id from '[0-9]+$')::int) AS turns
  FROM response r JOIN answer a ON a.response = r.id
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot AND a.is_asked
   AND a.question_id = ANY({}::text[]) GROUP BY 1
"""


async def most_turns(survey_id: UUID, asked: Asked) -> Mapping[str, int]:
    """How often anybody was asked each question of a repeat, by its id."""
    if not asked.repeated:
        return {}
    screens = asked.screens(one for one in asked.questions if one.id in asked.repeated)
    return {row["question"]: row["turns"] for row in await Response.raw(_TURNS, survey_id, screens)}


def export_headings(screens: Sequence[Exported]) -> tuple[str, ...]:
    """The headings of an export: what is known of the response, then each screen's own columns."""
    return (*KNOWN, *(heading for screen in screens for heading in screen.headings()))


# Ordered so that a row says nothing about when it came.
_IDS = """
SELECT r.id FROM response r
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot
   AND ({} OR cardinality(r.marks) = 0)
 ORDER BY md5(r.id::text)
"""
_EXPORT = """
SELECT r."group", r.how_answered, r.channel, r.marks, r.language, (r.completed_at AT TIME ZONE 'UTC')::date AS day, r.may_quote,
       v.number AS wave, v.correction,
       (SELECT json_agg(json_build_array(a.question_id, a.state, a.choices, a.text, a.format))
          FROM answer a WHERE a.response = r.id AND a.is_asked) AS answers,
       (SELECT json_agg(json_build_array(f.id, f.transcript) ORDER BY f.made_at, f.id)
          FROM attachment f WHERE f.response = r.id AND f.transcript <> '') AS transcripts
  FROM unnest({}::uuid[]) WITH ORDINALITY AS wanted(id, place) JOIN response r ON r.id = wanted.id
  JOIN survey_version v ON v.id = r.version
 WHERE r.withdrawn_at IS NULL ORDER BY wanted.place
"""


async def export_rows(
    survey_id: UUID, screens: Sequence[Exported], *, with_marked: bool = True
) -> AsyncIterator[Sequence[tuple[str, ...]]]:
    """One row for each finished response, some hundreds at a time. Their order says nothing about when they came, no id
    goes out, times are days, and of a file only that it came and what a person wrote down of it. Without `with_marked` those marked are left out."""
    ids = [found["id"] for found in await Response.raw(_IDS, survey_id, with_marked)]
    number = 0
    for start in range(0, len(ids), AT_ONCE):
        rows = []
        for found in await Response.raw(_EXPORT, ids[start : start + AT_ONCE]):
            number += 1
            rows.append((str(number), *_row(found, screens)))
        yield rows


def _row(found: Mapping[str, Any], screens: Sequence[Exported]) -> Sequence[str]:
    answers = json.loads(found["answers"] or "[]")
    given = {id: Given(AnswerState(state), tuple(choices), text) for id, state, choices, text, _ in answers}
    given |= _notes_together(answers)
    written_down = {UUID(id).hex: text for id, text in json.loads(found["transcripts"] or "[]")}
    formats = sorted({format for *_, format in answers}, key=list(_READ_AS).index)
    return (
        GROUP_NAMES[Group(found["group"])],
        HOW_NAMES[HowAnswered(found["how_answered"])],
        CHANNEL_NAMES[Channel(found["channel"])],
        found["language"],
        ", ".join(_READ_AS[format] for format in formats),
        version_words(found["wave"], found["correction"]),
        found["day"].isoformat(),
        "yes" if found["may_quote"] else "no",
        "; ".join(MARK_NAMES[Mark(one)] for one in found["marks"]),
        *(cell for one in screens for cell in _cells(one.question, given.get(one.question.id), written_down)),
    )


def _notes_together(answers: Sequence[Sequence[Any]]) -> Mapping[str, Given]:
    """The sticky notes of a group as one answer, one a line, in the order they were typed."""
    notes = [
        (counts_as(id), int(id.rpartition(".")[2]), text)
        for id, *_, text, format in answers
        if format == "notes"
    ]
    together: dict[str, list[str]] = {}
    for question, _, text in sorted(notes):
        together.setdefault(question, []).append(text)
    return {id: Given(AnswerState.given, text="\n".join(lines)) for id, lines in together.items()}


def version_words(wave: int, correction: int) -> str:
    """`2`, or once it was corrected `2.1`."""
    return f"{wave}.{correction}" if correction else str(wave)


def _cells(question: Question, given: Given | None, written_down: Mapping[str, str]) -> Sequence[str]:
    cells = row(question, given)
    if way_of(question) is not Way.files or given is None or not given.choices:
        return cells
    return ("\n".join([*filter(None, [cells[0]]), _files_words(question, given, written_down)]), *cells[1:])


def _files_words(question: Question, given: Given, written_down: Mapping[str, str]) -> str:
    """`1 recording (written down: I like the garden)`."""
    one, many = _CALLED[question.kind]
    texts = [written_down[file] for file in given.choices if file in written_down]
    told = f"written down: {' / '.join(texts)}" if texts else "not written down yet"
    return f"{len(given.choices)} {one if len(given.choices) == 1 else many} ({told})"


@dataclass(frozen=True)
class LeftOut:
    """What a file does not have, as numbers: sets of answers that were not finished, taken back or only tried out, and
    single answers the person's way did not lead to in the end. `marked` are left out only when that was asked for."""

    not_finished: int
    taken_back: int
    tried_out: int
    not_asked: int
    marked: int


_LEFT_OUT = """
SELECT count(*) FILTER (WHERE NOT is_pilot AND withdrawn_at IS NULL AND completed_at IS NULL)::int AS not_finished,
       count(*) FILTER (WHERE NOT is_pilot AND withdrawn_at IS NOT NULL)::int AS taken_back,
       count(*) FILTER (WHERE is_pilot)::int AS tried_out,
       count(*) FILTER (WHERE NOT is_pilot AND withdrawn_at IS NULL AND completed_at IS NOT NULL
                          AND cardinality(marks) > 0)::int AS marked,
       (SELECT count(*)::int FROM answer a JOIN response s ON s.id = a.response
         WHERE s.survey = {} AND s.completed_at IS NOT NULL AND s.withdrawn_at IS NULL AND NOT s.is_pilot
           AND NOT a.is_asked) AS not_asked
  FROM response WHERE survey = {}
"""


async def left_out(survey_id: UUID) -> LeftOut:
    """What an export leaves out."""
    return LeftOut(**(await Response.raw(_LEFT_OUT, survey_id, survey_id))[0])


async def sets_by_version(survey_id: UUID) -> dict[UUID, int]:
    """How many finished sets of answers each version has, by its id."""
    rows = await Response.raw(
        "SELECT version, count(*)::int AS n FROM response WHERE survey = {} AND completed_at IS NOT NULL"
        " AND withdrawn_at IS NULL AND NOT is_pilot GROUP BY 1",
        survey_id,
    )
    return {row["version"]: row["n"] for row in rows}
