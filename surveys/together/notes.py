"""Sticky notes: many short texts to one open question, typed in one a line. Each note is an answer row of its own under
the question's id and its number (`q_4kd2mwpx.7`, as the turns of a repeat are), so that each is a passage with an id that
stays; all of a session's are one response, so that a group counts as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from surveys.answers import Problem
from surveys.channels import Channel
from surveys.definition import Definition, QuestionKind, Step
from surveys.tables import Answer, Response
from surveys.together.attending import find_group_response, group_response
from surveys.together.sessions import Session, lock
from surveys.typed import kept, one_line

MOST_LETTERS = 1_000
MOST_AT_ONCE = 200
_KINDS = {QuestionKind.long_text, QuestionKind.short_text}
_BULLET = re.compile(r"^(?:[-–—•*·▪◦]+|\d{1,3}[.)])\s+")


@dataclass(frozen=True)
class Note:
    """One note. `is_here` is False once it was taken away: it is kept, and counted nowhere."""

    id: UUID
    number: int
    text: str
    is_here: bool = True


def takes_notes(step: Step) -> bool:
    """Whether a room can put notes to this screen: an open question that is asked once."""
    return step.turn is None and step.question.kind in _KINDS


def asked_of_notes(definition: Definition) -> tuple[Step, ...]:
    """The screens of a survey that notes can be put to, in order."""
    return tuple(step for step in definition.steps if takes_notes(step))


def read_notes(raw: str) -> tuple[str, ...] | Problem:
    """The notes in a text, one a line, without the dots and dashes of a list; or what to put right."""
    lines = (one_line(_BULLET.sub("", line.strip())) for line in kept(raw).splitlines())
    notes = tuple(line for line in lines if line)
    if not notes:
        return Problem("notes", "Type at least one note")
    if len(notes) > MOST_AT_ONCE:
        return Problem("notes", "Save up to 200 notes at a time")
    if too_long := next((place for place, note in enumerate(notes, 1) if len(note) > MOST_LETTERS), None):
        return Problem.with_values(
            "notes", "Make note %(number)s shorter: up to 1,000 letters", number=str(too_long)
        )
    return notes


_NOTES = """
SELECT id, substring(question_id from '[0-9]+$')::int AS number, text, is_asked FROM answer
 WHERE response = {} AND format = 'notes' AND question_id ~ ('^' || {} || '[.][0-9]+$') ORDER BY 2
"""


async def notes_of(session_id: UUID, question_id: str) -> tuple[Note, ...]:
    """The notes a group put to a question, in the order they were typed, with those taken away again."""
    response = await find_group_response(session_id, Channel.notes)
    return await _notes(response, question_id) if response else ()


async def _notes(response: UUID, question_id: str) -> tuple[Note, ...]:
    rows = await Answer.raw(_NOTES, response, re.escape(question_id))
    return tuple(Note(row["id"], row["number"], row["text"], row["is_asked"]) for row in rows)


async def add_notes(
    session: Session, version_id: UUID, question_id: str, lines: Sequence[str], after: int, now: datetime
) -> int:
    """Keep notes behind those that are there; how many are new. `after` is the number of the last note when the page was
    made: the same lines sent twice from one page are kept once. Belongs into a transaction."""
    await lock(session.id)
    response = await group_response(session, version_id, Channel.notes, now)
    there = await _notes(response, question_id)
    if [note.text for note in there if note.number > after][: len(lines)] == list(lines):
        return 0
    first = there[-1].number + 1 if there else 1
    for place, text in enumerate(lines):
        await Answer.raw(
            "INSERT INTO answer (id, response, question_id, state, choices, text, format, language, answered_at, revision)"
            " VALUES ({}, {}, {}, 'given', ARRAY[]::varchar[], {}, 'notes', 'en', {}, 1)",
            uuid4(),
            response,
            f"{question_id}.{first + place}",
            text,
            now
            + timedelta(microseconds=place),  # so that a list of words has them in the order they were typed
        )
    return len(lines)


async def set_here(session_id: UUID, note_id: UUID, is_here: bool) -> bool:
    """Take a note away, or put it back as it was; whether this session has such a note. Taken away it is counted nowhere."""
    response = await find_group_response(session_id, Channel.notes)
    rows = await Answer.raw(
        "UPDATE answer SET is_asked = {} WHERE id = {} AND response = {} AND format = 'notes' RETURNING id",
        is_here,
        note_id,
        response,
    )
    return bool(rows)


async def notes_may_be_quoted(session_id: UUID) -> bool:
    """Whether the group said that its notes may be quoted."""
    response = await find_group_response(session_id, Channel.notes)
    rows = await Response.raw("SELECT may_quote FROM response WHERE id = {}", response)
    return bool(rows and rows[0]["may_quote"])


async def let_quote(session_id: UUID, may_quote: bool) -> None:
    """Keep whether the group's notes may be quoted."""
    response = await find_group_response(session_id, Channel.notes)
    await Response.raw("UPDATE response SET may_quote = {} WHERE id = {}", may_quote, response)


_HOW_MANY = """
SELECT regexp_replace(question_id, '[.][0-9]+$', '') AS question, count(*)::int AS n FROM answer
 WHERE response = {} AND format = 'notes' AND is_asked GROUP BY 1
"""


async def how_many_notes(session_id: UUID) -> dict[str, int]:
    """How many notes a group has put to each question."""
    response = await find_group_response(session_id, Channel.notes)
    rows = await Answer.raw(_HOW_MANY, response) if response else []
    return {row["question"]: row["n"] for row in rows}
