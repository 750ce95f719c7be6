"""Adding to the trail, in the act's own transaction, and checking that nothing was changed since."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.database import engine, rows

_LOCK = 7_201_001  # one writer of the chain at a time; held to the end of the act's transaction


async def record(
    actor: Actor | None,
    act: str,
    subject: UUID | str,
    sentence: str,
    *,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add one act to the trail. Must run inside `writing()`: an act and its record stand or fall together.

    `act` reads `noun:verb-ed` ("theme:accepted"); `sentence` is how a person reads it; `detail` holds ids and
    states only, never anybody's words.
    """
    assert engine.current_transaction.get(), "record() belongs inside writing()"
    await rows("SELECT pg_advisory_xact_lock($1)", _LOCK)
    last = await rows("SELECT id, seal FROM audit_event ORDER BY id DESC LIMIT 1")
    number, before = (last[0]["id"] + 1, last[0]["seal"]) if last else (1, "")
    who, name = (actor.id, actor.name) if actor else (None, "")
    text = json.dumps(dict(detail or {}), sort_keys=True, default=str)
    seal = _seal(before, number, now, who, name, act, str(subject), sentence, text)
    await rows(
        """INSERT INTO audit_event (id, at, actor, actor_name, act, subject, sentence, detail, seal)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        number, now, who, name, act, str(subject), sentence, text, seal,
    )  # fmt: skip


async def events(
    *, limit: int = 50, before: int | None = None, subject: str | None = None
) -> list[dict[str, Any]]:
    """The latest acts, newest first, all of them or those about one subject."""
    return await rows(
        """SELECT id, at, actor_name, act, subject, sentence FROM audit_event
           WHERE ($1::bigint IS NULL OR id < $1) AND ($2::text IS NULL OR subject = $2) ORDER BY id DESC LIMIT $3""",
        before, subject, limit,
    )  # fmt: skip


async def first_broken_seal() -> int | None:
    """The number of the first row that does not fit the one before it, or None when the whole chain holds."""
    before = ""
    sealed = await rows("SELECT *, detail::text AS detail_text FROM audit_event ORDER BY id")
    for number, row in enumerate(sealed, start=1):
        text = json.dumps(json.loads(row["detail_text"]), sort_keys=True)
        parts = (row["at"], row["actor"], row["actor_name"], row["act"], row["subject"], row["sentence"])
        if row["id"] != number or row["seal"] != _seal(before, row["id"], *parts, text):
            return number
        before = row["seal"]
    return None


def _seal(before: str, number: int, at: datetime, *parts: object) -> str:
    told = [before, str(number), at.isoformat(timespec="microseconds"), *(str(part) for part in parts)]
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()
