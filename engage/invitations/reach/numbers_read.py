"""Numbers of people pasted, or in a workbook or text file: what each row says, and every row that can't be used with the
reason. Nothing is kept here, no formula is run. Pure."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from engage.invitations.mail.files import decoded
from engage.invitations.reach.numbers import (
    LONGEST_LABEL,
    LONGEST_NAME,
    MOST_LINES,
    MOST_PEOPLE,
    Dimension,
    Line,
    count_in,
)
from surveys import workbooks
from surveys.answers import Problem
from surveys.typed import one_line
from surveys.workbooks import Limits

LARGEST = 500_000  # bytes
MOST_ROWS = 1_000
_LIMITS = Limits(unpacked=20_000_000, rows=MOST_ROWS + 20, columns=30, gap=200)
_HEADS: Mapping[str, frozenset[str]] = {
    "dimension": frozenset({"dimension", "kind", "what", "by", "category", "breakdown", "topic"}),
    "label": frozenset({"label", "group", "name", "value", "who", "band", "answer"}),
    "people": frozenset({"people", "number", "count", "how many", "population", "n", "total", "children"}),
}
_TOTALS = frozenset({"total", "all", "everybody", "everyone", "sum"})
_EMPTY = Problem("file", "Choose a file, or paste the rows")
_BROKEN = Problem("file", "This file can’t be read. Save it again as .xlsx or .csv, or paste the rows")
_OLD = Problem("file", "This is an old .xls workbook, or has a password. Save it as .xlsx without one")
_TOO_BIG = Problem("file", "This is too much. Keep only the three columns and save it again")
_NOTHING = Problem(
    "file", "We found no numbers. Give three columns: what it tells apart, the group, and how many people"
)


@dataclass(frozen=True)
class Cell:
    words: str
    is_formula: bool = False


Rows = Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class Trouble:
    """A row that is left out: its number as it stands in the file, what it says, and what to do."""

    row: int
    words: str
    why: str


@dataclass(frozen=True)
class NumbersRead:
    """What was found: dimensions in the order they came in, and the rows that are left out."""

    dimensions: tuple[Dimension, ...]
    troubles: tuple[Trouble, ...]


def read_file(raw: bytes) -> NumbersRead | Problem:
    """The numbers in a file, whatever it holds and is called. Never raises."""
    if not raw.strip(b"\x00\r\n\t "):
        return _EMPTY
    if len(raw) > LARGEST:
        return _TOO_BIG
    if raw.startswith(workbooks.OLD):
        return _OLD
    if raw.startswith(workbooks.ZIPPED):
        return _read_book(raw)
    text = _text_of(raw)
    return _BROKEN if text is None or raw.startswith((b"%PDF", b"{\\rtf")) else read_text(text)


def _text_of(raw: bytes) -> str | None:
    """UTF-8 or what the first bytes say; else what spreadsheet programs here write, for a few words are too few to guess by."""
    try:
        return raw.decode("utf-8-sig") if b"\x00" not in raw else decoded(raw)
    except UnicodeDecodeError:
        return decoded(raw) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw.decode("cp1252", "replace")


def read_text(text: str) -> NumbersRead | Problem:
    """The numbers in text: three columns with a tab, a semicolon or a comma between them."""
    if not text.strip():
        return _EMPTY
    if len(text) > LARGEST:
        return _TOO_BIG
    return read_rows(_typed_rows(text))


def _typed_rows(text: str) -> Rows:
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    mark = next((mark for mark in "\t;," if sum(mark in line for line in lines) * 2 > len(lines)), "\t")
    try:
        reader = csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=mark)
        found = list(islice(reader, MOST_ROWS + 1))
    except csv.Error:
        found = [line.split(mark) for line in text.splitlines()[: MOST_ROWS + 1]]
    return [
        (number, [Cell(one_line(cell), cell.lstrip().startswith("=")) for cell in row[:30]])
        for number, row in enumerate(found, start=1)
    ]


def _read_book(raw: bytes) -> NumbersRead | Problem:
    """The first sheet that holds numbers."""
    if danger := workbooks.danger_in(raw, _LIMITS):
        return _BROKEN if danger is workbooks.Danger.broken else _TOO_BIG
    found: NumbersRead | Problem = _NOTHING
    try:
        with workbooks.sheets_of(raw, _LIMITS) as sheets:
            for sheet in sheets:
                rows = [(number, [_sheet_cell(cell) for cell in row]) for number, row in sheet]
                found = read_rows(rows)
                if isinstance(found, NumbersRead):
                    return found
    except Exception:  # a broken workbook fails in many ways, all of them the file's
        return _BROKEN
    return found


def _sheet_cell(cell: object) -> Cell:
    value = getattr(cell, "value", None)
    words = f"{value:.15g}" if isinstance(value, float) else "" if value is None else str(value)
    return Cell(one_line(words[:300]), workbooks.is_formula(cell))


def read_rows(rows: Rows) -> NumbersRead | Problem:
    """What the rows of one table say. Headings may stand in any of the first rows; without any, the first three columns count."""
    if len(rows) > MOST_ROWS:
        return _TOO_BIG
    columns, start = _columns(rows)
    kept: dict[str, dict[str, int]] = {}
    troubles: list[Trouble] = []
    for number, cells in rows[start:]:
        if any(cell.words for cell in cells):
            line = _line(cells, columns)
            why = line if isinstance(line, str) else _doubted(line, kept)
            if why:
                troubles.append(Trouble(number, " · ".join(c.words for c in cells if c.words)[:80], why))
            elif not isinstance(line, str):
                kept.setdefault(line[0], {})[line[1]] = line[2]
    if not kept:
        return _NOTHING
    return NumbersRead(tuple(_dimensions(kept)), tuple(troubles))


def _dimensions(kept: Mapping[str, Mapping[str, int]]) -> Iterator[Dimension]:
    for name, lines in kept.items():
        yield Dimension(name, tuple(Line(label, people) for label, people in lines.items()))


def _columns(rows: Rows) -> tuple[tuple[int, int, int], int]:
    """Which columns hold what, and the first row below the headings."""
    for place, (_, cells) in enumerate(rows[:10]):
        names = [cell.words.casefold() for cell in cells]
        found = [_at(names, words) for words in _HEADS.values()]
        if all(at is not None for at in found) and len({*found}) == 3:
            return (found[0] or 0, found[1] or 0, found[2] or 0), place + 1
    return (0, 1, 2), 0


def _at(names: Sequence[str], words: Iterable[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in words), None)


def _line(cells: Sequence[Cell], columns: Sequence[int]) -> tuple[str, str, int] | str:
    """What a row says, or what to do about it."""
    three = [cells[at] if at < len(cells) else Cell("") for at in columns]
    if any(cell.is_formula for cell in three):
        return "This row holds a formula. Type the number instead"
    name, label, people = (cell.words for cell in three)
    if not name:
        return "Say what it tells apart, such as Age"
    if not label:
        return "Name the group, such as 16 to 18"
    if len(name) > LONGEST_NAME or len(label) > LONGEST_LABEL:
        return f"Make it shorter: {LONGEST_NAME} letters for the kind, {LONGEST_LABEL} for the group"
    number = count_in(people)
    if number is None:
        return f"Give a whole number of people up to {MOST_PEOPLE:,}"
    if label.casefold() in _TOTALS:
        return "Left out: a total is added up by itself"
    return name, label, number


def _doubted(line: tuple[str, str, int], kept: Mapping[str, Mapping[str, int]]) -> str:
    lines = kept.get(line[0], {})
    if line[1] in lines:
        return "This group comes twice. Keep one of the rows"
    return f"Keep to {MOST_LINES} groups for one kind" if len(lines) >= MOST_LINES else ""
