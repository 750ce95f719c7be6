"""Who is asking? Before every handler the session cookie becomes an Actor, read afresh from the database."""

import re
import time
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from engage.accounts import sessions
from engage.accounts.place import load_site
from engage.clock import now
from engage.database import AWAY
from engage.web.errors import keep_words
from engage.web.reviewed import load_reviewed
from engage.web.security import SESSION_COOKIE
from engage.web.sent_files import WithFiles

_COOKIE = re.compile(rf"(?:^|;\s*){SESSION_COOKIE}=([\w-]{{20,80}})")


def session_token(scope: Any) -> str:
    """The session cookie's value, or ''."""
    for name, value in scope["headers"]:
        if name == b"cookie" and (found := _COOKIE.search(value.decode("latin-1"))):
            return found.group(1)
    return ""


def arriving(app: ASGIApp) -> ASGIApp:
    """Litestar middleware: sets `scope["actor"]` to an Actor or None. Costs nothing for visitors."""

    async def arrived(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            tick = time.monotonic()
            await load_site(tick)
            await load_reviewed(tick)
            token = session_token(scope)
            try:
                scope["actor"] = await sessions.find(token, now=now()) if token else None  # type: ignore[typeddict-unknown-key]
            except AWAY:
                await keep_words(WithFiles(scope, receive, send))
                raise
        await app(scope, receive, send)

    return arrived
