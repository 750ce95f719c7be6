"""Answering: start, save at every Next, come back, finish, take back. Every function is one or two queries, opens no
transaction (the caller does) and is told the time and the key. Rules about when a survey takes answers are the
caller's; what `load_state` brings is enough to apply them. How one answer is kept is in keeping.py."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from surveys.answers import AnswerState, Given, HowAnswered, Problem
from surveys.channels import Channel
from surveys.dates import has_passed
from surveys.definition import Group
from surveys.keeping import GONE, save_answer
from surveys.receipts import code_for, code_hash, new_token, read_receipt, token_hash
from surveys.tables import Response, SurveyState

__all__ = ["GONE", "save_answer"]  # the verb callers look for here

_MOST_ATTEMPTS = 32


@dataclass(frozen=True)
class Started:
    response_id: UUID
    token: str  # for the person's device; only its hash is kept


@dataclass(frozen=True)
class State:
    """One response with its answers, and what its survey allows now."""

    response_id: UUID
    survey_id: UUID
    version_id: UUID
    group: Group
    how_answered: HowAnswered
    language: str
    may_quote: bool
    started_at: datetime
    last_answered_at: datetime
    completed_at: datetime | None
    withdrawn_at: datetime | None
    receipt_hash: str | None
    survey_slug: str
    survey_state: SurveyState
    closes_at: datetime | None
    asked_by: str
    notice: str
    answers: Mapping[str, Given]
    is_pilot: bool = False
    is_tried_now: bool = False

    def may_change(self, now: datetime) -> bool:
        """Whether answers are still taken: nothing was taken back, and the survey is open (or is being tried out)."""
        if self.is_pilot:
            return self.is_tried_now and self.withdrawn_at is None
        open_now = self.survey_state is SurveyState.open and not has_passed(self.closes_at, now)
        return open_now and self.withdrawn_at is None


async def start(
    survey_id: UUID,
    version_id: UUID,
    group: Group,
    how_answered: HowAnswered,
    language: str,
    now: datetime,
    *,
    is_pilot: bool = False,
    notice: str = "",
    channel: Channel = Channel.link,
    token: str = "",
) -> Started:
    """Begin a response to one version of a survey; a young tester's is in no count, list or export. `notice` is the
    privacy notice that was seen, such as `13-17/2`; `channel` how the person came to it; `token` the device's, where it
    has one already."""
    started = Started(uuid4(), token or new_token())
    await Response.raw(
        'INSERT INTO response (id, survey, version, "group", how_answered, language, token_hash, may_quote,'
        " is_pilot, notice, channel, started_at, last_answered_at)"
        " VALUES ({}, {}, {}, {}, {}, {}, {}, false, {}, {}, {}, {}, {})",
        started.response_id,
        survey_id,
        version_id,
        group.value,
        how_answered.value,
        language,
        token_hash(started.token),
        is_pilot,
        notice,
        channel.value,
        now,
        now,
    )
    return started


_STATE = """
SELECT r.id, r.survey, r.version, r."group", r.how_answered, r.language, r.may_quote, r.started_at,
       r.last_answered_at, r.completed_at, r.withdrawn_at, r.receipt_hash, s.slug, s.state, s.closes_at,
       s.asked_by, r.notice, r.is_pilot, s.state = 'draft' AND s.pilot_version IS NOT NULL AS is_tried_now,
       (SELECT json_agg(json_build_array(a.question_id, a.state, a.choices, a.text))
          FROM answer a WHERE a.response = r.id) AS answers
  FROM response r JOIN survey s ON s.id = r.survey
"""
_BY_TOKEN = _STATE + " WHERE r.token_hash = {}"
_BY_RECEIPT = _STATE + " WHERE r.receipt_hash = {}"
_BY_ID = _STATE + " WHERE r.id = {}"


async def find_response(token: str) -> State | None:
    """The response a device's token belongs to."""
    return await load_state(token_hash(token))


async def load_state(hashed: str) -> State | None:
    """The response with this token hash and all its answers, in one query."""
    return _state(await Response.raw(_BY_TOKEN, hashed))


async def response_with(id: UUID) -> State | None:
    """The response with this id, for an answer that was sealed on its own pages."""
    return _state(await Response.raw(_BY_ID, id))


async def find_by_receipt(raw: str, key: bytes) -> State | Problem | None:
    """The response three typed words belong to; None when no response has them."""
    code = read_receipt(raw)
    if isinstance(code, Problem):
        return code
    return _state(await Response.raw(_BY_RECEIPT, code_hash(code, key)))


def _state(rows: Sequence[Mapping[str, Any]]) -> State | None:
    if not rows:
        return None
    row = rows[0]
    return State(
        response_id=row["id"],
        survey_id=row["survey"],
        version_id=row["version"],
        group=Group(row["group"]),
        how_answered=HowAnswered(row["how_answered"]),
        language=row["language"],
        may_quote=row["may_quote"],
        started_at=row["started_at"],
        last_answered_at=row["last_answered_at"],
        completed_at=row["completed_at"],
        withdrawn_at=row["withdrawn_at"],
        receipt_hash=row["receipt_hash"],
        survey_slug=row["slug"],
        survey_state=SurveyState(row["state"]),
        closes_at=row["closes_at"],
        asked_by=row["asked_by"],
        notice=row["notice"],
        answers=_answers(json.loads(row["answers"] or "[]")),
        is_pilot=row["is_pilot"],
        is_tried_now=row["is_tried_now"],
    )


def _answers(rows: Sequence[Sequence[Any]]) -> Mapping[str, Given]:
    return {id: Given(AnswerState(state), tuple(choices), text) for id, state, choices, text in rows}


