"""Letting one person in by three words: what a code is good for, and using it up. That it was used is kept in its batch's
sorted list and nowhere else, so that nothing says when, or which answers came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from surveys.channels import Channel
from surveys.dates import has_passed
from surveys.invitations.codes import code_hash
from surveys.invitations.tables import BatchKind, BatchState, InvitationBatch
from surveys.who import Group


class Standing(StrEnum):
    """What a code is good for now. Whether its survey takes answers is for the caller to ask."""

    open = "open"
    used = "used"
    closed = "closed"
    expired = "expired"


@dataclass(frozen=True)
class Invitation:
    """A code that was found, and whom it is for; `group` None: they say so themselves."""

    hash: str
    slug: str
    kind: BatchKind
    group: Group | None
    standing: Standing
    closes_at: datetime | None

    @property
    def channel(self) -> Channel:
        """How a response that begins with it came in."""
        return Channel.email if self.kind is BatchKind.email else Channel.card


async def find_code(words: str, key: bytes, now: datetime) -> Invitation | None:
    """The invitation these words (as `read_code` gives them) belong to; None when nobody was given them."""
    return await find_hash(code_hash(words, key), now)


async def find_hash(hashed: str, now: datetime) -> Invitation | None:
    """The same by what is kept of the words."""
    found = await InvitationBatch.raw(
        'SELECT s.slug, b.kind, b."group", b.state, b.closes_at, {} = ANY(b.spent) AS is_used'
        " FROM invitation_code c JOIN invitation_batch b ON b.id = c.batch JOIN survey s ON s.id = b.survey"
        " WHERE c.code_hash = {}",
        hashed,
        hashed,
    )
    if not found:
        return None
    row = found[0]
    return Invitation(
        hash=hashed,
        slug=row["slug"],
        kind=BatchKind(row["kind"]),
        group=Group(row["group"]) if row["group"] else None,
        standing=_standing(row["is_used"], row["state"], row["closes_at"], now),
        closes_at=row["closes_at"],
    )


def _standing(is_used: bool, state: str, closes_at: datetime | None, now: datetime) -> Standing:
    if is_used:
        return Standing.used
    if state == BatchState.closed:
        return Standing.closed
    return Standing.expired if has_passed(closes_at, now) else Standing.open


async def use_up(hashed: str, now: datetime) -> UUID | None:
    """Use a code up, in the transaction that starts the response: the survey it lets into, or None when it is not
    good (any more). The batch's row is locked until then, so of two at once one gets in."""
    done = await InvitationBatch.raw(
        "UPDATE invitation_batch b SET spent = array(SELECT one FROM unnest(array_append(b.spent, {}::varchar)) AS one"
        " ORDER BY one) FROM invitation_code c WHERE c.code_hash = {} AND b.id = c.batch AND b.state = 'open'"
        " AND (b.closes_at IS NULL OR b.closes_at > {}) AND NOT ({}::varchar = ANY(b.spent)) RETURNING b.survey",
        hashed,
        hashed,
        now,
        hashed,
    )
    return done[0]["survey"] if done else None


async def forget_earlier() -> None:
    """Wipe what the disk still has of earlier lists: laid one on the other they would say in which order codes were used.
    A plain VACUUM leaves the bytes where they were, so the table, which is small, is written anew. Outside of any
    transaction."""
    await InvitationBatch.raw("VACUUM FULL invitation_batch")
