"""Public: the days of every survey as a calendar to follow, and those of one to add."""

import hashlib
from typing import Any, TypeAlias

from litestar import Request, Response, Router, get

from engage.clock import now
from engage.respond.asked import read_slug
from engage.settings import settings
from engage.web.errors import NotThere
from engage.web.rendering import site
from engage.web.security import HEADERS
from engage.yousaid.calendar.days import days
from engage.yousaid.calendar.ics import as_calendar

AnyRequest: TypeAlias = Request[Any, Any, Any]

_FRESH_FOR = 3_600  # seconds; calendars look twice a day at most


@get("/surveys.ics")
async def every_day(request: AnyRequest) -> Response[Any]:
    """What is open now, and what was promised. Calendars ask for it again and again, so an unchanged one is not sent."""
    return _file(request, as_calendar(await days(now()), f"{site().name}: have your say", settings().address))


@get("/s/{slug:str}/day.ics")
async def one_day(request: AnyRequest, slug: str) -> Response[Any]:
    """The days of one survey. Raises NotThere when none is to come."""
    found = await days(now(), read_slug(slug))
    if not found:
        raise NotThere
    return _file(request, as_calendar(found, site().name, settings().address), f"{found[0].slug}.ics")


def _file(request: AnyRequest, body: bytes, name: str = "surveys.ics") -> Response[Any]:
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {
        **HEADERS,
        "cache-control": f"public, max-age={_FRESH_FOR}",
        "etag": tag,
        "content-disposition": f'inline; filename="{name}"',
    }
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    return Response(body, media_type="text/calendar", headers=headers)


router = Router("/", route_handlers=[every_day, one_day])
