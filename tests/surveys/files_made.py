"""Files as people's devices make them, with all the things in them that nobody should find later. Every name, place and
date is made up here; the two sounds are a second of a beep, recorded by a browser."""

import io
import struct
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SOUNDS = Path(__file__).parent / "sounds"
SECRETS = (b"Willow Lane", b"ACME phone", b"2031:05:04", b"Nobody Atall")  # none of these may come through
PLACE = (b"Willow Lane",)


def dots(width: int = 320, height: int = 240) -> Image.Image:
    """A picture with something in it: the upper left quarter is red, so that one sees which way up it is."""
    image = Image.effect_mandelbrot((width, height), (-2.0, -1.2, 0.8, 1.2), 40).convert("RGB")
    image.paste((220, 30, 30), (0, 0, width // 2, height // 2))
    return image


def photo(width: int = 320, height: int = 240, turned: int = 1) -> bytes:
    """A JPEG from a phone: where it was taken, when, by whom, with what, and a comment."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "ACME phone"
    exif[0x013B] = "Nobody Atall"
    exif[0x9003] = "2031:05:04 09:00:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (52.0, 35.0, 10.5), "W", (2.0, 7.0, 41.0)
    place[0x1B] = b"ASCII\0\0\0Willow Lane"
    made = io.BytesIO()
    dots(width, height).save(made, "JPEG", exif=exif, comment=b"Willow Lane", quality=90)
    return made.getvalue()


def screenshot() -> bytes:
    """A PNG with words in its text chunks."""
    notes = PngInfo()
    notes.add_text("Author", "Nobody Atall")
    notes.add_itxt("XML:com.adobe.xmp", "<x>Willow Lane</x>")
    made = io.BytesIO()
    dots().save(made, "PNG", pnginfo=notes)
    return made.getvalue()


def picture(kind: str, mode: str = "RGB") -> bytes:
    """A plain picture of a kind Pillow can write."""
    made = io.BytesIO()
    dots().convert(mode).save(made, kind)
    return made.getvalue()


def wav(seconds: float = 0.2) -> bytes:
    """A beep with a LIST of names and a bext of where it was."""
    sound = b"".join(struct.pack("<h", 9_000 if n // 20 % 2 else -9_000) for n in range(int(8_000 * seconds)))
    parts = [
        (b"fmt ", struct.pack("<HHIIHH", 1, 1, 8_000, 16_000, 2, 16)),
        (b"LIST", b"INFOIART\x0c\0\0\0Nobody Atall"),
        (b"data", sound),
        (b"bext", b"Willow Lane".ljust(602, b"\0")),
    ]
    body = b"".join(
        name + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for name, part in parts
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def mp3(frames: int = 20) -> bytes:
    """Silence between an ID3v2 tag and an ID3v1 tag."""
    tag = b"TPE1" + struct.pack(">I", 13) + b"\0\0\0Nobody Atall"
    frame = b"\xff\xfb\x90\x64" + bytes(413)  # MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes
    after = b"TAG" + b"Willow Lane".ljust(125, b"\0")
    return b"ID3\x04\0\0" + struct.pack(">I", len(tag)) + tag + frame * frames + after


def _crc(page: bytes) -> int:
    """Ogg's checksum, bit by bit, as RFC 3533 says it."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1) ^ 0x104C11DB7 if crc & 0x80000000 else crc << 1
    return crc


def ogg_page(packets: list[bytes], number: int, granule: int = 0, flags: int = 0) -> bytes:
    """One page of whole packets."""
    laces = b"".join(b"\xff" * (len(one) // 255) + bytes([len(one) % 255]) for one in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, 77, number, 0) + bytes([len(laces)]) + laces
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def is_sealed(page: bytes) -> bool:
    """Whether a page's checksum is true."""
    return bool(struct.unpack("<I", page[22:26])[0] == _crc(page[:22] + bytes(4) + page[26:]))


def ogg(codec: str = "opus") -> bytes:
    """A stream whose comments tell who and where, behind them a few packets of silence."""
    comments = [b"ARTIST=Nobody Atall", b"LOCATION=Willow Lane"]
    told = struct.pack("<I", 10) + b"ACME phone" + struct.pack("<I", len(comments))
    told += b"".join(struct.pack("<I", len(one)) + one for one in comments)
    if codec == "opus":
        head, tags = b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0", b"OpusTags" + told
    else:
        head, tags = b"\x01vorbis".ljust(30, b"\1"), b"\x03vorbis" + told + b"\1"
    sound = [b"\xf8\xff\xfe"] * 10
    return (
        ogg_page([head], 0, flags=2)
        + ogg_page([tags], 1)
        + ogg_page(sound, 2, granule=9_600)
        + ogg_page(sound, 3, granule=19_200, flags=4)
    )


def _box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def m4a(handler: bytes = b"soun") -> bytes:
    """A voice memo as a phone keeps it: dates, a title and a place in `udta`, a path in `dref`, XMP in a `uuid` box."""
    dates = struct.pack(">II", 3_800_000_000, 3_800_000_000)
    stsd = _box(b"stsd", bytes(4), struct.pack(">I", 1), _box(b"mp4a", bytes(28)))
    table = _box(b"stbl", stsd, _box(b"stts", bytes(8)), _box(b"stco", bytes(8)))
    here = _box(b"dref", bytes(4), struct.pack(">I", 1), _box(b"url ", b"\0\0\0\1Willow Lane"))
    media = _box(
        b"mdia",
        _box(b"mdhd", bytes(4), dates, bytes(12)),
        _box(b"hdlr", bytes(8), handler, bytes(12), b"ACME phone\0"),
        _box(b"minf", _box(b"smhd", bytes(8)), _box(b"dinf", here), table),
    )
    place = _box(
        b"udta", _box(b"\xa9xyz", b"\0\x12\0\0+52.5861-002.1281/"), _box(b"\xa9ART", b"Nobody Atall")
    )
    movie = _box(
        b"moov", _box(b"mvhd", bytes(4), dates, bytes(88)), _box(b"trak", _box(b"tkhd", bytes(4), dates, bytes(72)), media), place
    )  # fmt: skip
    return (
        _box(b"ftyp", b"M4A \0\0\0\0M4A mp42")
        + movie
        + _box(b"uuid", b"x" * 16, b"Willow Lane")
        + _box(b"free", b"2031:05:04")
        + _box(b"mdat", b"sound" * 40)
    )


def _element(id: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes.fromhex(id) + (len(body) | 1 << 56).to_bytes(8, "big") + body


def webm(kind: int = 2, *, endless: bool = False) -> bytes:
    """A recording with a title, a date, tags, an attached file, and words between and beside its blocks of sound."""
    info = _element(
        "1549A966",
        _element("2AD7B1", b"\x0f\x42\x40"),
        _element("4D80", b"ACME phone"),
        _element("5741", b"ACME phone"),
        _element("7BA9", b"Willow Lane"),
        _element("4461", bytes(8)),
    )
    track = _element(
        "AE", _element("D7", b"\1"), _element("83", bytes([kind])), _element("86", b"A_OPUS"),
        _element("536E", b"Nobody Atall"), _element("63A2", b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0"),
    )  # fmt: skip
    sound = _element("E7", b"\0") + _element("A3", b"\x81\0\0\x80" + b"\xf8\xff\xfe") * 5
    beside = _element("75A1", _element("A6", _element("A5", b"ACME phone")))
    sound += _element("EC", b"Willow Lane") + _element(
        "A0", _element("A1", b"\x81\0\0\0\xf8\xff\xfe"), beside
    )
    cluster = bytes.fromhex("1F43B67501FFFFFFFFFFFFFF") + sound if endless else _element("1F43B675", sound)
    tags = _element("1254C367", _element("7373", _element("67C8", b"Willow Lane")))
    attached = _element("1941A469", _element("61A7", _element("466E", b"2031:05:04.jpg")))
    inside = info + tags + _element("1654AE6B", track) + attached + cluster
    segment = bytes.fromhex("1853806701FFFFFFFFFFFFFF") + inside if endless else _element("18538067", inside)
    return _element("1A45DFA3", _element("4282", b"webm")) + segment


def pdf(*, pages: int = 1, password: str = "", with_photo: bool = True) -> bytes:
    """A letter with an author, XMP, a script that runs when it is opened, a link, a file inside, a note somebody typed on
    it, and a photo that says where it was taken."""
    from pypdf import PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        StreamObject,
        TextStringObject,
    )

    writer = PdfWriter()
    writer.add_metadata({"/Author": "Nobody Atall", "/Title": "Willow Lane"})
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
    jpeg = StreamObject()
    jpeg._data = photo(64, 48) if with_photo else picture("JPEG")
    jpeg.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Width"): NumberObject(64), NameObject("/Height"): NumberObject(48),
        NameObject("/ColorSpace"): NameObject("/DeviceRGB"), NameObject("/BitsPerComponent"): NumberObject(8),
        NameObject("/Filter"): NameObject("/DCTDecode"),
        NameObject("/Metadata"): writer._add_object(DecodedStreamObject()),
    })  # fmt: skip
    content = DecodedStreamObject()
    content.set_data(b"q 100 0 0 75 10 10 cm /Im0 Do Q")
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(jpeg)})}
    )
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject("Willow Lane")})
    writer.add_annotation(pages - 1, Link(rect=(0, 0, 50, 50), url="https://example.org/Willow%20Lane"))
    look = DecodedStreamObject()
    look.set_data(b"BT (typed by hand) Tj ET")
    look.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
                 NameObject("/BBox"): ArrayObject([NumberObject(n) for n in (0, 0, 80, 20)])})  # fmt: skip
    typed = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FreeText"),
        NameObject("/T"): TextStringObject("Nobody Atall"), NameObject("/Contents"): TextStringObject("typed by hand"),
        NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (10, 150, 90, 170)]),
        NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        NameObject("/A"): DictionaryObject({NameObject("/S"): NameObject("/JavaScript")}),
    })  # fmt: skip
    writer.add_annotation(pages - 1, typed)
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('Willow Lane')"),
        }
    )
    writer.add_attachment("Willow Lane.txt", b"Nobody Atall")
    if password:
        writer.encrypt(password)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
