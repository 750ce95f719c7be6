"""Rounds of letters to a list: asked for by a person, written by the worker some at a time. Each step moves `done_to` in the
transaction that writes its letters, so that a worker that is killed loses none and writes none twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.policy import SeenConsultation
from engage.database import rows, writing
from engage.invitations.mail.keeping import place_of
from engage.invitations.mail.letter_ids import letter_id, purpose_of
from engage.invitations.mail.stopping import stop_link, stopped_of
from engage.invitations.mail.wording import About, Words, letter
from engage.jobs import Job, ask_for
from engage.outbox.letters import Draft, write_all
from engage.respond.keys import invitation_key
from engage.sealed import opened
from engage.settings import settings
from engage.web.rendering import day
from surveys.answers import Problem
from surveys.dates import has_passed
from surveys.invitations.batches import codes_of
from surveys.tables import SurveyState

AT_A_TIME = 500  # letters written in one transaction
MOST_REMINDERS = 2

N_ = str
NOT_OPEN = Problem("list", N_("People can’t answer just now, so nothing was sent"))
SENT_BEFORE = Problem("list", N_("This was sent already. Nothing was sent twice"))
ALL_SENT = Problem("list", N_("Two reminders are enough. No more can be sent to this list"))
STILL_GOING = Problem("list", N_("The letters before are still on their way. Try again in a few minutes"))
NO_ADDRESSES = Problem("list", N_("The addresses of this list were deleted"))


async def about(batch: UUID) -> About:
    """What is the same in every letter of a list."""
    found = await rows(
        """SELECT coalesce(nullif(s.asked_by, ''), o.name) AS who, c.title, least(b.closes_at, s.closes_at) AS closes
             FROM invitation_batch b JOIN survey s ON s.id = b.survey JOIN consultation c ON c.survey = s.id
             JOIN organisation o ON o.id = c.organisation WHERE b.id = $1""",
        batch,
    )
    one = found[0]
    return About(one["who"], one["title"], day(one["closes"]), settings().address)


async def send(
    actor: Actor, seen: SeenConsultation, batch: UUID, nth: int, words: Words, *, now: datetime
) -> UUID | Problem:
    """Ask the worker for one round: the invitation (0) or a reminder (1, 2). Must run inside `writing()`."""
    await rows("SELECT 1 FROM invitation_batch WHERE id = $1 FOR UPDATE", batch)
    if trouble := await _not_now(batch, nth, now):
        return trouble
    mailing = uuid4()
    await rows(
        """INSERT INTO mailing (id, batch, nth, subject, words, asked_by, asked_at, done_to, written)
           VALUES ($1, $2, $3, $4, $5, $6, $7, -1, 0)""",
        mailing, batch, nth, words.subject, words.words, actor.id, now,
    )  # fmt: skip
    await rows("DELETE FROM invitee WHERE batch = $1 AND place < 0", batch)
    await ask_for(Job.write_letters, {"mailing": str(mailing)})
    many = (await rows("SELECT how_many FROM invitation_batch WHERE id = $1", batch))[0]["how_many"]
    what = f"a reminder to a list of {many:,}" if nth else f"invitations to {many:,} addresses"
    await trail.record(
        actor, "list:sent", seen.id, f"Sent {what}", now=now, detail={"list": batch, "nth": nth, "addresses": many},
    )  # fmt: skip
    return mailing


async def _not_now(batch: UUID, nth: int, now: datetime) -> Problem | None:
    if nth > MOST_REMINDERS:
        return ALL_SENT
    found = await rows(
        """SELECT s.state, s.opens_at, s.closes_at, b.state AS codes, b.closes_at AS ends,
                  EXISTS (SELECT 1 FROM invitee i WHERE i.batch = b.id) AS has_addresses,
                  (SELECT count(*) FROM mailing m WHERE m.batch = b.id) AS sent,
                  EXISTS (SELECT 1 FROM mailing m WHERE m.batch = b.id AND m.done_at IS NULL) AS going
             FROM invitation_batch b JOIN survey s ON s.id = b.survey WHERE b.id = $1 AND b.kind = 'email'""",
        batch,
    )
    one = found[0]
    if not one["has_addresses"]:
        return NO_ADDRESSES
    if nth != one["sent"]:
        return SENT_BEFORE
    if not _takes_answers(one, now):
        return NOT_OPEN
    return STILL_GOING if one["going"] else None


def _takes_answers(one: dict[str, Any], now: datetime) -> bool:
    is_to_come = one["opens_at"] is not None and not has_passed(one["opens_at"], now)
    is_over = has_passed(one["closes_at"], now) or has_passed(one["ends"], now)
    return one["state"] == SurveyState.open and one["codes"] == "open" and not (is_to_come or is_over)


@dataclass(frozen=True)
class _Round:
    """A round that is being written."""

    id: UUID
    batch: UUID
    nth: int
    words: Words
    organisation: UUID
    done_to: int


_FIND = """
SELECT m.id, m.batch, m.nth, m.subject, m.words, m.done_to, c.organisation, s.state, s.opens_at, s.closes_at,
       b.state AS codes, b.closes_at AS ends
  FROM mailing m JOIN invitation_batch b ON b.id = m.batch JOIN survey s ON s.id = b.survey
  JOIN consultation c ON c.survey = s.id WHERE m.id = $1 AND m.done_at IS NULL FOR UPDATE OF m
