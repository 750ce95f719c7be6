"""From the bytes of a file to rows of cells: workbooks, and text with commas, semicolons or tabs in whatever encoding. Pure."""

import codecs
import csv
from collections import Counter
from io import StringIO
from itertools import islice
from typing import Any

from engage.invitations.mail.lists import AddressList, Cell, Row, read_pasted, read_table
from surveys import workbooks
from surveys.answers import Problem
from surveys.workbooks import Danger, Limits

LARGEST_FILE = 1_900_000  # bytes; ten thousand rows have half of that
MOST_ROWS = 25_000
_LIMITS = Limits(unpacked=40_000_000, rows=MOST_ROWS + 1, columns=60)
_LONGEST_CELL = 300  # letters that are looked at
_SAMPLE = 64_000  # bytes from which an encoding is told
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

_EMPTY = Problem("file", "This file is empty. Choose another one")
_TOO_BIG = Problem("file", "This file is too big. Keep only the column of addresses and save it again")
_TOO_LONG = Problem("file", f"This file has more than {MOST_ROWS:,} rows. Make it into several lists")
_BROKEN = Problem(
    "file", "This file can’t be read. Open it in your spreadsheet program and save it again as .xlsx or .csv"
)
_OLD_BOOK = Problem("file", "This is an old .xls workbook, or has a password. Save it as .xlsx without one")
_OTHER = Problem("file", "Choose a spreadsheet (.xlsx) or a text file (.csv, .tsv, .txt)")


def read_list(raw: bytes) -> AddressList | Problem:
    """The addresses in a file, whatever it holds and whatever it is called. Never raises."""
    if not raw.strip(b"\x00\r\n\t "):
        return _EMPTY
    if len(raw) > LARGEST_FILE:
        return _TOO_BIG
    if raw.startswith(workbooks.OLD):
        return _OLD_BOOK
    if raw.startswith(workbooks.ZIPPED):
        return _read_book(raw)
    if raw.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return _OTHER
    return _read_text(raw)


def _read_book(raw: bytes) -> AddressList | Problem:
    """The first sheet that holds addresses."""
    if danger := workbooks.danger_in(raw, _LIMITS):
        return _BROKEN if danger is Danger.broken else _TOO_BIG
    found: AddressList | Problem = _BROKEN
    try:
        with workbooks.sheets_of(raw, _LIMITS) as sheets:
            for sheet in sheets:
                rows = tuple(Row(number, tuple(map(_cell, row))) for number, row in sheet)
                found = _TOO_LONG if len(rows) > MOST_ROWS else read_table(rows)
                if not isinstance(found, Problem) or found is _TOO_LONG:
                    return found
    except Exception:  # a broken workbook fails in many ways, all of them the file's
        return _BROKEN
    return found


def _cell(cell: Any) -> Cell:
    value = getattr(cell, "value", None)
    return Cell(str("" if value is None else value)[:_LONGEST_CELL], workbooks.is_formula(cell))


def _read_text(raw: bytes) -> AddressList | Problem:
    text = decoded(raw)
    if text is None:
        return _OTHER
    separator = _separator(text)
    if not separator:
        return read_pasted(text)
    rows = _rows(text, separator)
    return _TOO_LONG if len(rows) > MOST_ROWS else read_table(rows)


def _rows(text: str, separator: str) -> tuple[Row, ...]:
    """The rows of a text. Where a quote that never closes would swallow rows, every line stands for itself."""
    rows: tuple[list[str], ...] = ()
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, quoting=quoting)
        try:
            rows = tuple(islice(reader, MOST_ROWS + 1))
        except csv.Error:
            continue
        if not any("\n" in cell.strip() and "@" in cell for row in rows for cell in row):
            break
    return tuple(Row(number, tuple(map(_typed_cell, row))) for number, row in enumerate(rows, start=1))


def _typed_cell(words: str) -> Cell:
    return Cell(words[:_LONGEST_CELL], words.lstrip().startswith("="))


def decoded(raw: bytes) -> str | None:
    """The text of a file; None when it is none. Its first bytes say, else UTF-8 when it can be, else what is likeliest."""
    for mark, name in _BOMS.items():
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    if b"\x00" in raw:
        return _without_mark(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_likeliest(raw), "replace")


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 that does not say so: in a list of addresses every second byte is nothing."""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = raw[first::2]
        if half.count(0) > len(half) * 0.7:
            return raw.decode(name, "replace")
    return None


def _likeliest(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    try:
        return codecs.lookup(best.encoding).name if best else "cp1252"
    except LookupError:
        return "cp1252"


def _separator(text: str) -> str:
    """What stands between the cells; nothing when each line is for itself."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counted = Counter({mark: sum(mark in line for line in lines) for mark in "\t;,"})
    mark, times = counted.most_common(1)[0]
    return mark if times * 2 > len(lines) else ""
