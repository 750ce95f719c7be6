"""Files that people send: what is left of them, what is refused with which sentence, and that nothing hostile raises."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from surveys.answers import Problem
from surveys.uploads import Cleaned, Family, clean, clean_document, clean_picture, clean_recording, sentences
from surveys.uploads.rewrite_pdf import without_notes
from tests.surveys import files_made as made

MB = 1_000_000
SOUNDS: dict[str, Callable[[], bytes]] = {
    "audio/wav": made.wav,
    "audio/mpeg": made.mp3,
    "audio/ogg": made.ogg,
    "audio/mp4": made.m4a,
    "audio/webm": made.webm,
}


def _cleaned(result: Cleaned | Problem) -> Cleaned:
    assert isinstance(result, Cleaned), result
    return result


def _told(result: Cleaned | Problem) -> str:
    assert isinstance(result, Problem), result
    assert result.field == "file"
    return result.message


def _secrets(body: bytes) -> list[bytes]:
    return [secret for secret in made.SECRETS if secret in body]


def test_nothing_of_where_when_and_who_is_left_of_a_photo() -> None:
    raw = made.photo()
    assert _secrets(raw) == list(made.SECRETS)
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825)
    kept = _cleaned(clean_picture(raw))
    assert kept.media_type == "image/jpeg"
    assert kept.family is Family.picture
    opened = Image.open(io.BytesIO(kept.body))
    assert not dict(opened.getexif())
    assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not _secrets(kept.body)
    for mark in (b"Exif", b"GPS", b"xmp", b"ICC_PROFILE", b"Photoshop"):
        assert mark not in kept.body


def test_nothing_of_the_words_in_a_png_is_left() -> None:
    raw = made.screenshot()
    assert _secrets(raw)
    kept = _cleaned(clean_picture(raw))
    assert kept.media_type == "image/png"
    chunks, at = set(), 8
    while at < len(kept.body):
        length = struct.unpack(">I", kept.body[at : at + 4])[0]
        chunks.add(kept.body[at + 4 : at + 8])
        at += length + 12
    assert chunks == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_taken_another_way_up_is_turned_and_nothing_has_to_say_so(turned: int) -> None:
    kept = Image.open(io.BytesIO(_cleaned(clean_picture(made.photo(160, 120, turned))).body)).convert("RGB")
    wide, high = kept.size
    assert (wide > high) == (turned < 5)
    corners = {1: "lt", 2: "rt", 3: "rb", 4: "lb", 5: "lt", 6: "rt", 7: "rb", 8: "lb"}[turned]
    spot = (5 if corners[0] == "l" else wide - 6, 5 if corners[1] == "t" else high - 6)
    red, green, _ = kept.getpixel(spot)  # type: ignore[misc]
    assert red > 150
    assert green < 90


def test_a_large_photo_becomes_small_enough_to_look_at() -> None:
    kept = _cleaned(clean_picture(made.photo(4_000, 3_000)))
    assert Image.open(io.BytesIO(kept.body)).size == (2_048, 1_536)


@pytest.mark.parametrize(("kind", "mode"), [("WEBP", "RGB"), ("GIF", "P"), ("PNG", "L"), ("PNG", "RGBA"), ("JPEG", "CMYK")])  # fmt: skip
def test_other_pictures_become_one_of_two_kinds_that_every_browser_shows(kind: str, mode: str) -> None:
    kept = _cleaned(clean_picture(made.picture(kind, mode)))
    assert kept.media_type in {"image/png", "image/jpeg"}
    assert Image.open(io.BytesIO(kept.body)).size == (320, 240)


def test_only_the_first_picture_of_a_film_is_kept() -> None:
    frames = [Image.new("P", (20, 20), n) for n in range(5)]
    film = io.BytesIO()
    frames[0].save(film, "GIF", save_all=True, append_images=frames[1:])
    kept = Image.open(io.BytesIO(_cleaned(clean_picture(film.getvalue())).body))
    assert getattr(kept, "n_frames", 1) == 1


@pytest.mark.parametrize("media_type", SOUNDS)
def test_nothing_of_who_and_where_is_left_of_a_recording(media_type: str) -> None:
    raw = SOUNDS[media_type]()
    assert _secrets(raw)
    kept = _cleaned(clean_recording(raw))
    assert kept.media_type == media_type
    assert not _secrets(kept.body)
    assert b"+52.5861" not in kept.body


def test_cleaning_twice_changes_nothing_more() -> None:
    for make in SOUNDS.values():
        once = _cleaned(clean_recording(make())).body
        assert _cleaned(clean_recording(once)).body == once


def test_the_sound_itself_stays_as_it_was_and_where_it_was() -> None:
    sound = made.wav().split(b"data")[1][4:3_204]
    assert sound in _cleaned(clean_recording(made.wav())).body
    assert _cleaned(clean_recording(made.mp3())).body == (b"\xff\xfb\x90\x64" + bytes(413)) * 20
    for make, piece in ((made.m4a, b"sound" * 40), (made.webm, b"\x81\0\0\x80\xf8\xff\xfe")):
        raw, kept = make(), _cleaned(clean_recording(make())).body
        assert len(kept) == len(raw)
        assert kept.index(piece) == raw.index(piece)


def test_dates_in_an_m4a_become_nought() -> None:
    assert struct.pack(">I", 3_800_000_000) in made.m4a()
    assert struct.pack(">I", 3_800_000_000) not in _cleaned(clean_recording(made.m4a())).body


@pytest.mark.parametrize("name", ["beep.webm", "beep.mp4"])
def test_what_a_browser_records_stays_as_long_as_it_was(name: str) -> None:
    raw = (made.SOUNDS / name).read_bytes()
    kept = _cleaned(clean_recording(raw)).body
    assert len(kept) == len(raw)
    assert b"Chrome" not in kept
    assert kept[-2_000:] == raw[-2_000:] or name.endswith("mp4")


@pytest.mark.parametrize("codec", ["opus", "vorbis"])
def test_pages_of_an_ogg_have_true_checksums_after_cleaning(codec: str) -> None:
    kept = _cleaned(clean_recording(made.ogg(codec))).body
    pages = [b"OggS" + rest for rest in kept.split(b"OggS")[1:]]
    assert len(pages) == 4
    assert all(made.is_sealed(page) for page in pages)


def test_comments_over_many_pages_go_too() -> None:
    told = (
        struct.pack("<I", 0)
        + struct.pack("<I", 1)
        + struct.pack("<I", 200_000)
        + b"METADATA="
        + b"Nobody Atall" * 16_666
    )
    packet = (b"OpusTags" + told).ljust(255 * 255 * 3 + 20, b"\0")
    first, second, third, last = (
        packet[:65_025],
        packet[65_025:130_050],
        packet[130_050:195_075],
        packet[195_075:],
    )
    head = made.ogg_page([b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0"], 0, flags=2)
    middle = [_full_page(part, n) for n, part in enumerate((first, second, third), start=1)]
    raw = b"".join([head, *middle, made.ogg_page([last], 4), made.ogg_page([b"\xf8\xff\xfe"], 5, flags=4)])
    kept = _cleaned(clean_recording(raw)).body
    assert b"Nobody" not in kept
    assert len(kept) == len(raw)


def _full_page(part: bytes, number: int) -> bytes:
    """A page that is full of one packet, which goes on on the next."""
    head = struct.pack("<4sBBqIII", b"OggS", 0, 0, -1, 77, number, 0) + b"\xff" + b"\xff" * 255
    page = head + part
    return page[:22] + struct.pack("<I", made._crc(page)) + page[26:]


def test_a_film_is_not_taken_for_a_recording() -> None:
    assert _told(clean_recording(made.webm(kind=1))) == sentences.A_VIDEO.message
    assert _told(clean_recording(made.m4a(b"vide"))) == sentences.A_VIDEO.message


def test_a_recorder_that_did_not_know_the_length_is_understood() -> None:
    kept = _cleaned(clean_recording(made.webm(endless=True))).body
    assert not _secrets(kept)
    streamed = bytearray(made.wav())
    at = streamed.index(b"data") + 4
    streamed[at : at + 4] = b"\xff\xff\xff\xff"
    assert _cleaned(clean_recording(bytes(streamed))).body.index(b"data") == 36


def test_a_pdf_keeps_its_pages_and_nothing_that_tells_or_acts() -> None:
    raw = made.pdf()
    assert _secrets(raw) == list(made.SECRETS)
    kept = _cleaned(clean_document(raw))
    assert kept.media_type == "application/pdf"
    assert not _secrets(kept.body)
    for word in (b"/JavaScript", b"/JS", b"/OpenAction", b"/Info", b"/Metadata", b"/EmbeddedFile", b"/URI", b"/Names",
                 b"/PieceInfo", b"Exif", b"/Author", b"pypdf"):  # fmt: skip
        assert word not in kept.body, word
    page: Any = PdfReader(io.BytesIO(kept.body)).pages[0]
    (typed,) = (one.get_object() for one in page["/Annots"])
    assert typed["/AP"]["/N"].get_data() == b"BT (typed by hand) Tj ET"
    assert set(typed) == {"/Type", "/Subtype", "/Rect", "/F", "/AP"}
    assert page["/Contents"].get_object().get_data() == b"q 100 0 0 75 10 10 cm /Im0 Do Q"
    inside = Image.open(io.BytesIO(page["/Resources"]["/XObject"]["/Im0"].get_object()._data))
    assert inside.size == (64, 48)
    assert not dict(inside.getexif())


def test_notes_of_a_jpeg_inside_go_and_its_dots_stay() -> None:
    raw = made.photo() + b"behind the picture: Willow Lane"
    kept = without_notes(raw)
    assert not _secrets(kept)
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(raw)).tobytes()


@pytest.mark.parametrize("clean_one", [clean_picture, clean_recording, clean_document])
def test_nothing_at_all_is_told(clean_one: Callable[[bytes], Cleaned | Problem]) -> None:
    assert _told(clean_one(b"")) == "This file is empty. Choose another one"


@pytest.mark.parametrize(
    ("clean_one", "head"),
    [(clean_picture, b"\xff\xd8\xff"), (clean_recording, b"ID3"), (clean_document, b"%PDF-1.7")],
)
def test_too_much_says_how_large_it_may_be(
    clean_one: Callable[[bytes], Cleaned | Problem], head: bytes
) -> None:
    assert "MB" in _told(clean_one(head + bytes(15 * MB + 1)))


def test_what_an_iphone_keeps_is_told_by_name() -> None:
    assert "HEIC" in _told(clean_picture(b"\0\0\0\x18ftypheic" + bytes(200)))


def test_a_type_is_what_is_inside_not_what_it_is_called() -> None:
    for other in (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>",
        b"MZ\x90",
        b"PK\x03\x04",
        made.wav(),
    ):
        assert _told(clean(other, Family.picture, Family.document)) == sentences.NOT_TAKEN.message
        assert _told(clean_picture(other)) == sentences.NOT_A_PICTURE.message
    assert _told(clean(made.photo(), Family.recording)) == sentences.NOT_A_RECORDING.message
    assert _told(clean(made.pdf(), Family.picture)) == sentences.NOT_A_PICTURE.message
    assert _cleaned(clean(made.pdf(), Family.picture, Family.document)).family is Family.document


def _bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(6_000, 6_000), (30_000, 30_000), (2_000_000, 2_000_000)])
def test_a_picture_that_would_fill_the_memory_is_not_opened(size: tuple[int, int]) -> None:
    assert _told(clean_picture(_bomb(*size))) == sentences.TOO_MANY_DOTS.message


def test_words_that_would_fill_the_memory_are_not_unpacked() -> None:
    text = b"Comment\0\0" + zlib.compress(bytes(80 * MB))
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    plain = made.picture("PNG")
    assert isinstance(clean_picture(plain[:33] + chunk + plain[33:]), (Cleaned, Problem))


def test_half_a_picture_is_told_to_be_sent_again() -> None:
    raw = made.photo(1_000, 800)
    assert _told(clean_picture(raw[: len(raw) // 2])) == "Only part of this file came through. Send it again"


def test_locked_and_long_pdfs_are_told_apart() -> None:
    assert "password" in _told(clean_document(made.pdf(password="secret")))
    assert "40 at most" in _told(clean_document(made.pdf(pages=41)))


def test_a_pdf_that_unpacks_without_end_is_stopped() -> None:
    packed = zlib.compress(bytes(200 * MB), 9)
    body = (
        b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length "
        + str(len(packed)).encode()
    )
    body += b">>stream\n" + packed + b"\nendstream endobj\ntrailer<</Root 2 0 R>>\nstartxref\n0\n%%EOF"
    assert _told(clean_document(body)) == sentences.BROKEN.message


REAL = [made.photo(), made.screenshot(), made.picture("WEBP"), made.picture("GIF"), made.wav(), made.mp3(), made.ogg(),
        made.ogg("vorbis"), made.m4a(), made.webm(), made.webm(endless=True),
        (made.SOUNDS / "beep.webm").read_bytes(), (made.SOUNDS / "beep.mp4").read_bytes()]  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A real file, cut, with some bytes changed, and something put in."""
    raw = bytearray(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, min(len(raw), 700) - 1))
        raw[at] = draw(st.integers(0, 255))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(raw)))
        raw[at:at] = draw(st.binary(max_size=40))
    return bytes(raw[: draw(st.integers(1, len(raw)))]) if draw(st.booleans()) else bytes(raw)


@given(st.one_of(spoiled(), st.binary(max_size=300)))
@settings(max_examples=150, deadline=None)
def test_nothing_anybody_sends_raises(raw: bytes) -> None:
    for result in (clean_picture(raw), clean_recording(raw), clean(raw, Family.picture)):
        if isinstance(result, Problem):
            assert result.message.endswith(
                ("one", "file", "again", "it", "MB", "answer", "PDF", "picture", "most", "JPEG")
            ), result
        else:
            assert result.body


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_no_spoiled_pdf_raises(data: st.DataObject) -> None:
    raw = bytearray(made.pdf())
    for _ in range(12):
        raw[data.draw(st.integers(8, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(clean_document(bytes(raw)), (Cleaned, Problem))