"""


async def write_letters(mailing: UUID, now: Callable[[], datetime]) -> int:
    """Write all letters of a round that are not written yet; how many."""
    written = 0
    while (some := await _write_some(mailing, now())) is not None:
        written += some
    return written


async def write_waiting(now: Callable[[], datetime]) -> int:
    """Go on with every round that is not done: a job may have been lost with its worker."""
    waiting = await rows("SELECT id FROM mailing WHERE done_at IS NULL ORDER BY asked_at")
    return sum([await write_letters(row["id"], now) for row in waiting])


async def _write_some(mailing: UUID, now: datetime) -> int | None:
    """The next letters, in one transaction; None when there are no more."""
    async with writing():
        found = await rows(_FIND, mailing)
        if not found:
            return None
        one = found[0]
        words = Words(one["subject"], one["words"])
        a_round = _Round(mailing, one["batch"], one["nth"], words, one["organisation"], one["done_to"])
        people = await _next(a_round) if _takes_answers(one, now) else ()
        letters = await _letters(a_round, people)
        many = await write_all(letters, now=now)
        is_done = len(people) < AT_A_TIME
        await rows(
            "UPDATE mailing SET done_to = $2, written = written + $3, done_at = $4 WHERE id = $1",
            mailing, people[-1]["place"] if people else one["done_to"], many, now if is_done else None,
        )  # fmt: skip
        await ask_for(Job.post_letters)
    return many


async def _next(a_round: _Round) -> Sequence[dict[str, Any]]:
    return await rows(
        "SELECT id, place, address, address_hash, state FROM invitee WHERE batch = $1 AND place > $2 ORDER BY place LIMIT $3",
        a_round.batch, a_round.done_to, AT_A_TIME,
    )  # fmt: skip


async def _letters(a_round: _Round, people: Sequence[dict[str, Any]]) -> list[Draft]:
    """A letter to each of these that wants one, works, and for a reminder has an unused code."""
    if not people:
        return []
    told = await about(a_round.batch)
    codes = await codes_of(a_round.batch, invitation_key())
    stopped = await stopped_of(a_round.organisation, [one["address_hash"] for one in people])
    letters, sent = [], []
    for one in people:
        code = codes[one["place"]] if one["place"] < len(codes) else None
        address = opened(one["address"], place_of(one["id"]))
        wants = one["state"] in {"waiting", "sent"} and one["address_hash"] not in stopped
        if code and address and wants and not code.is_used:
            stop = stop_link(one["address_hash"], a_round.organisation)
            body = letter(a_round.words.words, told, code.words, stop)
            id = letter_id(a_round.id, one["id"])
            letters.append(Draft(id, purpose_of(a_round.id), address, a_round.words.subject, body, stop))
            sent.append(one["id"])
    if a_round.nth == 0:  # a reminder leaves no trace with a person
        await rows("UPDATE invitee SET state = 'sent' WHERE id = ANY($1) AND state = 'waiting'", sent)
    return letters
