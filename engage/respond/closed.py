"""The pages for when a survey takes no answers (any more). Words that were typed are shown, to be copied."""

from typing import Any, TypeAlias

from litestar import Request, Response

from engage.clock import now
from engage.respond.asked import Asked
from engage.web.rendering import page

AnyRequest: TypeAlias = Request[Any, Any, Any]


def not_open_page(request: AnyRequest, asked: Asked, words: str = "") -> Response[Any]:
    """Closed or not open yet, with the dates people were promised: 200, or 422 when an answer came too late."""
    status = 422 if request.method == "POST" else 200
    return page(
        request, "respond/not_open.html", status=status, asked=asked, stage=asked.stage(now()), words=words
    )


def kept_page(request: AnyRequest, reason: str, slug: str, words: str) -> Response[Any]:
    """An answer that has no place any more: `reason` is "sent" or "not_asked"."""
    return page(request, "respond/kept.html", status=422, reason=reason, slug=slug, words=words)
