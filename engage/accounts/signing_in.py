"""Signing in by a link in a letter: the link lives ten minutes and works once, and opening it changes nothing."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engage.accounts import sessions
from engage.accounts.people import find_by_email
from engage.accounts.tables import SignInToken
from engage.database import rows
from engage.outbox import letters
from engage.web.security import hashed, new_token

LIFE = timedelta(minutes=10)

_LETTER = """Hello {name}

Open this link to sign in to {site}:

{link}

It works once, for ten minutes. If you did not ask for it, you need do nothing.
"""


async def send_link(email: str, next_path: str, *, site: str, address: str, now: datetime) -> None:
    """Write a letter with a link to whoever has this address. Says nothing about whether anybody has."""
    person = await find_by_email(email)
    if person is None:
        return
    token = await new_link(person["id"], next_path, now=now)
    body = _LETTER.format(name=person["name"], site=site, link=f"{address}/sign-in/{token}")
    await letters.write(
        purpose="sign-in", to=person["email"], subject=f"Sign in to {site}", body=body, now=now
    )


async def new_link(person: UUID, next_path: str, *, now: datetime) -> str:
    """A token that signs this person in once."""
    token = new_token()
    path = next_path if is_own_path(next_path) else "/staff"
    await SignInToken(token_hash=hashed(token), person=person, next_path=path, expires_at=now + LIFE).save()
    return token


async def peek(token: str, *, now: datetime) -> dict[str, Any] | None:
    """Whose link this is, while it can still be used."""
    found = await rows(
        """SELECT p.name FROM sign_in_token t JOIN person p ON p.id = t.person
           WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND p.is_active""",
        hashed(token), now,
    )  # fmt: skip
    return found[0] if found else None


async def use(token: str, browser: str, *, now: datetime) -> tuple[str, str] | None:
    """Use a link up: the new session's token and where to go, or None when it was used or is too old."""
    used = await rows(
        """UPDATE sign_in_token t SET used_at = $2 FROM person p
           WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND p.id = t.person AND p.is_active
           RETURNING t.person, t.next_path""",
        hashed(token), now,
    )  # fmt: skip
    if not used:
        return None
    return await sessions.begin(used[0]["person"], browser, now=now), used[0]["next_path"]


def is_own_path(path: str) -> bool:
    """Whether this is a path of our own site (never `//elsewhere`)."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path
