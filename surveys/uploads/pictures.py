"""Pictures: decoded, turned upright, made smaller and written anew, so that nothing but the picture itself is left."""

import io

from PIL import ExifTags, Image

from surveys.answers import Problem
from surveys.uploads.sentences import (
    BROKEN,
    CUT_SHORT,
    EMPTY,
    HEIC,
    LARGEST_PICTURE,
    NOT_A_PICTURE,
    PICTURE_TOO_BIG,
    TOO_MANY_DOTS,
    Cleaned,
    Family,
)

LONGEST_SIDE = 2_048
# dots a picture may have before it is decoded: a phone's 48 million are a JPEG, which is decoded at a fraction
MOST_DOTS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000, "GIF": 16_000_000}
LARGEST_PNG = 2_000_000  # bytes; a photo that came as PNG is kept as JPEG
_QUALITY = 85
# how a phone that was held another way says that its picture has to be turned
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif", b"avis"}


def format_of(raw: bytes) -> str | None:
    """JPEG, PNG, WEBP or GIF by the first bytes; None for anything else."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    return "GIF" if raw[:6] in {b"GIF87a", b"GIF89a"} else None


def is_heic(raw: bytes) -> bool:
    """Whether it is what newer phones keep photos as, which browsers cannot show."""
    return raw[4:8] == b"ftyp" and raw[8:12] in _BRANDS


def clean_picture(raw: bytes) -> Cleaned | Problem:
    """The picture as JPEG or PNG, 2048 dots at its longest side, without anything beside its dots. Never raises."""
    if not raw:
        return EMPTY
    if len(raw) > LARGEST_PICTURE:
        return PICTURE_TOO_BIG
    kind = format_of(raw)
    if kind is None:
        return HEIC if is_heic(raw) else NOT_A_PICTURE
    try:
        return _written_anew(raw, kind)
    except Image.DecompressionBombError:
        return TOO_MANY_DOTS
    except Exception as error:  # a decoder meets hostile bytes here and raises whatever it likes
        return CUT_SHORT if "truncated" in str(error) else BROKEN


def _written_anew(raw: bytes, kind: str) -> Cleaned | Problem:
    with Image.open(io.BytesIO(raw), formats=(kind,)) as opened:
        if opened.width * opened.height > MOST_DOTS[kind]:
            return TOO_MANY_DOTS
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a half, a quarter …
        opened.load()
        turned = opened.getexif().get(ExifTags.Base.Orientation, 1)
        mode = _mode(opened)
        small: Image.Image = opened if opened.mode == mode else opened.convert(mode)
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = small.transpose(_TURNS[turned]) if turned in _TURNS else small
    # only dots: the old image carries its comments and profiles into the file it is saved to
    plain = Image.new(upright.mode, upright.size)
    plain.paste(upright)
    return _saved(plain, may_be_png=kind != "JPEG")


def _mode(image: Image.Image) -> str:
    return "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"


def _saved(image: Image.Image, *, may_be_png: bool) -> Cleaned:
    if may_be_png or image.mode == "RGBA":
        png = io.BytesIO()
        image.save(png, "PNG", optimize=False)
        if png.tell() <= LARGEST_PNG:
            return Cleaned(Family.picture, "image/png", png.getvalue())
        if image.mode == "RGBA":
            on_white = Image.new("RGB", image.size, "white")
            on_white.paste(image, mask=image.getchannel("A"))
            image = on_white
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=_QUALITY, optimize=True)
    return Cleaned(Family.picture, "image/jpeg", jpeg.getvalue())
