"""QR codes as drawings for a sheet, without a border: the sheet leaves the room around them."""

import io

import segno

# any of the eight patterns reads well; trying all of them for each of a thousand cards would take four seconds more
_PATTERN = 2


def drawn(link: str, *, quick: bool = False) -> str:
    """The code as SVG. `quick` takes one pattern instead of comparing all eight."""
    code = segno.make(link, error="q", micro=False, mask=_PATTERN if quick else None)
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, omitsize=True, border=0, dark="#000000")
    return out.getvalue().decode()
