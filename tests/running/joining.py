"""What somebody who has everything could lay side by side: each row of the database with the columns PostgreSQL keeps for
itself, each line of the log, each letter, each cookie. `joins` looks for anything that an invitation and an answer share."""

import json
import re
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

import asyncpg

_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
# anything long enough to tell one thing from another: ids, hashes, tokens, addresses, transactions
_TELLING = re.compile(r"xmin:\d+|[\w.+-]+@[\w.-]+|[0-9a-z][\w+/=-]{7,}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)")


@dataclass(frozen=True)
class Trace:
    """One thing that is kept somewhere: what it says, in small letters, and every moment it names."""

    where: str
    text: str
    moments: frozenset[datetime] = frozenset()

    @cached_property
    def values(self) -> frozenset[str]:
        text = _MOMENT.sub(" ", self.text.upper()).lower()
        found = {one.replace("-", "") for one in _UUID.findall(text)}
        return frozenset(found | {one for one in _TELLING.findall(text) if not _UUID.fullmatch(one)})


def trace(where: str, *parts: object) -> Trace:
    """A trace of anything that can be written down."""
    told = " | ".join(_told(part) for part in parts)
    moments = {
        datetime.fromisoformat(one.replace(" ", "T").replace("Z", "+00:00")) for one in _MOMENT.findall(told)
    }
    return Trace(where, told.lower(), frozenset(moments))


def _told(part: object) -> str:
    if isinstance(part, datetime):
        return part.astimezone(UTC).isoformat()
    if isinstance(part, bytes):
        return part.hex()
    if isinstance(part, UUID):
        return str(part)
    if isinstance(part, list | tuple | set | frozenset):
        return " ".join(map(_told, part))
    return f"{part} {unwrapped(part)}" if isinstance(part, str) else str(part)


def unwrapped(value: str) -> str:
    """What a signed cookie says inside: each part of it that is base64, also compressed."""
    said = []
    for part in re.split(r"[.~%\s]", value):
        try:
            raw = urlsafe_b64decode(part + "=" * (-len(part) % 4))
        except ValueError:
            continue
        for body in (raw, _inflated(raw)):
            if body and body.isascii() and body.decode("ascii").isprintable():
                said.append(body.decode("ascii"))
    return " ".join(said)


def _inflated(raw: bytes) -> bytes:
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return b""


async def database_traces(connection: asyncpg.Connection) -> list[Trace]:
    """Every row of every table, with the transaction that wrote it."""
    names = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    found = []
    for (name,) in names:
        rows = await connection.fetch(f'SELECT xmin::text AS written_by, * FROM "{name}"')
        found += [trace(name, f"xmin:{row['written_by']}", *list(row.values())[1:]) for row in rows]
    return found


async def places_of_rows(
    connection: asyncpg.Connection, tables: Iterable[str]
) -> Mapping[str, list[tuple[str, str]]]:
    """Where each row of these tables lies and which transaction wrote it: no act may change that unseen."""
    return {
        name: [
            tuple(row)
            for row in await connection.fetch(f'SELECT ctid::text, xmin::text FROM "{name}" ORDER BY ctid')
        ]
        for name in tables
    }


def log_traces(said: str) -> list[Trace]:
    """Each line a process printed."""
    return [trace("log", line) for line in said.splitlines() if line.strip()]


@dataclass(frozen=True)
class Known:
    """What identifies one invitation or one response to begin with: every way of writing it."""

    name: str
    marks: frozenset[str]
    derived: frozenset[str] = (
        frozenset()
    )  # keyed hashes that somebody with the site's secret could make of it

    @classmethod
    def of(cls, name: str, *marks: str, derived: Iterable[str] = ()) -> "Known":
        written = set()
        for mark in marks:
            low = mark.lower()
            written |= {low, low.replace("-", " "), low.replace("-", " – "), low.replace("-", "")}
        return cls(name, frozenset(written), frozenset(derived))

    def is_in(self, one: Trace) -> bool:
        return bool(self.derived & one.values) or any(mark in one.text for mark in self.marks)


@dataclass(frozen=True)
class _Reach:
    """What one of them leads to: telling values, and the moments of everything that names it."""

    values: frozenset[str]
    moments: frozenset[tuple[str, datetime]]


def _reaches(known: Sequence[Known], traces: Sequence[Trace]) -> dict[str, _Reach]:
    """From each of them by way of everything that is about it alone, a step at a time, as far as that goes; and what is
    said beside it in things that are about several. What all of them have reached by then (their survey, their batch, their
    round of letters) leads from one to everybody, so nobody goes on from there."""
    about = {one: {k.name for k in known if k.is_in(one)} for one in traces}
    held = {k.name: {one for one in traces if about[one] == {k.name}} for k in known}
    values = {k.name: set(k.marks).union(*(one.values for one in held[k.name])) for k in known}
    grows = True
    while grows:
        grows = False
        crowd = set.intersection(*values.values())
        for k in known:
            telling = values[k.name] - crowd
            new = {
                one
                for one in traces
                if one not in held[k.name] and about[one] <= {k.name} and telling & one.values
            }
            held[k.name] |= new
            values[k.name].update(*(one.values for one in new))
            grows = grows or bool(new)
    reached = {}
    for k in known:
        kept = held[k.name] | {one for one in traces if k.name in about[one]}
        reached[k.name] = _Reach(
            frozenset(values[k.name].union(*(one.values for one in kept))),
            frozenset((one.where, moment) for one in kept for moment in one.moments),
        )
    return reached


def joins(
    invitations: Mapping[str, Sequence[Known]],
    responses: Sequence[Known],
    traces: Sequence[Trace],
    window: tuple[datetime, datetime],
) -> list[str]:
    """Everything by which an invitation and a response can be laid side by side, as sentences; invitations come by batch.
    A value that every response has tells nothing, nor does one that no response has. A moment inside the window in which
    people answered tells something wherever it stands beside an invitation."""
    of_responses = _reaches(responses, traces)
    shared = frozenset.intersection(*(reach.values for reach in of_responses.values()))
    found = set()
    for batch, known in invitations.items():
        for name, reach in _reaches(known, traces).items():
            for response, other in of_responses.items():
                for value in reach.values & (other.values - shared):
                    found.add(f"{batch} {name} and {response} share {value}")
            for where, moment in reach.moments:
                if window[0] <= moment <= window[1]:
                    found.add(f"{batch} {name} has a moment of answering in {where}: {moment.isoformat()}")
    return sorted(found)


def cookies_trace(name: str, cookies: Mapping[str, str]) -> Trace:
    """What is left on somebody's device."""
    return trace(f"cookies of {name}", json.dumps(dict(cookies)), *cookies.values())
