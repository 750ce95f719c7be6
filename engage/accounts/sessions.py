"""Sessions: a row for each signed-in browser, made new at every sign-in, ended by hand, by rest or by age."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.accounts.people import as_actor
from engage.accounts.tables import Session
from engage.database import rows
from engage.web.security import hashed, new_token

REST = timedelta(hours=20)  # long enough for a slow writer; staff sign in with a link again after a night
AGE = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=10)

_FIND = """
SELECT s.id AS session, s.seen_at, p.id, p.name, p.email, m.organisation, o.name AS organisation_name, m.role
FROM session s JOIN person p ON p.id = s.person
LEFT JOIN membership m ON m.person = p.id LEFT JOIN organisation o ON o.id = m.organisation
WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.seen_at > $3 AND p.is_active
ORDER BY o.name, m.role
"""


async def begin(person: UUID, browser: str, *, now: datetime) -> str:
    """A new session; its token, for the cookie only."""
    token = new_token()
    session = Session(
        token_hash=hashed(token),
        person=person,
        browser=browser[:80],
        started_at=now,
        seen_at=now,
        ends_at=now + AGE,
    )
    await session.save()
    return token


async def find(token: str, *, now: datetime) -> Actor | None:
    """Who holds this token, with the rights of this moment; None when it ended."""
    found = await rows(_FIND, hashed(token), now, now - REST)
    if found and found[0]["seen_at"] < now - _SEEN_EVERY:
        await rows("UPDATE session SET seen_at = $2 WHERE id = $1", found[0]["session"], now)
    return as_actor(found)


async def end(token: str) -> None:
    """Sign this browser out."""
    await rows("DELETE FROM session WHERE token_hash = $1", hashed(token))


async def end_one(person: UUID, session: UUID) -> None:
    """Sign one of a person's browsers out."""
    await rows("DELETE FROM session WHERE id = $1 AND person = $2", session, person)


async def sessions_of(person: UUID, token: str, *, now: datetime) -> Sequence[dict[str, Any]]:
    """A person's signed-in browsers, newest first, with `is_this` for the one asking."""
    return await rows(
        """SELECT id, browser, started_at, seen_at, token_hash = $2 AS is_this FROM session
           WHERE person = $1 AND ends_at > $3 AND seen_at > $4 ORDER BY seen_at DESC""",
        person, hashed(token), now, now - REST,
    )  # fmt: skip
