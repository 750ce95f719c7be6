"""Writing letters, in the act's own transaction; posting them is the worker's work (`posting`). A letter to a list waits
sealed, so that neither an address nor the code in it can be read in the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from engage.database import engine, rows
from engage.sealed import opened, seal
from surveys.typed import one_line

GIVE_UP_AFTER = timedelta(days=4)
TO_A_LIST = (
    "mailing:"  # what the purpose of a letter to many begins with: it goes after every letter to one person
)
# news that somebody asked for while they answered: when it went is kept to the day only, so that it tells of no answer
TO_THE_DAY = f"{TO_A_LIST}news"


@dataclass(frozen=True)
class Draft:
    """One letter to write. `stop` is the address of a page that stops such letters, for those to a list."""

    id: UUID
    purpose: str
    to: str
    subject: str
    body: str
    stop: str = ""


@dataclass(frozen=True)
class Ready:
    """A letter as it goes: nothing sealed any more."""

    id: UUID
    to: str
    subject: str
    body: str
    written_at: datetime
    stop: str = ""


async def write(
    *, purpose: str, to: str, subject: str, body: str, now: datetime, id: UUID | None = None
) -> UUID:
    """Put a letter in the outbox; it goes with the act's transaction or not at all. Its id."""
    letter = Draft(id or uuid4(), purpose, to, subject, body)
    await write_all([letter], now=now)
    return letter.id


async def write_all(letters: Sequence[Draft], *, now: datetime) -> int:
    """Put many letters in the outbox at once; one whose id is there already is not written again. How many were new."""
    assert engine.current_transaction.get(), "writing letters belongs inside writing()"
    written = await rows(
        """INSERT INTO letter (id, purpose, to_address, subject, body, written_at, not_before)
           SELECT *, $6::timestamptz, $6::timestamptz
             FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
               ON CONFLICT (id) DO NOTHING RETURNING id""",
        [one.id for one in letters],
        [one.purpose for one in letters],
        [_kept(one, "to_address", one.to) for one in letters],
        [one_line(one.subject)[:200] for one in letters],
        [_kept(one, "body", f"{one.stop}\n{one.body}" if is_to_a_list(one.purpose) else one.body) for one in letters],
        now,
    )  # fmt: skip
    return len(written)


def is_to_a_list(purpose: str) -> bool:
    """Whether a letter is one of many."""
    return purpose.startswith(TO_A_LIST)


def ready(letter: dict[str, Any]) -> Ready:
    """A row as the letter that goes. Raises ValueError for one that was sealed with another secret."""
    to, body, stop = letter["to_address"], letter["body"], ""
    if is_to_a_list(letter["purpose"]):
        found = (opened(to, _place(letter["id"], "to_address")), opened(body, _place(letter["id"], "body")))
        if found[0] is None or found[1] is None:
            raise ValueError("sealed with another secret")
        to, (stop, _, body) = found[0], found[1].partition("\n")
    return Ready(letter["id"], to, letter["subject"], body, letter["written_at"], stop)


def address_of(letter: dict[str, Any]) -> str | None:
    """The address of a letter to a list that has not gone; None when it is not there any more."""
    return opened(letter["to_address"], _place(letter["id"], "to_address"))


def _kept(letter: Draft, column: str, words: str) -> str:
    return seal(words, _place(letter.id, column)) if is_to_a_list(letter.purpose) else words


def _place(id: UUID, column: str) -> str:
    return f"letter:{column}:{id}"


async def latest(limit: int = 50) -> Sequence[dict[str, Any]]:
    """The newest letters to one person, for the demo's administrator."""
    return await rows(
        "SELECT * FROM letter WHERE NOT starts_with(purpose, $2) ORDER BY written_at DESC LIMIT $1",
        limit,
        TO_A_LIST,
    )


async def to_lists() -> tuple[int, int]:
    """How many letters went to people on lists, and how many wait. Who they are is not told here."""
    counted = await rows(
        """SELECT count(posted_at) AS gone, count(*) FILTER (WHERE posted_at IS NULL AND refused_at IS NULL) AS waiting
             FROM letter WHERE starts_with(purpose, $1)""",
        TO_A_LIST,
    )
    return int(counted[0]["gone"]), int(counted[0]["waiting"])


async def find_letter(id: UUID) -> dict[str, Any] | None:
    """One letter to one person."""
    found = await rows("SELECT * FROM letter WHERE id = $1 AND NOT starts_with(purpose, $2)", id, TO_A_LIST)
    return found[0] if found else None
