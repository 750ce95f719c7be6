"""Ogg with Opus or Vorbis: the comments of the second packet are emptied in place, and anything that is no page of the
stream is left out. Layout: RFC 3533 (pages), RFC 7845 section 5.2 (OpusTags), the Vorbis I specification, section 5."""

import zlib
from collections.abc import Iterator

_COMMENTS = {b"OpusHead": b"OpusTags", b"\x01vorbis": b"\x03vorbis"}  # a stream's first packet and its second
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_SPANNED = 400  # pages that comments may cover, pictures in them included


def is_ogg(raw: bytes) -> bool:
    """Whether it begins as Ogg does."""
    return raw[:4] == b"OggS"


def clean_ogg(raw: bytes) -> bytes | None:
    """The same sound with empty comments; None when it is no sound we know, or has none."""
    pages = [bytearray(raw[begin:end]) for begin, end in _pages(raw)]
    starts = [n for n, page in enumerate(pages) if page[5] & 2]
    if not starts or starts[0] != 0 or len(pages) < 3:
        return None
    for start in starts:
        first = bytes(pages[start][27 + pages[start][26] :][:8])
        name = next((tags for head, tags in _COMMENTS.items() if first.startswith(head)), None)
        if name is None or not _emptied(pages[start + 1 : start + 1 + _SPANNED], name):
            return None
    streams = {bytes(pages[start][14:18]) for start in starts}
    return b"".join(page for page in pages if bytes(page[14:18]) in streams)


def _pages(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where each whole page begins and ends; it stops at the first thing that is none."""
    at = 0
    while raw[at : at + 5] == b"OggS\0" and at + 27 <= len(raw):
        body = at + 27 + raw[at + 26]
        end = body + sum(raw[at + 27 : body])
        if end > len(raw):
            return
        yield at, end
        at = end


def _emptied(pages: list[bytearray], name: bytes) -> bool:
    """Write a packet of comments without comments over the one these pages begin with, as long as it was."""
    where = list(_packet(pages))
    length = sum(end - begin for _, begin, end in where)
    if length < len(name) + 9:
        return False
    n, begin, _ = where[0]
    if pages[n][begin : begin + len(name)] != name:
        return False
    # no maker, no comments; Vorbis then wants one bit that is set
    packet = (name + bytes(8) + (b"\1" if name[0] == 3 else b"\0")).ljust(length, b"\0")
    for n, begin, end in where:
        pages[n][begin:end], packet = packet[: end - begin], packet[end - begin :]
        _seal(pages[n])
    return True


def _packet(pages: list[bytearray]) -> Iterator[tuple[int, int, int]]:
    """The stretches of the first packet: which page, from where, to where. Nothing when it does not end here."""
    stretches: list[tuple[int, int, int]] = []
    for n, page in enumerate(pages):
        begin = end = 27 + page[26]
        for lace in page[27:begin]:
            end += lace
            if lace < 255:
                yield from (*stretches, (n, begin, end))
                return
        stretches.append((n, begin, end))


def _seal(page: bytearray) -> None:
    """Ogg's checksum is the usual one with the bits of each byte the other way round, beginning with zeros."""
    page[22:26] = bytes(4)
    usual = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    page[22:26] = int(f"{usual:032b}"[::-1], 2).to_bytes(4, "little")
