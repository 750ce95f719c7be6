"""MP3: only its frames of sound are kept, so every tag before, between and after them is gone. Layout of a frame: ISO/IEC
11172-3, 2.4.1.3."""

from collections.abc import Iterator

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}  # by version
_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MOST_GAPS = 1_000  # places between frames where something else may stand
_LONGEST_LOOK = 200_000  # bytes to look for the next frame


def is_mp3(raw: bytes) -> bool:
    """Whether it begins with a tag of MP3, or with three frames in a row."""
    return raw[:3] == b"ID3" or _is_frame(raw, 0, 3)


def clean_mp3(raw: bytes) -> bytes | None:
    """The frames alone; None when there are none."""
    frames = b"".join(_runs(raw, _after_tags(raw)))
    return frames or None


def _after_tags(raw: bytes) -> int:
    at = 0
    while raw[at : at + 3] == b"ID3" and at + 10 <= len(raw):
        size = 0
        for byte in raw[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if raw[at + 5] & 0x10 else 0)
    return at


def _runs(raw: bytes, at: int) -> Iterator[bytes]:
    for _ in range(_MOST_GAPS):
        begin = _next_frame(raw, at)
        if begin is None:
            return
        at = begin
        while (size := _size(raw, at)) and at + size <= len(raw):
            at += size
        yield raw[begin:at]


def _next_frame(raw: bytes, at: int) -> int | None:
    """Where the next two frames in a row begin (or the last one of all), if that is near."""
    end = at + _LONGEST_LOOK
    while 0 <= (at := raw.find(b"\xff", at, end)) <= len(raw) - 4:
        if _is_frame(raw, at, 2):
            return at
        at += 1
    return None


def _is_frame(raw: bytes, at: int, in_a_row: int) -> bool:
    for n in range(in_a_row):
        size = _size(raw, at)
        if not size or at + size > len(raw):
            return n > 0 and at == len(raw)
        at += size
    return True


def _size(raw: bytes, at: int) -> int:
    """Bytes of the frame of layer III that begins here; 0 when none does."""
    if at + 4 > len(raw) or raw[at] != 0xFF or raw[at + 1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = raw[at + 1] >> 3 & 3, raw[at + 2] >> 4, raw[at + 2] >> 2 & 3
    if version == 1 or bits in {0, 15} or rate == 3:
        return 0
    kbits = (_KBITS if version == 3 else _KBITS_LOW)[bits]
    return (144_000 if version == 3 else 72_000) * kbits // _RATES[version][rate] + (raw[at + 2] >> 1 & 1)
