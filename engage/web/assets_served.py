"""The stylesheet, sprites, fonts and scripts as they are served: hashed names that never change, compressed beforehand."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException

from engage.web import sprite

BUILT = Path(__file__).parent.parent / "static" / "built"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".json": "application/json",
}
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class AssetsMissing(Exception):
    """The assets were not built; `python -m engage.web.assets` builds them."""


@cache
def manifest() -> dict[str, str]:
    """Plain name → hashed name, such as `ripple.css` → `ripple.3f2a91.css`."""
    try:
        names = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))["files"]
    except FileNotFoundError as error:
        raise AssetsMissing("Run `make assets` first.") from error
    assert isinstance(names, dict)
    return names


@cache
def asset_url(name: str) -> str:
    """Where a browser finds an asset (`ripple.css`) or one drawing (`icon:tick`, `face:good`, `symbol:home`)."""
    if ":" not in name:
        return f"/static/{manifest()[name]}"
    sheet, drawing = sprite.address(name)
    return f"/static/{manifest()[sheet]}#{drawing}"


@cache
def _bodies(name: str) -> dict[str, bytes]:
    if name not in manifest().values():
        raise NotFoundException
    found = {"": (BUILT / name).read_bytes()}
    for encoding, ending in _ENCODINGS:
        packed = BUILT / f"{name}{ending}"
        if packed.exists():
            found[encoding] = packed.read_bytes()
    return found


@get("/static/{name:str}", sync_to_thread=False)
def static(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """One asset, for a year: its name changes when it does."""
    bodies = _bodies(name)
    wanted = request.headers.get("accept-encoding", "")
    encoding = next((code for code, _ in _ENCODINGS if code in wanted and code in bodies), "")
    headers = {
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "vary": "accept-encoding",
    }
    if encoding:
        headers["content-encoding"] = encoding
    return Response(bodies[encoding], media_type=KINDS[Path(name).suffix], headers=headers)
