"""MP4 and M4A: boxes that tell about the recording (names, places, dates, devices) become empty `free` boxes of the same
length, so that every offset into the sound stays true. Layout: ISO/IEC 14496-12."""

from collections.abc import Iterator, Mapping

from surveys.answers import Problem
from surveys.uploads.sentences import A_VIDEO, NOT_A_RECORDING

# The boxes that are kept, and which of theirs. Everything else is emptied.
_TOP = {b"ftyp", b"styp", b"sidx", b"moov", b"moof", b"mdat", b"mfra"}
_INSIDE: Mapping[bytes, frozenset[bytes]] = {
    b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"smhd", b"dinf", b"stbl", b"gmhd", b"hdlr"}),
    b"dinf": frozenset({b"dref"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"saiz", b"saio"}),
    b"stbl": frozenset(
        {b"stsd", b"stts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sgpd", b"sbgp", b"ctts"}
    ),
}
_PLAYED = {b"mp4a", b"Opus", b"alac", b"fLaC", b".mp3"}
_WITH_DATES = {b"mvhd", b"tkhd", b"mdhd"}
_MOST_BOXES = 50_000


class _NotSound(Exception):
    """Something else than sound that can be played is in it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def is_mp4(raw: bytes) -> bool:
    """Whether it begins as files of this family do."""
    return raw[4:8] == b"ftyp"


def clean_mp4(raw: bytes) -> bytes | Problem:
    """The same sound, as long as before; or why not."""
    body = bytearray(raw)
    found: set[bytes] = set()
    try:
        _walk(body, 0, len(body), frozenset(_TOP), found, [0])
    except _NotSound as reason:
        return reason.problem
    return bytes(body) if {b"moov", b"mdat", b"stsd"} <= found else NOT_A_RECORDING


def _walk(
    body: bytearray, at: int, end: int, kept: frozenset[bytes], found: set[bytes], seen: list[int]
) -> None:
    for name, begin, inner, finish in _boxes(body, at, end):
        seen[0] += 1
        if seen[0] > _MOST_BOXES:
            raise _NotSound(NOT_A_RECORDING)
        if name not in kept:
            _empty(body, begin, inner, finish)
            continue
        found.add(name)
        if name in _INSIDE:
            _walk(body, inner, finish, _INSIDE[name], found, seen)
        elif name == b"hdlr":
            _only_sound(body, inner, finish)
        elif name == b"stsd":
            _only_played(body, inner)
        elif name == b"dref":
            _only_here(body, inner, finish)
        elif name in _WITH_DATES:
            _undated(body, inner, finish)


def _boxes(body: bytearray, at: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Name, begin, begin of the content, end. A box that says it is longer than what holds it ends with that."""
    while at + 8 <= end:
        size, inner = int.from_bytes(body[at : at + 4], "big"), at + 8
        if size == 1:
            size, inner = int.from_bytes(body[at + 8 : at + 16], "big"), at + 16
        finish = end if size == 0 else min(at + size, end)
        if finish < inner:
            raise _NotSound(NOT_A_RECORDING)
        yield bytes(body[at + 4 : at + 8]), at, inner, finish
        at = finish
    body[at:end] = bytes(end - at)  # a few bytes that are no box


def _empty(body: bytearray, begin: int, inner: int, finish: int) -> None:
    body[begin + 4 : begin + 8] = b"free"
    body[inner:finish] = bytes(finish - inner)


def _only_sound(body: bytearray, inner: int, finish: int) -> None:
    """A track says by its handler what it is; the name of the handler is free text, so it goes."""
    handler = bytes(body[inner + 8 : inner + 12])
    if handler == b"vide":
        raise _NotSound(A_VIDEO)
    if handler not in {b"soun", b"url ", b"alis"}:
        raise _NotSound(NOT_A_RECORDING)
    body[inner + 12 : finish] = bytes(max(0, finish - inner - 12))


def _only_played(body: bytearray, inner: int) -> None:
    if bytes(body[inner + 12 : inner + 16]) not in _PLAYED:
        raise _NotSound(NOT_A_RECORDING)


def _only_here(body: bytearray, inner: int, finish: int) -> None:
    """The sound must be in this very file; the paths and volumes that can stand beside that go."""
    for _, _, content, end in _boxes(body, inner + 8, finish):
        if body[content + 3 : content + 4] != b"\1":
            raise _NotSound(NOT_A_RECORDING)
        body[content + 4 : end] = bytes(max(0, end - content - 4))


def _undated(body: bytearray, inner: int, finish: int) -> None:
    """When it was made and changed: two numbers of four bytes, of eight in version 1."""
    length = 16 if body[inner : inner + 1] == b"\1" else 8
    if inner + 4 + length <= finish:
        body[inner + 4 : inner + 4 + length] = bytes(length)
