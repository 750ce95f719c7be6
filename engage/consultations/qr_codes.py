"""QR codes of our own addresses, dark on light whatever the page looks like, with room for a fold or a coffee stain."""

import io
from typing import Any

import segno

_COLOURS: dict[str, Any] = {"border": 4, "dark": "#2B2140", "light": "#FFFFFF"}


def svg(link: str) -> bytes:
    """The code as a picture with an address of its own."""
    return _saved(link, kind="svg", xmldecl=False, title=link)


def svg_within(link: str) -> str:
    """The code as a drawing to stand inside a page, for a link that must not stand in the address of a picture."""
    return _saved(link, kind="svg", xmldecl=False, svgns=False, omitsize=True).decode()


def png(link: str) -> bytes:
    """The code as a picture to put into a letter or a slide."""
    return _saved(link, kind="png", scale=20)


def _saved(link: str, **options: Any) -> bytes:
    drawn = io.BytesIO()
    segno.make(link, error="q", micro=False).save(drawn, **_COLOURS, **options)
    return drawn.getvalue()
