"""A tablet that is passed round: between two people it clears itself, and nothing of the one before can be reached by
Back, by an address or by waiting. A page asks `request.scope["tablet"]` (the survey's name, or nothing) whether it is on one."""

from typing import Any, TypeAlias

from litestar import Request, Response, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.handlers.base import BaseRouteHandler

from engage.clock import now
from engage.respond.admitted import Admitted, read_admitted
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.joining import over_page, session_of
from engage.respond.places import ANSWERING, Place, no_cookie
from engage.respond.sent import SENT
from engage.respond.switching import reads_of
from engage.web.forms import Typed
from engage.web.rendering import DISPLAY_COOKIE, page, see
from engage.web.security import cookie, keyed
from engage.web.spoken import worded
from surveys.channels import Channel

AnyRequest: TypeAlias = Request[Any, Any, Any]

PASSES_AFTER = 60  # seconds the page that thanks stays
PASSES_AFTER_MORE = 300  # for whoever asked for more time
IDLE_AFTER = 600  # seconds without a touch in the middle of answers
CLEARS = {"clear-site-data": '"cache", "storage"'}


def knows_tablet(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Notes for the pages of a survey whether they are shown on a tablet that is passed round. Refuses nobody."""
    slug = str(connection.path_params.get("slug", "")).lower()
    admitted = read_admitted(connection, slug) if slug else None
    if admitted and admitted.channel is Channel.tablet:
        connection.scope["tablet"] = slug  # type: ignore[typeddict-unknown-key]


def is_tablet(request: AnyRequest) -> bool:
    """Whether this page is on a tablet that is passed round."""
    return bool(request.scope.get("tablet"))


def mark_of_person(place: Place) -> str:
    """What the pages of one person's answers carry along, so that a page of the person before is not taken for theirs."""
    return keyed("whose page", place.state.response_id.hex)[:16]


def is_same_person(place: Place | None, typed: Typed) -> bool:
    """Whether a page that was sent is one of the person whose turn it is now."""
    return place is not None and typed.get("whose") == (mark_of_person(place),)


def passes_by_itself(request: AnyRequest, slug: str) -> dict[str, str]:
    """The header that makes room for the next person after a while, also without JavaScript."""
    if not is_tablet(request):
        return {}
    after = PASSES_AFTER_MORE if "more" in request.query_params else PASSES_AFTER
    return {"refresh": f"{after}; url=/s/{slug}/next"}


def away(slug: str, admitted: Admitted | None) -> list[Cookie]:
    """Takes what belongs to one person off the device, and puts the display back to how it was when the tablet joined."""
    here = f"/s/{slug}"
    gone = [no_cookie(ANSWERING, here), no_cookie(SENT, here)]
    if admitted and admitted.channel is Channel.tablet:
        shown = admitted.what.partition(" ")[2]
        gone.append(cookie(DISPLAY_COOKIE, shown) if shown else no_cookie(DISPLAY_COOKIE, "/"))
    return gone


@post("/s/{slug:str}/pass-on")
async def pass_on(request: AnyRequest, slug: str) -> Response[Any]:
    """Pass it on: what was saved stays saved, and nothing of it stays here."""
    slug = read_slug(slug)
    return see(f"/s/{slug}/next", cookies=away(slug, read_admitted(request, slug)))


@get("/s/{slug:str}/next")
async def next_person(request: AnyRequest, slug: str) -> Response[Any]:
    """It is your turn. Everything of the person before is cleared here once more, however this page was reached."""
    asked = await find_asked(slug)
    admitted = read_admitted(request, asked.slug)
    session = await session_of(admitted)
    if session is None or not is_tablet(request):
        return see(f"/s/{asked.slug}")
    if not session.is_open(now()) or asked.version_id is None:
        over = over_page(request, asked)
        over.cookies += away(asked.slug, admitted)
        over.headers.update(CLEARS)
        return over
    definition = await wording(asked.version_id)
    return page(
        request,
        "respond/next_person.html",
        headers=CLEARS,
        cookies=away(asked.slug, admitted),
        slug=asked.slug,
        session=session,
        survey=worded(definition.title, reads_of(request, definition)),
    )
