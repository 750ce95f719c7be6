"""WAV: the sound and its format in a new file; every other part of it (names, places, dates, pictures) stays behind."""

import struct
from collections.abc import Iterator

_KEPT = {b"fmt ", b"data", b"fact"}


def is_wav(raw: bytes) -> bool:
    """Whether it begins as a WAV file does."""
    return raw[:4] == b"RIFF" and raw[8:12] == b"WAVE"


def clean_wav(raw: bytes) -> bytes | None:
    """The same sound; None when there is none in it."""
    parts = dict(reversed([part for part in _parts(raw) if part[0] in _KEPT]))  # the first of each counts
    if len(parts.get(b"fmt ", b"")) < 16 or not parts.get(b"data"):
        return None
    kept = [(name, parts[name]) for name in (b"fmt ", b"fact", b"data") if name in parts]
    body = b"".join(
        name + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for name, part in kept
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def _parts(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each part; a recorder that did not know the length yet wrote one that is too long."""
    at = 12
    while at + 8 <= len(raw):
        name, size = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        yield name, raw[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
