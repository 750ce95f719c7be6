"""The files that came with answers: kept in the database, so that they go with the response they belong to. An answer names
its files by their ids (`Given.choices`); bytes are cleaned before they come here (`surveys.uploads`), names never do."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from surveys.answers import Problem
from surveys.tables import Attachment
from surveys.uploads import Cleaned, Family
from surveys.uploads.sentences import FILE, MB

MOST_FILES = 40  # of one response, those taken out of an answer a moment ago included
MOST_BYTES = 80 * MB
A_WHILE = timedelta(days=1)  # as long as a place stays open

N_ = str
TOO_MANY = Problem(FILE, N_("You have sent a lot of files. Take one out first, or make it smaller"))


@dataclass(frozen=True)
class Held:
    """One file as it is kept, without its bytes."""

    id: UUID
    family: Family
    media_type: str
    size: int

    @property
    def name(self) -> str:
        """How an answer names it."""
        return self.id.hex


def read_id(raw: str) -> UUID | None:
    """The id in a file's name or address; None for anything else."""
    try:
        return UUID(hex=raw) if len(raw) in {32, 36} else None
    except ValueError:
        return None


_KEEP = """
INSERT INTO attachment (id, response, question_id, kind, media_type, size, sha256, body, made_at)
SELECT {}, r.id, {}, {}, {}, {}, {}, {}, {} FROM response r
 WHERE r.id = {} AND r.withdrawn_at IS NULL AND (
       SELECT count(*) < {} AND coalesce(sum(size), 0) + {} <= {} FROM attachment WHERE response = r.id)
    ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at
RETURNING id
"""


async def keep(response_id: UUID, question_id: str, cleaned: Cleaned, now: datetime) -> UUID | Problem:
    """Keep one file of a response. The same file for the same question is kept once, however often it is sent."""
    id, size = uuid5(response_id, f"{question_id}:{cleaned.sha256}"), len(cleaned.body)
    what = (question_id, cleaned.family.value, cleaned.media_type, size, cleaned.sha256, cleaned.body, now)
    kept = await Attachment.raw(_KEEP, id, *what, response_id, MOST_FILES, size, MOST_BYTES)
    return id if kept else TOO_MANY


async def held(response_id: UUID, question_id: str) -> Mapping[str, Held]:
    """The files sent for one question of a response, by their names; in an answer or not (yet)."""
    found = await Attachment.raw(
        "SELECT id, kind, media_type, size FROM attachment WHERE response = {} AND question_id = {}",
        response_id,
        question_id,
    )
    return {one.name: one for one in map(_held, found)}


def _held(row: Mapping[str, Any]) -> Held:
    return Held(row["id"], Family(row["kind"]), row["media_type"], row["size"])


async def piece(id: UUID, begin: int, length: int) -> bytes:
    """Some of a file's bytes; none when it is gone. Whose it is was looked up before."""
    found = await Attachment.raw(
        "SELECT substring(body FROM {} FOR {}) AS part FROM attachment WHERE id = {}", begin + 1, length, id
    )
    return bytes(found[0]["part"]) if found else b""


_NAMED = """EXISTS (SELECT 1 FROM answer a WHERE a.response = f.response AND a.question_id = f.question_id
    AND replace(f.id::text, '-', '') = ANY(a.choices))"""
_LET_GO = (
    f"DELETE FROM attachment f WHERE f.response = {{}} AND f.id = ANY({{}}) AND NOT {_NAMED} RETURNING f.id"  # noqa: S608
)
_SWEEP = f"""
DELETE FROM attachment f USING response r
 WHERE r.id = f.response AND f.made_at < {{}} AND r.last_answered_at < {{}} AND NOT {_NAMED} RETURNING f.id
"""  # noqa: S608 - only our own text is joined


async def let_go(response_id: UUID, names: Collection[str]) -> int:
    """Delete files that were taken out of an answer, unless an answer names them all the same. How many went."""
    ids: Sequence[UUID] = [id for name in names if (id := read_id(name))]
    return len(await Attachment.raw(_LET_GO, response_id, list(ids))) if ids else 0


async def sweep(now: datetime) -> int:
    """Delete the files no answer names, once they and the place of whoever sent them are a day old. How many went."""
    before = now - A_WHILE
    return len(await Attachment.raw(_SWEEP, before, before))
