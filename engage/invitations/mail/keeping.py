"""Lists of addresses as they are kept: sealed, with what was left out shown once before anything is sent, and deleted when
nobody sends them, when somebody says so, or thirty days after the survey closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.policy import SeenConsultation
from engage.database import rows
from engage.invitations.mail.lists import AddressList, LeftOut
from engage.invitations.mail.stopping import hash_of, stopped_of
from engage.invitations.tables import InviteeState
from engage.respond.keys import invitation_key
from engage.sealed import opened, seal
from surveys.answers import Problem
from surveys.invitations.batches import NewBatch, make_batch
from surveys.invitations.tables import BatchKind
from surveys.who import Group

UNSENT_FOR = timedelta(days=1)
AFTER_CLOSING = timedelta(days=30)
FIRST_FEW = 3
SHOWN_AT_MOST = 200  # rows left out that are shown one by one

N_ = str
STOPPED = N_("They want no e-mails from you")
ELSEWHERE = N_("Already on the list “%(list)s”")
NOBODY_LEFT = Problem(
    "list", "Everybody on this list is on another list already, or wants no e-mails. Nothing was kept"
)


@dataclass(frozen=True)
class NewList:
    """What staff say of a list. `group` None: each person says who they are."""

    name: str
    group: Group | None
    read: AddressList


@dataclass(frozen=True)
class _Line:
    """One row to keep: an address with the place of its code, or what was left out with a place below 0."""

    place: int
    words: str
    state: InviteeState
    trouble: str = ""


async def keep(
    actor: Actor, seen: SeenConsultation, new: NewList, closes_at: datetime | None, *, now: datetime
) -> UUID | Problem:
    """Keep a list that was read, with a code for each address; nothing is sent. Must run inside `writing()`."""
    lines = _lines(new.read, await _elsewhere(seen.survey, new.read), await _stopped(seen, new.read))
    many = sum(line.place >= 0 for line in lines)
    if not many:
        return NOBODY_LEFT
    wanted = NewBatch(seen.survey, BatchKind.email, new.name, many, new.group, closes_at, actor.name)
    batch = await make_batch(wanted, invitation_key(), now)
    await _insert(batch, lines)
    await trail.record(
        actor, "list:read", seen.id, f"Brought a list of {many:,} addresses", now=now, detail={"list": batch, "addresses": many},
    )  # fmt: skip
    return batch


async def _elsewhere(survey: UUID, read: AddressList) -> Mapping[str, str]:
    """Hashes of addresses that other lists of this survey have, with the name of the list."""
    found = await rows(
        """SELECT i.address_hash, min(b.name) AS name FROM invitee i JOIN invitation_batch b ON b.id = i.batch
            WHERE b.survey = $1 AND i.place >= 0 AND i.address_hash = ANY($2) GROUP BY 1""",
        survey,
        [hash_of(address) for address in read.addresses],
    )
    return {row["address_hash"]: row["name"] for row in found}


async def _stopped(seen: SeenConsultation, read: AddressList) -> frozenset[str]:
    return await stopped_of(seen.organisation, [hash_of(address) for address in read.addresses])


def _lines(read: AddressList, elsewhere: Mapping[str, str], stopped: frozenset[str]) -> Sequence[_Line]:
    kept: list[_Line] = []
    left: list[tuple[str, InviteeState, str]] = [
        *((one.words, InviteeState.unread, _told(one)) for one in read.unread),
        *((one.words, InviteeState.twice, _told(one)) for one in read.twice),
    ]
    for address in read.addresses:
        hashed = hash_of(address)
        if hashed in stopped:
            left.append((address, InviteeState.stopped, STOPPED))
        elif hashed in elsewhere:
            left.append((address, InviteeState.elsewhere, ELSEWHERE % {"list": elsewhere[hashed]}))
        else:
            kept.append(_Line(len(kept), address, InviteeState.waiting))
    return [*kept, *(_Line(-n, *one) for n, one in enumerate(left, start=1))]


def _told(one: LeftOut) -> str:
    return f"Row {one.row}: {one.why % {'row': one.same_as}}"


async def _insert(batch: UUID, lines: Iterable[_Line]) -> None:
    made = [(uuid4(), line) for line in lines]
    await rows(
        """INSERT INTO invitee (id, batch, place, address, address_hash, state, trouble)
           SELECT one, $1, place, address, hash, state, trouble
             FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
               AS line (one, place, address, hash, state, trouble)""",
        batch,
        [id for id, _ in made],
        [line.place for _, line in made],
        [seal(line.words, place_of(id)) for id, line in made],
        # what is left out is looked up by nobody
        [hash_of(line.words) if line.place >= 0 else hash_of(f"left out {line.place}") for _, line in made],
        [line.state.value for _, line in made],
        [line.trouble[:200] for _, line in made],
    )  # fmt: skip


def place_of(invitee: UUID) -> str:
    """What an address is sealed to."""
    return f"invitee:address:{invitee}"


@dataclass(frozen=True)
class NotSent:
    """A row that gets no letter: its words and why."""

    words: str
    why: str


@dataclass(frozen=True)
class Found:
    """What a list that was not sent yet holds."""

    many: int
    first: Sequence[str]  # a few, to see whether they are the right ones
    left_out: Sequence[NotSent]
    counts: Mapping[InviteeState, int]


async def found_in(batch: UUID) -> Found:
    """A list as it was read, for the page before it is sent."""
    counted = await rows("SELECT state, count(*) AS n FROM invitee WHERE batch = $1 GROUP BY state", batch)
    counts = dict.fromkeys(InviteeState, 0) | {InviteeState(row["state"]): int(row["n"]) for row in counted}
    left = await rows(
        "SELECT id, address, trouble FROM invitee WHERE batch = $1 AND place < 0 ORDER BY place DESC LIMIT $2",
        batch,
        SHOWN_AT_MOST,
    )
    first = await rows(
        "SELECT id, address FROM invitee WHERE batch = $1 AND place >= 0 ORDER BY place LIMIT $2",
        batch,
        FIRST_FEW,
    )
    shown = [NotSent(_opened(row), row["trouble"]) for row in left]
    return Found(counts[InviteeState.waiting], [_opened(row) for row in first], shown, counts)


async def bounced_of(batch: UUID, at_most: int = 500) -> Sequence[NotSent]:
    """The addresses of a list that do not work, for those who brought it."""
    found = await rows(
        "SELECT id, address, trouble FROM invitee WHERE batch = $1 AND state = 'bounced' ORDER BY place LIMIT $2",
        batch,
        at_most,
    )
    return [NotSent(_opened(row), row["trouble"]) for row in found]


def _opened(row: Mapping[str, Any]) -> str:
    return opened(row["address"], place_of(row["id"])) or ""


async def throw_away(actor: Actor, seen: SeenConsultation, batch: UUID, *, now: datetime) -> bool:
    """Forget a list that was not sent, codes and all; False when it was. Must run inside `writing()`."""
    gone = await rows(
        """DELETE FROM invitation_batch b WHERE id = $1 AND survey = $2 AND kind = 'email'
              AND NOT EXISTS (SELECT 1 FROM mailing m WHERE m.batch = b.id) RETURNING id""",
        batch,
        seen.survey,
    )
    if gone:
        what = "Threw a list of addresses away unsent"
        await trail.record(actor, "list:deleted", seen.id, what, now=now, detail={"list": batch})
    return bool(gone)


async def delete_addresses(actor: Actor, seen: SeenConsultation, batch: UUID, *, now: datetime) -> int:
    """Forget the addresses of a list that was sent; the codes go on working. How many. Must run inside `writing()`."""
    await rows("SELECT 1 FROM mailing WHERE batch = $1 FOR UPDATE", batch)
    gone = await _forget(batch)
    await rows("UPDATE mailing SET done_at = $2 WHERE batch = $1 AND done_at IS NULL", batch, now)
    if gone:
        await trail.record(
            actor, "list:deleted", seen.id, f"Deleted the {gone:,} addresses of a list", now=now,
            detail={"list": batch, "addresses": gone},
        )  # fmt: skip
    return gone


async def _forget(batch: UUID) -> int:
    await rows(
        """DELETE FROM letter l USING mailing m WHERE m.batch = $1 AND l.posted_at IS NULL
              AND l.purpose = 'mailing:' || replace(m.id::text, '-', '')""",
        batch,
    )
    return len(await rows("DELETE FROM invitee WHERE batch = $1 RETURNING id", batch))


async def sweep(now: datetime) -> int:
    """Delete what has had its time: lists nobody sent within a day, and addresses a month after closing. How many lists.
    Must run inside `writing()`."""
    unsent = await rows(
        """DELETE FROM invitation_batch b WHERE kind = 'email' AND made_at < $1
              AND NOT EXISTS (SELECT 1 FROM mailing m WHERE m.batch = b.id) RETURNING id""",
        now - UNSENT_FOR,
    )
    over = await rows(
        """SELECT b.id FROM invitation_batch b JOIN survey s ON s.id = b.survey
            WHERE s.closes_at < $1 AND EXISTS (SELECT 1 FROM invitee i WHERE i.batch = b.id)""",
        now - AFTER_CLOSING,
    )
    for row in over:
        await _forget(row["id"])
    return len(unsent) + len(over)
