"""What a messenger or a search engine shows of a page: a title, a sentence or two, a picture of our own. Pages without one
are not for search engines, and no messenger finds anything to show of them."""

import hashlib
from dataclasses import dataclass
from typing import Any, TypeAlias

from anyio import to_thread
from litestar import Request, Response

from engage.settings import settings
from engage.web.preview_picture import Words, drawn
from engage.web.security import HEADERS

AnyRequest: TypeAlias = Request[Any, Any, Any]

_A_DAY = 86_400  # seconds


@dataclass(frozen=True)
class Preview:
    """`path` and `picture` are paths of this site; the page gets whole addresses."""

    title: str
    description: str
    path: str
    picture: str

    @property
    def address(self) -> str:
        return settings().address + self.path

    @property
    def picture_address(self) -> str:
        return settings().address + self.picture


def mark_of(words: Words) -> str:
    """Changes when what is on the picture does: part of its address, because messengers keep pictures for weeks."""
    return hashlib.sha256(repr(words).encode()).hexdigest()[:8]


async def picture_page(request: AnyRequest, words: Words) -> Response[bytes]:
    """The picture, for anybody's cache for a day."""
    tag = f'"{mark_of(words)}"'
    headers = {
        **HEADERS,
        "cache-control": f"public, max-age={_A_DAY}",
        "etag": tag,
        "cross-origin-resource-policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    return Response(await to_thread.run_sync(drawn, words), media_type="image/png", headers=headers)
