"""The picture that stands beside a link in somebody's messages: a title in our own colours and letters, drawn here, so that
nobody else's machine learns what is asked. Which title it is, and how long it is kept, is left to the pages."""

from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_EDGE, _FOOT = 72, 54
_PAPER, _INK, _SOFT, _TIDE = "#FBF6EE", "#2B2140", "#4F4563", "#0B5460"
# the rings of the home page, from the outside in: how far out, in parts of the whole, and the colour
_RINGS = (
    (0.99, "#EFE3F3"), (0.89, _PAPER), (0.78, "#93CBC6"), (0.66, _PAPER), (0.55, "#F5B78E"), (0.43, _PAPER),
    (0.33, "#FFDF8E"), (0.21, _PAPER), (0.12, _TIDE),
)  # fmt: skip
_CENTRE, _RADIUS = (1130, 640), 330
_SIZES = (104, 86, 72, 62, 54, 46)  # the biggest that fits
_MOST_LINES = 4
_COLOURS = 128


@dataclass(frozen=True)
class Words:
    """What is written: one line above the title, the title, one line below it, and whose site it is."""

    above: str
    title: str
    below: str
    site: str


@lru_cache(maxsize=64)
def drawn(words: Words) -> bytes:
    """A PNG of 1200 by 630. Words in letters that our faces do not have are left out; the title gives way to the site's
    name. Takes about a tenth of a second, so call it off the event loop; the last 64 are remembered."""
    picture = _ground().copy()
    pen = ImageDraw.Draw(picture)
    title = words.title if _is_known(words.title) else words.site
    above, below = (line if _is_known(line) else "" for line in (words.above, words.below))
    font, lines = _fitted(title)
    step = round(font.size * 1.2)
    top = _EDGE + 6
    if above:
        pen.text((_EDGE, top), _cut(above, _text(36), WIDTH - 2 * _EDGE), _SOFT, _text(36))
        top += 66
    for line in lines:
        pen.text((_EDGE, top), line, _INK, font)
        top += step
    if below:
        pen.text((_EDGE, top + 22), below, _SOFT, _text(36))
    _brand(pen, words.site)
    out = BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _ground() -> Image.Image:
    """Paper and rings; drawn at twice the size, so that edges are smooth. Use a copy."""
    big = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), _PAPER)
    pen = ImageDraw.Draw(big)
    x, y = (2 * place for place in _CENTRE)
    for out, colour in _RINGS:
        far = 2 * _RADIUS * out
        pen.ellipse((x - far, y - far, x + far, y + far), colour)
    pen.rectangle((0, 0, WIDTH * 2, 24), _TIDE)
    return big.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _brand(pen: ImageDraw.ImageDraw, site: str) -> None:
    name = site if _is_known(site) else ""
    pen.text((_EDGE, HEIGHT - _FOOT - 44), _cut(name, _head(34), 660), _TIDE, _head(34))


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The title in lines, in the biggest letters in which it fits; at the smallest it is cut with an ellipsis."""
    room = HEIGHT - 2 * _EDGE - 66 - 66 - 90
    for size in _SIZES:
        font = _head(size)
        lines = _broken(title, font, WIDTH - 2 * _EDGE)
        if len(lines) <= min(_MOST_LINES, room // round(size * 1.2)) and all(
            font.getlength(line) <= WIDTH - 2 * _EDGE for line in lines
        ):
            return font, lines
    kept = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return font, [_cut(line, font, WIDTH - 2 * _EDGE) for line in kept if line]


def _broken(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip(' .,…')}…"


@cache
def _head(size: int) -> ImageFont.FreeTypeFont:
    import fontpkg_lexend as lexend

    font = ImageFont.truetype(lexend.ROOT / "files" / "Lexend[wght].ttf", size)
    font.set_variation_by_axes([600])
    return font


@cache
def _text(size: int) -> ImageFont.FreeTypeFont:
    import fontpkg_atkinson_hyperlegible as atkinson

    return ImageFont.truetype(atkinson.ROOT / "files" / "AtkinsonHyperlegible-Regular.ttf", size)


@cache
def _letters() -> frozenset[int]:
    """The letters both faces have."""
    import fontpkg_atkinson_hyperlegible as atkinson
    import fontpkg_lexend as lexend
    from fontTools.ttLib import TTFont

    files = (
        lexend.ROOT / "files" / "Lexend[wght].ttf",
        atkinson.ROOT / "files" / "AtkinsonHyperlegible-Regular.ttf",
    )
    known = [frozenset(TTFont(file, lazy=True).getBestCmap()) for file in files]
    return frozenset.intersection(*known)


def _is_known(words: str) -> bool:
    return all(ord(letter) in _letters() for letter in words)
