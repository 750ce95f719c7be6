"""Letters as the demo's administrator sees them, where no mail server is set up."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get

from engage.access.guards import requires
from engage.access.permissions import Permission
from engage.outbox import letters
from engage.settings import settings
from engage.web.errors import NotThere
from engage.web.rendering import page

AnyRequest: TypeAlias = Request[Any, Any, Any]
READS = [requires(Permission.letters_read)]


@get("/staff/letters", guards=READS)
async def waiting_and_sent(request: AnyRequest) -> Response[Any]:
    """The newest letters."""
    return page(
        request,
        "outbox/letters.html",
        letters=await letters.latest(),
        to_lists=await letters.to_lists(),
        may_open=settings().demo,
    )


@get("/staff/letters/{letter:uuid}", guards=READS)
async def one_letter(request: AnyRequest, letter: UUID) -> Response[Any]:
    """What a letter says. Only in a demo: elsewhere a sign-in link is nobody's but its reader's."""
    found = await letters.find_letter(letter) if settings().demo else None
    if found is None:
        raise NotThere
    return page(request, "outbox/letter.html", letter=found)


router = Router("/", route_handlers=[waiting_and_sent, one_letter])
