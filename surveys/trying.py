"""Trying a draft out with young testers: starting and stopping, what they marked as hard, and forgetting what they
answered. A tester's response is in no count, list or export; what they said about the questions is kept for the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from surveys.tables import HardMark, Response, Survey, SurveyState
from surveys.typed import kept

MOST_WORDS = 1_000


class Why(StrEnum):
    """Why a question was hard."""

    words = "words"  # hard words
    long = "long"  # too long
    choose = "choose"  # did not know what to choose
    picture = "picture"  # the picture did not help
    feeling = "feeling"  # it made the tester feel bad
    other = "other"


@dataclass(frozen=True)
class Marked:
    """One tester's mark on one screen. `version` is the wording they had in front of them."""

    screen: str
    why: Why
    words: str
    version: UUID
    at: datetime


@dataclass(frozen=True)
class Tried:
    """How many began to try it out, and how many came to the end."""

    began: int
    finished: int


async def start_trying(survey_id: UUID, version_id: UUID) -> None:
    """Let whoever has the link try this wording, while the survey is a draft."""
    await Survey.update({Survey.pilot_version: version_id}).where(
        Survey.id == survey_id, Survey.state == SurveyState.draft.value
    )


async def stop_trying(survey_id: UUID) -> None:
    """The link leads nowhere again. What testers said stays."""
    await Survey.update({Survey.pilot_version: None}).where(Survey.id == survey_id)


_MARK = """
INSERT INTO hard_mark (id, survey, response, question_id, why, words, marked_at)
SELECT {}, r.survey, r.id, {}, {}, {}, {} FROM response r WHERE r.id = {} AND r.is_pilot AND r.withdrawn_at IS NULL
ON CONFLICT (response, question_id) DO UPDATE
   SET why = excluded.why, words = excluded.words, marked_at = excluded.marked_at
"""


async def mark_hard(response_id: UUID, screen: str, why: Why, words: str, now: datetime) -> None:
    """Keep that a tester found a screen hard, over what they said of it before. Anybody else's response is left alone."""
    await HardMark.raw(_MARK, uuid4(), screen, why.value, kept(words)[:MOST_WORDS], now, response_id)


async def mark_of(response_id: UUID, screen: str) -> tuple[Why, str] | None:
    """What a tester said of a screen before: why, and in their words."""
    rows = await HardMark.raw(
        "SELECT why, words FROM hard_mark WHERE response = {} AND question_id = {}", response_id, screen
    )
    return (Why(rows[0]["why"]), rows[0]["words"]) if rows else None


async def marks_of(survey_id: UUID) -> Sequence[Marked]:
    """Every mark on a survey's questions, the newest first."""
    rows = await HardMark.raw(
        "SELECT m.question_id, m.why, m.words, m.marked_at, r.version FROM hard_mark m"
        " JOIN response r ON r.id = m.response WHERE m.survey = {} ORDER BY m.marked_at DESC, m.id",
        survey_id,
    )
    return tuple(
        Marked(row["question_id"], Why(row["why"]), row["words"], row["version"], row["marked_at"])
        for row in rows
    )


async def testers_of(survey_id: UUID) -> Tried:
    """How many tried it out."""
    rows = await Response.raw(
        "SELECT count(*) AS began, count(completed_at) AS finished FROM response WHERE survey = {} AND is_pilot",
        survey_id,
    )
    return Tried(rows[0]["began"], rows[0]["finished"])


async def forget_answers(survey_id: UUID, now: datetime) -> None:
    """Delete everything testers answered and sent along; that they tested, and their marks, stay."""
    await Response.raw(
        "WITH gone AS (UPDATE response SET withdrawn_at = coalesce(withdrawn_at, {}), receipt_hash = NULL"
        " WHERE survey = {} AND is_pilot RETURNING id),"
        " files AS (DELETE FROM attachment USING gone WHERE attachment.response = gone.id)"
        " DELETE FROM answer USING gone WHERE answer.response = gone.id",
        now,
        survey_id,
    )


async def forget_words(survey_id: UUID) -> None:
    """Delete what testers wrote about the questions; how many found what hard stays."""
    await HardMark.update({HardMark.words: ""}).where(HardMark.survey == survey_id)
