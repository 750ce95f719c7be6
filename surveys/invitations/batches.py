"""Batches of codes: made for a school, a group or a list of addresses, closed, and made anew for what is left of them.
Who may do so is decided above; no function opens a transaction, the caller does."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from surveys.dates import has_passed
from surveys.invitations.codes import Code, new_codes, same_codes
from surveys.invitations.tables import BatchKind, BatchState, InvitationBatch
from surveys.who import Group

MOST_CODES = 10_000
FEW = 5  # used codes of a small batch below which no number is shown
SMALL = 10  # codes


@dataclass(frozen=True)
class NewBatch:
    """What it takes to make one. `name` is a school or a group, never a person; `group` None: each person says who
    they are."""

    survey: UUID
    kind: BatchKind
    name: str
    how_many: int
    group: Group | None = None
    closes_at: datetime | None = None
    made_by: str = ""
    instead_of: UUID | None = None


@dataclass(frozen=True)
class Batch:
    """One batch, without its words."""

    id: UUID
    survey: UUID
    kind: BatchKind
    name: str
    group: Group | None
    how_many: int
    used: int
    is_closed: bool
    closes_at: datetime | None
    instead_of: UUID | None
    made_by: str
    made_at: datetime
    closed_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether its codes let people in."""
        return not self.is_closed and not has_passed(self.closes_at, now)

    @property
    def left(self) -> int:
        return self.how_many - self.used

    @property
    def used_shown(self) -> int | None:
        """How many were used, where that tells nobody which of a handful of people answered just now; else None."""
        return self.used if self.used >= FEW or self.how_many >= SMALL else None


@dataclass(frozen=True)
class Printable:
    """One code of a batch with its words. `number` counts from 0."""

    number: int
    words: str
    is_used: bool


async def make_batch(new: NewBatch, key: bytes, now: datetime) -> UUID:
    """Make a batch with all its codes. The rows of the codes lie in the order of their hashes, not of the cards."""
    batch, seed = uuid4(), secrets.token_urlsafe(24)
    await InvitationBatch.raw(
        'INSERT INTO invitation_batch (id, survey, kind, name, "group", how_many, seed, spent, state, closes_at, instead_of,'
        " made_by, made_at) VALUES ({}, {}, {}, {}, {}, {}, {}, ARRAY[]::varchar[], {}, {}, {}, {}, {})",
        batch,
        new.survey,
        new.kind.value,
        new.name,
        new.group.value if new.group else "",
        new.how_many,
        seed,
        BatchState.open.value,
        new.closes_at,
        new.instead_of,
        new.made_by,
        now,
    )
    taken: set[str] = set()
    while True:
        codes = {code.hash for code in new_codes(seed, new.how_many, key, taken)}
        kept = await InvitationBatch.raw(
            "INSERT INTO invitation_code (code_hash, batch) SELECT one, {} FROM unnest({}::text[]) AS one"
            " ON CONFLICT (code_hash) DO NOTHING RETURNING code_hash",
            batch,
            sorted(codes),
        )
        if len(kept) == new.how_many:
            return batch
        # some words belong to another batch: those cards take others
        taken |= codes - {row["code_hash"] for row in kept}
        await InvitationBatch.raw("DELETE FROM invitation_code WHERE batch = {}", batch)


_BATCH = """
SELECT id, survey, kind, name, "group", how_many, cardinality(spent) AS used, state, closes_at, instead_of, made_by, made_at,
       closed_at
  FROM invitation_batch
"""


async def batches_of(survey: UUID, kind: BatchKind) -> Sequence[Batch]:
    """Every batch of a survey, newest first."""
    found = await InvitationBatch.raw(
        _BATCH + " WHERE survey = {} AND kind = {} ORDER BY made_at DESC, id", survey, kind.value
    )
    return tuple(_batch(row) for row in found)


async def find_batch(survey: UUID, id: UUID) -> Batch | None:
    """One batch of this survey."""
    found = await InvitationBatch.raw(_BATCH + " WHERE survey = {} AND id = {}", survey, id)
    return _batch(found[0]) if found else None


async def codes_of(id: UUID, key: bytes) -> Sequence[Printable]:
    """The words of a batch, in the order of the cards: the same each time. Empty when the site's secret has changed."""
    found = await InvitationBatch.raw(
        "SELECT seed, spent, array(SELECT code_hash FROM invitation_code c WHERE c.batch = b.id) AS own"
        " FROM invitation_batch b WHERE id = {}",
        id,
    )
    if not found:
        return ()
    spent = frozenset(found[0]["spent"])
    codes: Sequence[Code] = same_codes(found[0]["seed"], key, frozenset(found[0]["own"]))
    return tuple(Printable(number, code.words, code.hash in spent) for number, code in enumerate(codes))


async def close_batch(id: UUID, now: datetime) -> bool:
    """Let nobody in with these codes any more; False when it was closed before. What was begun goes on."""
    closed = await InvitationBatch.raw(
        "UPDATE invitation_batch SET state = 'closed', closed_at = {} WHERE id = {} AND state = 'open' RETURNING id",
        now,
        id,
    )
    return bool(closed)


async def reissue(batch: Batch, key: bytes, now: datetime, by: str) -> UUID | None:
    """Close a batch and make another for what is left of it, with other words; None when nothing is left of it, or
    somebody did so a moment ago."""
    # locked first, so that the next statement sees what whoever held the lock has made
    await InvitationBatch.raw("SELECT id FROM invitation_batch WHERE id = {} FOR UPDATE", batch.id)
    closed = await InvitationBatch.raw(
        "UPDATE invitation_batch SET state = 'closed', closed_at = coalesce(closed_at, {}) WHERE id = {}"
        " AND NOT EXISTS (SELECT 1 FROM invitation_batch later WHERE later.instead_of = invitation_batch.id)"
        " RETURNING how_many - cardinality(spent) AS left",
        now,
        batch.id,
    )
    if not closed or not closed[0]["left"]:
        return None
    again = NewBatch(
        batch.survey, batch.kind, batch.name, closed[0]["left"], batch.group, batch.closes_at, by, batch.id
    )
    return await make_batch(again, key, now)


def _batch(row: dict[str, Any]) -> Batch:
    return Batch(
        id=row["id"],
        survey=row["survey"],
        kind=BatchKind(row["kind"]),
        name=row["name"],
        group=Group(row["group"]) if row["group"] else None,
        how_many=row["how_many"],
        used=row["used"],
        is_closed=row["state"] == BatchState.closed,
        closes_at=row["closes_at"],
        instead_of=row["instead_of"],
        made_by=row["made_by"],
        made_at=row["made_at"],
        closed_at=row["closed_at"],
    )
