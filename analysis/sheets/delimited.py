"""Reads a CSV file of any common encoding and delimiter into rows of text."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from analysis.sheets.trouble import CannotRead

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_FIELD = 10_000_000
_RUNAWAY_LINES = 200  # a "field" with so many line ends is a quote mark that was never closed


def read_delimited(path: Path) -> list[list[str]]:
    """Rows of cells as text. Raises CannotRead when the file is not text."""
    text = decode(path.read_bytes())
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return _rows(rest, first.strip()[4])
    return _rows(text, delimiter_of(text))


def decode(raw: bytes) -> str:
    """Text of UTF-8, UTF-16 or Windows-1252 bytes, with or without a byte order mark."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    head = raw[:4000]
    if head.count(0) > len(head) // 4:
        return raw.decode(
            "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", errors="replace"
        )
    if head.count(0) > 8:
        raise CannotRead("This file cannot be read as a spreadsheet or as text.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the same number of cells most often."""
    sample = text[:100_000]

    def quality(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _rows(sample, delimiter)[:60] if any(row))
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(1, 0))
        return (times if width > 1 else 0, width)

    return max(_DELIMITERS, key=lambda delimiter: (*quality(delimiter), -_DELIMITERS.index(delimiter)))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    text = text.replace("\x00", "")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        rows = [[text]]
    if any(cell.count("\n") > _RUNAWAY_LINES for row in rows for cell in row):
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return rows
