"""Cuts the two open fonts down to the letters we use: Atkinson Hyperlegible for text, Lexend 600 for headings and bold.

Both are OFL-1.1 and come from their own packages, so no font lies in this repository.
"""

from io import BytesIO
from pathlib import Path

# what a page in English needs: Western European letters, Welsh ŵ and ŷ, typographic quotes and dashes, arrows, pound and euro
_RANGES = ((0x20, 0x7E), (0xC0, 0xFF), (0x174, 0x177), (0x2018, 0x2019), (0x201C, 0x201D), (0x2013, 0x2014))
# letters of Polish, Romanian, Czech, Turkish and others, in files of their own that only pages with such letters load
_MORE = ((0x100, 0x173), (0x178, 0x17F), (0x218, 0x21B))
_SINGLE = (0xA0, 0xA3, 0xA9, 0xB7, 0x2022, 0x2026, 0x2190, 0x2192, 0x20AC)


def subset_fonts() -> dict[str, bytes]:
    """`text-400.woff2` and `head-600.woff2`, about 9 KB each, and the `-more` of each."""
    import fontpkg_atkinson_hyperlegible as atkinson
    import fontpkg_lexend as lexend

    text = atkinson.ROOT / "files" / "AtkinsonHyperlegible-Regular.ttf"
    head = lexend.ROOT / "files" / "Lexend[wght].ttf"
    usual, more = _letters(_RANGES) | set(_SINGLE), _letters(_MORE)
    return {
        "text-400.woff2": _subset(text, usual),
        "text-400-more.woff2": _subset(text, more),
        "head-600.woff2": _subset(head, usual, weight=600),
        "head-600-more.woff2": _subset(head, more, weight=600),
    }


def _subset(source: Path, letters: set[int], weight: int | None = None) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source, recalcTimestamp=False)
    if weight is not None:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 13, 14]  # whose font it is and its licence stay inside
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _letters(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}
