"""Beginning on this device, by whichever way it was let in: how the response says it came, and what is noted in the same
transaction."""

from datetime import datetime
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from engage.database import writing
from engage.respond.admitted import read_admitted
from engage.respond.asked import Asked
from engage.respond.joining import session_id
from engage.respond.pace import may_start
from engage.respond.places import begin, place_cookie
from surveys.answers import HowAnswered
from surveys.channels import Channel
from surveys.definition import Group


async def begin_here(
    request: Request[Any, Any, Any],
    asked: Asked,
    who: tuple[Group, HowAnswered],
    language: str,
    now: datetime,
    notice: str = "",
) -> tuple[str, Cookie] | None:
    """Start a response: its token, and the cookie that keeps the place. None when too many have started a moment ago."""
    admitted = read_admitted(request, asked.slug)
    if not await may_start(request, asked.id, now, admitted):
        return None
    session = session_id(admitted)
    if session is None or admitted is None:
        token = await begin(asked, who, language, now, notice)
        return token, place_cookie(asked.slug, token)
    async with writing():
        token = await begin(asked, who, language, now, notice, admitted.channel, session)
    return token, place_cookie(asked.slug, token, is_shared=admitted.channel is Channel.tablet)
