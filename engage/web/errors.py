"""What a visitor sees when a page cannot be shown: one kind page a reason, and never a lost word."""

import logging
import secrets
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from engage.database import AWAY
from engage.web.forms import Typed, read_form
from engage.web.rendering import page
from engage.web.security import SAFE_METHODS, comes_from_here, is_own_form

log = logging.getLogger("engage.errors")
IS_NO_FORM = "is_no_form"  # of a handler that takes no form: what comes proves itself what it may do


class NotThere(Exception):
    """There is no such thing, or not for this visitor: both look the same from outside (404)."""


class NotAllowed(Exception):
    """The visitor is signed in and may not do this (403)."""


class SignInNeeded(Exception):
    """Nobody is signed in; what was typed is shown again so that it can be kept."""


@dataclass(frozen=True)
class KeptText:
    """One typed field on the page that shows the text again."""

    name: str
    values: Sequence[str]
    is_long: bool


def kept_texts(typed: Typed) -> tuple[KeptText, ...]:
    """Everything typed, the long texts to be read and copied, the rest to be sent along."""
    return tuple(KeptText(name, values, any(len(v) > 30 for v in values)) for name, values in typed.items())


async def check_form(request: Request[Any, Any, Any]) -> Response[bytes] | None:
    """Before every handler: a form must be this visitor's own and come from this site, or its text is shown again.

    A page from another site gets no button to go on; a stale page of our own gets one.
    """
    if request.method in SAFE_METHODS:
        return None
    from_here = comes_from_here(request)
    if from_here and request.route_handler.opt.get(IS_NO_FORM):
        return None
    if from_here and await is_own_form(request):
        await read_form(
            request
        )  # the handler may meet a database that is away before it reads what was typed
        return None
    texts = kept_texts(await read_form(request)) if from_here else ()
    return page(
        request, "errors/stale.html", status=422, texts=texts, action=request.url.path, may_send=from_here
    )


async def keep_words(request: Request[Any, Any, Any]) -> None:
    """For what runs before every handler and finds the database away: read what was typed, so that `away` shows it."""
    if request.method not in SAFE_METHODS and comes_from_here(request) and await is_own_form(request):
        await read_form(request)


def not_found(request: Request[Any, Any, Any], _: Exception) -> Response[bytes]:
    """A kind 404."""
    return page(request, "errors/not_found.html", status=404)


def not_allowed(request: Request[Any, Any, Any], _: Exception) -> Response[bytes]:
    """A kind 403."""
    return page(request, "errors/not_allowed.html", status=403)


def away(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The database is away for a moment: 503, what was typed is shown, and when to try again."""
    log.warning("database away: %s", type(error).__name__)
    if request.url.path == "/health":  # asked by machines
        return Response(
            b'{"status":"away","database":"away"}',
            status_code=503,
            media_type="application/json",
            headers={"retry-after": "5"},
        )
    query = f"?{request.url.query}" if request.url.query else ""
    typed: Typed = request.scope.get("typed", {})  # type: ignore[assignment]
    return page(
        request,
        "errors/away.html",
        status=503,
        headers={"retry-after": "5"},
        texts=kept_texts(typed),
        action=request.url.path + query,
    )


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A mistake of ours: 500 with a reference that is also in the log, and nothing else."""
    reference = secrets.token_hex(4)
    # the message of an exception can hold what somebody wrote, so only its kind and where it happened are kept
    where = "".join(traceback.format_tb(error.__traceback__)[-6:])
    log.error(
        "error %s %s at %s\n%s",
        reference,
        type(error).__name__,
        request.scope.get("path_template", ""),
        where,
    )
    return page(request, "errors/broken.html", status=500, reference=reference)


def http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What the framework refuses before a handler: unknown paths, wrong methods, bodies that are too large."""
    match error.status_code:
        case 404 | 405:
            return page(request, "errors/not_found.html", status=error.status_code)
        case 403 | 401:
            return page(request, "errors/not_allowed.html", status=403)
        case 413:
            return page(request, "errors/too_large.html", status=413)
        case status if status < 500:
            return page(request, "errors/not_understood.html", status=status)
        case _:
            return broken(request, error)


HANDLERS: dict[Any, Any] = {
    NotThere: not_found,
    NotAllowed: not_allowed,
    HTTPException: http_error,
    Exception: broken,
    **dict.fromkeys(AWAY, away),
}