async def answers_of(response_id: UUID) -> Mapping[str, Given]:
    """The answers of one response by question id."""
    rows = await Response.raw(
        "SELECT question_id, state, choices, text FROM answer WHERE response = {}", response_id
    )
    return _answers([(row["question_id"], row["state"], row["choices"], row["text"]) for row in rows])


# Of two codes that happen to be the same the second response takes the next one; a response keeps the one it has.
_WORDS = """receipt_hash = coalesce(receipt_hash, {})
 WHERE id = {} AND withdrawn_at IS NULL
   AND (receipt_hash IS NOT NULL OR NOT EXISTS (SELECT 1 FROM response WHERE receipt_hash = {}))
RETURNING id, receipt_hash
"""
_HAND_OUT = "UPDATE response SET " + _WORDS  # noqa: S608 - both are constants
_COMPLETE = (
    "UPDATE response SET completed_at = coalesce(completed_at, {}), may_quote = {}, " + _WORDS  # noqa: S608
)
# What the person's way leads to and what it does not; only answers for which that has changed are written.
_MARK = """
UPDATE answer a SET is_asked = NOT a.is_asked FROM sent
 WHERE a.response = sent.id AND a.is_asked <> (a.question_id = ANY({}::text[]))
"""
_COMPLETE_AND_MARK = (
    "WITH sent AS (" + _COMPLETE + "), marked AS (" + _MARK + ") SELECT receipt_hash FROM sent"  # noqa: S608
)
_MARK_ASKED = "WITH sent AS (SELECT {}::uuid AS id) " + _MARK


async def hand_out(response_id: UUID, key: bytes) -> str | Problem:
    """The three words to come back with, before finishing; the same ones each time and at the end."""
    return await _with_words(_HAND_OUT, response_id, key)


async def complete(
    response_id: UUID, may_quote: bool, now: datetime, key: bytes, asked: Collection[str] | None = None
) -> str | Problem:
    """Finish, and say the three words. Finishing again gives the same words and the time of the first. `asked` are the
    ids of the screens this person's way leads to (`Journey.steps`): answers to others are kept, and counted nowhere.
    Without it nothing is known of a way, and every answer stays as it is."""
    if asked is None:
        return await _with_words(_COMPLETE, response_id, key, now, may_quote)
    return await _with_words(_COMPLETE_AND_MARK, response_id, key, now, may_quote, after=(sorted(asked),))


async def mark_asked(response_id: UUID, asked: Collection[str]) -> None:
    """The same for a response that is finished already, after one of its answers was changed."""
    await Response.raw(_MARK_ASKED, response_id, sorted(asked))


async def _with_words(
    update: str, response_id: UUID, key: bytes, *values: object, after: Sequence[object] = ()
) -> str | Problem:
    for attempt in range(_MOST_ATTEMPTS):
        hashed = code_hash(code_for(response_id, key, attempt), key)
        rows = await Response.raw(update, *values, hashed, response_id, hashed, *after)
        if rows:
            return receipt_of(response_id, rows[0]["receipt_hash"], key) or GONE
        if not await Response.exists().where(Response.id == response_id, Response.withdrawn_at.is_null()):
            return GONE
    raise RuntimeError("Every code tried for this response belongs to another one")


def receipt_of(response_id: UUID, receipt_hash: str | None, key: bytes) -> str | None:
    """The three words again, for the person who holds the token; None before finishing or under another key."""
    attempts = (code_for(response_id, key, attempt) for attempt in range(_MOST_ATTEMPTS))
    return next((code for code in attempts if code_hash(code, key) == receipt_hash), None)


async def set_who(response_id: UUID, group: Group, how_answered: HowAnswered) -> None:
    """Put right who answers and how, until it is finished."""
    await Response.raw(
        'UPDATE response SET "group" = {}, how_answered = {} WHERE id = {} AND completed_at IS NULL',
        group.value,
        how_answered.value,
        response_id,
    )


async def set_notice(response_id: UUID, notice: str) -> None:
    """Keep which privacy notice was seen, until it is finished."""
    await Response.raw(
        "UPDATE response SET notice = {} WHERE id = {} AND completed_at IS NULL", notice, response_id
    )


async def move(response_id: UUID) -> str:
    """Open a response on another device: the new token. The one on the device before is worth nothing from now on."""
    token = new_token()
    await Response.raw(
        "UPDATE response SET token_hash = {} WHERE id = {} AND withdrawn_at IS NULL",
        token_hash(token),
        response_id,
    )
    return token


async def set_quoting(response_id: UUID, may_quote: bool) -> None:
    """Allow or stop being quoted, of a response that was sent and not taken back."""
    await Response.raw(
        "UPDATE response SET may_quote = {} WHERE id = {} AND completed_at IS NOT NULL AND withdrawn_at IS NULL",
        may_quote,
        response_id,
    )


async def how_many_sent(survey_id: UUID) -> int:
    """How many responses were finished and not taken back: the raw number, not for showing. Trying out never counts."""
    sent = await Response.count().where(
        Response.survey == survey_id,
        Response.completed_at.is_not_null(),
        Response.withdrawn_at.is_null(),
        Response.is_pilot.eq(False),
    )
    return int(sent)


async def withdraw(response_id: UUID, now: datetime) -> int:
    """Take everything back: the answers and their files are deleted, that there was a response stays. How many
    answers went."""
    rows = await Response.raw(
        "WITH gone AS (UPDATE response SET withdrawn_at = coalesce(withdrawn_at, {}), may_quote = false"
        " WHERE id = {} RETURNING id), dropped AS (DELETE FROM answer USING gone WHERE answer.response = gone.id"
        " RETURNING answer.id), files AS (DELETE FROM attachment USING gone WHERE attachment.response = gone.id)"
        " SELECT count(*) AS dropped FROM dropped",
        now,
        response_id,
    )
    return int(rows[0]["dropped"])
