"""Stopping e-mails by the link in a letter, or by the button a mail program shows (RFC 8058). The link itself is what lets
somebody do it, so no token of a form is asked for: a mail program has none."""

from typing import Any, TypeAlias

from litestar import Request, Response, Router, get, post

from engage.clock import now
from engage.database import writing
from engage.invitations.mail.stopping import STOP, Stopping, organisation_name, read_token, stop
from engage.web.errors import NotThere
from engage.web.rendering import page

AnyRequest: TypeAlias = Request[Any, Any, Any]


async def the_link_is_enough(request: AnyRequest) -> None:
    """In place of the check of a form's token."""


async def _found(token: str) -> tuple[Stopping, str]:
    stopping = read_token(token)
    name = await organisation_name(stopping.organisation) if stopping else None
    if stopping is None or name is None:
        raise NotThere
    return stopping, name


@get(f"{STOP}/{{token:str}}")
async def ask(request: AnyRequest, token: str) -> Response[Any]:
    """One button; opening the page changes nothing."""
    _, name = await _found(token)
    return page(request, "invitations/mail/stop.html", name=name, is_done=False)


@post(f"{STOP}/{{token:str}}", before_request=the_link_is_enough, status_code=200)
async def stop_them(request: AnyRequest, token: str) -> Response[Any]:
    """No more e-mails to this address, said at once: a mail program follows no redirect."""
    stopping, name = await _found(token)
    async with writing():
        await stop(stopping, now())
    return page(request, "invitations/mail/stop.html", name=name, is_done=True)


router = Router("/", route_handlers=[ask, stop_them])
