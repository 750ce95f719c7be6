"""WebM (Matroska): elements that tell about the recording become empty `Void` elements of the same length, so that every
position in it stays true. Layout: RFC 8794 (EBML) and RFC 9559 (Matroska)."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.answers import Problem
from surveys.uploads.sentences import A_VIDEO, NOT_A_RECORDING

_EBML, _SEGMENT, _CLUSTER, _INFO, _TRACKS, _ENTRY = (
    0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE,
)  # fmt: skip
_SEEK, _CUES, _VOID = 0x114D9B74, 0x1C53BB6B, 0xEC
_GROUP = 0xA0
_IN_CLUSTER = {0xE7, 0xA3, 0xA7, 0xAB, 0xA1, 0x9B, 0xFB, 0x75A2}  # blocks, and what plays them in time
_SCALE, _DURATION, _MUXER, _WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
_TYPE, _CODEC = 0x83, 0x86
_IN_ENTRY = {0xD7, 0x73C5, _TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x23E383, _CODEC, 0x63A2, 0x56AA, 0x56BB, 0xE1}
_SOUND, _VIDEO = 2, 1
_KEPT = {_EBML, _SEEK, _CUES, *_IN_CLUSTER}
_OPENED = {_SEGMENT, _CLUSTER, _GROUP}  # their pieces are looked at one by one
_MOST_ELEMENTS = 500_000  # as many short blocks as fit into the largest recording


class _NotSound(Exception):
    """Something else than sound that can be played is in it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(frozen=True)
class _Element:
    id: int
    begin: int
    inner: int
    end: int
    is_endless: bool  # its length was not known when it was written


def is_webm(raw: bytes) -> bool:
    """Whether it begins as files of this family do."""
    return raw[:4] == b"\x1a\x45\xdf\xa3"


def clean_webm(raw: bytes) -> bytes | Problem:
    """The same sound, as long as before; or why not."""
    body = bytearray(raw)
    try:
        has_sound = _segment(body)
    except _NotSound as reason:
        return reason.problem
    return bytes(body) if has_sound else NOT_A_RECORDING


def _segment(body: bytearray) -> bool:
    """Clean the one segment; whether a track and a piece of sound were in it."""
    seen: set[int] = set()
    at = 0
    for _ in range(_MOST_ELEMENTS):
        element = _element(body, at, len(body))
        if element is None:
            body[at:] = b""  # what the recorder had no time to finish, or no element at all
            break
        seen.add(element.id)
        if element.id in _OPENED:
            at = element.inner
            continue
        _judge(body, element)
        at = element.end
    else:
        raise _NotSound(NOT_A_RECORDING)
    return {_EBML, _SEGMENT, _TRACKS, _CLUSTER} <= seen


def _judge(body: bytearray, element: _Element) -> None:
    if element.id == _INFO:
        _clean_info(body, element)
    elif element.id == _TRACKS:
        for entry in _elements(body, element):
            if entry.id == _ENTRY:
                _clean_entry(body, entry)
            else:
                _empty(body, entry)
    elif element.is_endless or element.id not in _KEPT:
        _empty(body, element)


def _clean_info(body: bytearray, info: _Element) -> None:
    """How time is counted stays; title, date, names of files and devices go. Two names must be there, so are blank."""
    for one in _elements(body, info):
        if one.id in {_MUXER, _WRITER}:
            body[one.inner : one.end] = bytes(one.end - one.inner)
        elif one.id not in {_SCALE, _DURATION}:
            _empty(body, one)


def _clean_entry(body: bytearray, entry: _Element) -> None:
    kind = codec = b""
    for one in _elements(body, entry):
        if one.id == _TYPE:
            kind = bytes(body[one.inner : one.end])
        elif one.id == _CODEC:
            codec = bytes(body[one.inner : one.end])
        elif one.id not in _IN_ENTRY:
            _empty(body, one)
    if int.from_bytes(kind, "big") == _VIDEO:
        raise _NotSound(A_VIDEO)
    if int.from_bytes(kind, "big") != _SOUND or codec.rstrip(b"\0") not in {b"A_OPUS", b"A_VORBIS"}:
        raise _NotSound(NOT_A_RECORDING)


def _elements(body: bytearray, parent: _Element) -> Iterator[_Element]:
    at = parent.inner
    while at < parent.end:
        element = _element(body, at, parent.end)
        if element is None or element.is_endless:
            raise _NotSound(NOT_A_RECORDING)
        yield element
        at = element.end


def _element(body: bytearray, at: int, end: int) -> _Element | None:
    """The element that begins here; None when there is none, or not all of it."""
    id_length = _length_of(body, at, end, 4)
    size_length = _length_of(body, at + id_length, end, 8) if id_length else 0
    if not size_length:
        return None
    inner = at + id_length + size_length
    size = int.from_bytes(body[at + id_length : inner], "big") & (1 << 7 * size_length) - 1
    is_endless = size == (1 << 7 * size_length) - 1
    finish = end if is_endless else inner + size
    id = int.from_bytes(body[at : at + id_length], "big")
    if finish > end:
        if id not in {_SEGMENT, _CLUSTER}:
            return None
        finish, is_endless = end, True  # cut short
    return _Element(id, at, inner, finish, is_endless)


def _length_of(body: bytearray, at: int, end: int, most: int) -> int:
    """How many bytes a number has: one more than it begins with zero bits. 0 when it does not fit."""
    first = body[at] if at < end else 0
    length = 9 - first.bit_length()
    return length if first and length <= most and at + length <= end else 0


def _empty(body: bytearray, element: _Element) -> None:
    """A Void as long as the element was."""
    whole = element.end - element.begin
    width = 8 if whole >= 9 else 1
    size = whole - 1 - width
    head = bytes([_VOID]) + (size | 1 << 7 * width).to_bytes(width, "big")
    body[element.begin : element.end] = head + bytes(size)
