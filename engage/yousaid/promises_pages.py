"""Public: what we promised and whether we kept it."""

from typing import Any, TypeAlias

from litestar import Request, Response, Router, get

from engage.clock import now
from engage.web.languages import speak
from engage.web.rendering import HERE, language_of, page
from engage.yousaid import promises

AnyRequest: TypeAlias = Request[Any, Any, Any]


@get("/promises")
async def every_promise(request: AnyRequest) -> Response[Any]:
    """By when we said we would tell people, survey by survey."""
    speak(language_of(request))
    every = await promises.promised(now().astimezone(HERE).date())
    return page(
        request,
        "yousaid/promises.html",
        every=every,
        summary=promises.summary(every),
        table_head=promises.head(),
        table_rows=promises.lines(every),
        cacheable=True,
    )


router = Router("/", route_handlers=[every_promise])
