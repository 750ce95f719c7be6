"""Keeping one answer, so that it is never doubled, never lost, and never quietly put over a newer one. One statement,
which is a transaction by itself; the time is handed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias
from uuid import UUID, uuid4

from surveys.answers import AnswerState, Format, Given, Problem
from surveys.tables import Response

GONE = Problem("", "These answers were taken back, so there is nothing to change")


class Over(Enum):
    """What an answer may be kept over, where it is not one particular answer."""

    anything = "anything"


# The answer a page was made with (None: there was none yet), or whatever there is.
OnlyOver: TypeAlias = Given | Over | None


@dataclass(frozen=True)
class Newer:
    """Nothing was kept, because this answer has come in between: the person decides between the two."""

    answer: Given


# One statement: nothing is saved for a response that was taken back, nor over another answer than the one it was to
# replace; an equal answer changes nothing. Two at once wait for each other at the response's own row.
_SAVE = """
WITH alive AS (
    UPDATE response SET last_answered_at = {} WHERE id = {} AND withdrawn_at IS NULL RETURNING id
), saved AS (
    INSERT INTO answer AS a (id, response, question_id, state, choices, text, format, language, answered_at, revision)
    SELECT {}, id, {}, {}, {}, {}, {}, {}, {}, 1 FROM alive
    ON CONFLICT (response, question_id) DO UPDATE
       SET state = excluded.state, choices = excluded.choices, text = excluded.text, format = excluded.format,
           language = excluded.language, answered_at = excluded.answered_at, revision = a.revision + 1
     WHERE (a.state, a.choices, a.text, a.format, a.language)
           IS DISTINCT FROM (excluded.state, excluded.choices, excluded.text, excluded.format, excluded.language)
       AND ({} OR (a.state, a.choices, a.text) IN (
            (excluded.state, excluded.choices, excluded.text), ({}::text, {}::varchar[], {}::text)))
    RETURNING a.id
)
SELECT (SELECT count(*) FROM alive) AS alive, (SELECT count(*) FROM saved) AS saved
"""


async def save_answer(
    response_id: UUID,
    question_id: str,
    given: Given,
    format: Format,
    language: str,
    now: datetime,
    *,
    only_over: OnlyOver = Over.anything,
) -> Problem | Newer | None:
    """Keep one answer, over an earlier one. Doing it twice is doing it once. A Problem when it was taken back; Newer
    when another answer than `only_over` stands there by now, even if it came a millisecond ago. Where `given` only
    repeats `only_over`, a newer answer stands and nothing is told: nobody has typed anything that could be lost."""
    before = only_over if isinstance(only_over, Given) else None
    rows = await Response.raw(
        _SAVE,
        now,
        response_id,
        uuid4(),
        question_id,
        given.state.value,
        list(given.choices),
        given.text,
        format.value,
        language,
        now,
        only_over is Over.anything,
        before.state.value if before else None,
        list(before.choices) if before else None,
        before.text if before else None,
    )
    if not rows[0]["alive"]:
        return GONE
    if rows[0]["saved"] or only_over is Over.anything or only_over == given:
        return None
    # Only when two came at once, so only then is it looked up what the other one said.
    stands = await _stands(response_id, question_id)
    return Newer(stands) if stands and stands != given else None


async def _stands(response_id: UUID, question_id: str) -> Given | None:
    rows = await Response.raw(
        "SELECT state, choices, text FROM answer WHERE response = {} AND question_id = {}",
        response_id,
        question_id,
    )
    return Given(AnswerState(rows[0]["state"]), tuple(rows[0]["choices"]), rows[0]["text"]) if rows else None
