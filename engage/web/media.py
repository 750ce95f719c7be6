"""A picture, recording or document as an answer of its own: shown, played from any place in it, or saved; never run."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from litestar import Request, Response

from engage.web.security import HEADERS

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_NEVER_RUN = {"content-security-policy": "sandbox; default-src 'none'"}
FOR_EVER = "public, max-age=31536000, immutable"


async def media(
    request: Request[Any, Any, Any],
    media_type: str,
    size: int,
    piece: Callable[[int, int], Awaitable[bytes]],
    *,
    cached: str = "private, no-store",
    saved_as: str = "",
) -> Response[bytes]:
    """`piece(begin, length)` gives the bytes. Players ask for a stretch at a time (206); `saved_as` makes it a download."""
    headers = {**HEADERS, **_NEVER_RUN, "cache-control": cached, "accept-ranges": "bytes"}
    if saved_as:
        headers["content-disposition"] = f'attachment; filename="{saved_as}"'
    wanted = _stretch(request.headers, size)
    if wanted is None:
        headers["content-range"] = f"bytes */{size}"
        return Response(b"", status_code=416, media_type=media_type, headers=headers)
    begin, end = wanted
    status = 200
    if (begin, end) != (0, size):
        status = 206
        headers["content-range"] = f"bytes {begin}-{end - 1}/{size}"
    return Response(
        await piece(begin, end - begin), status_code=status, media_type=media_type, headers=headers
    )


def _stretch(headers: Mapping[str, str], size: int) -> tuple[int, int] | None:
    """The stretch asked for; all of it where none is or more than one; None where there is no such stretch."""
    asked = _RANGE.fullmatch(headers.get("range", "").strip())
    if asked is None or not (asked[1] or asked[2]):
        return 0, size
    if not asked[1]:  # the last so many
        begin, end = max(0, size - int(asked[2])), size
    else:
        begin, end = int(asked[1]), min(size, int(asked[2]) + 1) if asked[2] else size
    return (begin, end) if begin < end else None
