"""How far a list is: written to, posted, used, not working. Who used their code is told nowhere; small numbers are not
shown, and how many a reminder would go to only about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.database import rows
from engage.invitations.mail.letter_ids import purpose_of
from engage.outbox.posting import MAY_NOT_HAVE_GONE
from surveys.invitations.batches import FEW, Batch, batches_of, find_batch
from surveys.invitations.tables import BatchKind


@dataclass(frozen=True)
class RoundTold:
    """One round of letters. `done` of `of` addresses have been gone through."""

    id: UUID
    nth: int
    asked_at: datetime
    asked_by: str
    done: int
    written: int
    is_done: bool
    posted: int
    waiting: int
    tried: int  # of those that wait: the server did not take them at first
    unsure: int  # the machine stopped just then

    @property
    def is_going(self) -> bool:
        return not self.is_done or self.waiting > self.tried


@dataclass(frozen=True)
class ListTold:
    """One list as staff see it. Without rounds it was not sent yet."""

    batch: Batch
    addresses: int  # kept now
    bounced: int
    stopped: int
    rounds: Sequence[RoundTold]

    @property
    def is_sent(self) -> bool:
        return bool(self.rounds)

    @property
    def is_going(self) -> bool:
        return any(one.is_going for one in self.rounds)

    @property
    def used(self) -> int | None:
        """How many used their link; None where that would be about too few people."""
        return shown(self.batch.used, self.batch.how_many)

    @property
    def done(self) -> int:
        """How many addresses the latest round has gone through and handed over."""
        last = self.rounds[-1]
        return max(0, last.done - last.waiting)


def shown(count: int, of: int) -> int | None:
    """A count of people, unless fewer than five of them, or all but fewer than five, are meant."""
    return None if count < FEW or 0 <= of - count < FEW else count


def about(count: int) -> int | None:
    """A count to the nearest 5; None below that."""
    return None if count < FEW else 5 * round(count / 5)


_PEOPLE = """
SELECT batch, count(*) FILTER (WHERE place >= 0) AS addresses, count(*) FILTER (WHERE state = 'bounced') AS bounced,
       count(*) FILTER (WHERE state = 'stopped' AND place >= 0) AS stopped
  FROM invitee WHERE batch = ANY($1) GROUP BY batch
"""
_ROUNDS = """
SELECT m.*, coalesce(p.name, '') AS by FROM mailing m LEFT JOIN person p ON p.id = m.asked_by
 WHERE m.batch = ANY($1) ORDER BY m.nth
"""
_LETTERS = """
SELECT purpose, count(posted_at) AS posted,
       count(*) FILTER (WHERE posted_at IS NULL AND refused_at IS NULL) AS waiting,
       count(*) FILTER (WHERE posted_at IS NULL AND refused_at IS NULL AND tries > 0) AS tried,
       count(*) FILTER (WHERE posted_at IS NOT NULL AND trouble = $2) AS unsure
  FROM letter WHERE purpose = ANY($1) GROUP BY purpose
"""


async def lists_of(survey: UUID) -> Sequence[ListTold]:
    """Every list of a survey, newest first."""
    return await _told(await batches_of(survey, BatchKind.email))


async def find_list(survey: UUID, id: UUID) -> ListTold | None:
    """One list of this survey."""
    batch = await find_batch(survey, id)
    return (await _told([batch]))[0] if batch and batch.kind is BatchKind.email else None


async def _told(batches: Sequence[Batch]) -> Sequence[ListTold]:
    ids = [batch.id for batch in batches]
    people = {row["batch"]: row for row in await rows(_PEOPLE, ids)}
    rounds = await rows(_ROUNDS, ids)
    purposes = [purpose_of(one["id"]) for one in rounds]
    letters = {row["purpose"]: row for row in await rows(_LETTERS, purposes, MAY_NOT_HAVE_GONE)}
    return [_list(batch, people.get(batch.id, {}), rounds, letters) for batch in batches]


def _list(
    batch: Batch, people: dict[str, Any], rounds: Sequence[dict[str, Any]], letters: dict[str, dict[str, Any]]
) -> ListTold:
    mine = [one for one in rounds if one["batch"] == batch.id]
    return ListTold(
        batch,
        people.get("addresses", 0),
        people.get("bounced", 0),
        people.get("stopped", 0),
        [_round(one, letters.get(purpose_of(one["id"]), {}), batch) for one in mine],
    )


def _round(one: dict[str, Any], letters: dict[str, Any], batch: Batch) -> RoundTold:
    return RoundTold(
        id=one["id"],
        nth=one["nth"],
        asked_at=one["asked_at"],
        asked_by=one["by"],
        done=batch.how_many if one["done_at"] else one["done_to"] + 1,
        written=one["written"],
        is_done=one["done_at"] is not None,
        **{what: int(letters.get(what, 0)) for what in ("posted", "waiting", "tried", "unsure")},
    )


async def would_be_reminded(batch: UUID) -> int:
    """How many addresses have an unused code and still get e-mails, at most. Whose they are is not looked at: only the two
    numbers are. For `about()`, never to be shown as it is."""
    found = await rows(
        """SELECT least(b.how_many - cardinality(b.spent),
                        (SELECT count(*) FROM invitee i WHERE i.batch = b.id AND i.state IN ('waiting', 'sent'))) AS n
             FROM invitation_batch b WHERE b.id = $1""",
        batch,
    )
    return int(found[0]["n"])
