"""When nobody is signed in: a page is offered after signing in, and a form that was typed is shown so that no word is lost."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response

from engage.web.errors import kept_texts
from engage.web.rendering import page, see
from engage.web.security import SAFE_METHODS


def sign_in_first(request: Request[Any, Any, Any], _: Exception) -> Response[Any]:
    """To the sign-in page and back here afterwards."""
    if request.method in SAFE_METHODS:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return see("/sign-in?" + urlencode({"next": path}))
    typed: Any = request.scope.get("typed", {})
    return page(request, "errors/signed_out.html", status=422, texts=kept_texts(typed))
