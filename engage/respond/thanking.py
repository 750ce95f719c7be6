"""After sending: what happens next and when, the three words, and help if it brought up something hard."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get, post

from analysis.small_numbers import SMALLEST_BASE, shown
from engage.clock import now
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.passing import is_tablet, passes_by_itself
from engage.respond.places import ANSWERING, no_cookie
from engage.respond.sent import SENT, read_sent
from engage.respond.switching import look_of
from engage.settings import settings
from engage.web.rendering import page, see
from surveys.definition import Group
from surveys.responding import how_many_sent

AnyRequest: TypeAlias = Request[Any, Any, Any]


@get("/s/{slug:str}/thanks")
async def thanks(request: AnyRequest, slug: str) -> Response[Any]:
    """Thank you. Without a fresh note of sending there is nothing to show; the answers are safe all the same."""
    slug = read_slug(slug)
    sent = read_sent(request, slug)
    if sent is None:
        return page(request, "respond/put_away.html", slug=slug, cookies=_away(slug))
    asked = await find_asked(slug)
    return page(
        request,
        "respond/tablet_thanks.html" if is_tablet(request) else "respond/thanks.html",
        headers=passes_by_itself(request, slug),
        asked=asked,
        slug=slug,
        code=sent.code,
        is_young=sent.group is Group.young_person,
        how_many=await how_many_answered(asked.id),
        others=look_of(request).page_others(await wording(asked.version_id)) if asked.version_id else (),
        today=now(),
        host=settings().address.partition("://")[2],
    )


async def how_many_answered(survey_id: UUID) -> int | None:
    """How many have sent answers, rounded to five; None while they are few enough to guess who."""
    many = await how_many_sent(survey_id)
    return shown(many).number if many >= SMALLEST_BASE else None


def _away(slug: str) -> list[Any]:
    return [no_cookie(ANSWERING, f"/s/{slug}"), no_cookie(SENT, f"/s/{slug}")]


@post("/s/{slug:str}/leave")
async def leave(request: AnyRequest, slug: str) -> Response[Any]:
    """I'm done on this device: nothing of it stays here."""
    return see("/", cookies=_away(read_slug(slug)))
