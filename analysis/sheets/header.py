"""Finds which rows name the columns: past title rows, across two-row headers, in the order they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from analysis.prepare import clean

LOOK = 25
_SUB_LABELS = frozenset(
    {
        "response", "responses", "open-ended response", "open ended response", "open-ended text", "answer", "comment",
        "comments", "text", "free text", "other (please specify)", "other (please specify):", "other", "selected choice",
    }
)  # fmt: skip
_NUMBER = re.compile(r"[-+£$€]?\d[\d,. ]*%?")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as columns with names. `rows` are all as wide as `names`; `first_line` is the sheet row of the first."""

    sheet: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_line: int

    def column(self, place: int) -> list[str]:
        return [row[place] for row in self.rows]


def make_table(sheet: str, grid: Sequence[Sequence[str]], wanted: str = "") -> Table | None:
    """The table in a grid of cells, or None where the grid is empty. `wanted` is a column name that must be in the header.

    A wholly blank row between data rows stays a row; blank rows before the first data row and at the end do not.
    """
    width = max((_last_filled(row) for row in grid), default=0)
    if not width:
        return None
    header = _header_row(grid, wanted)
    depth = 2 if _has_second_row(grid, header) else 1
    names = _names(grid[header : header + depth], width)
    start, end = header + depth, len(grid)
    while start < end and not _last_filled(grid[start]):
        start += 1
    while end > start and not _last_filled(grid[end - 1]):
        end -= 1
    rows = tuple(tuple(_padded(row, width)) for row in grid[start:end])
    return Table(sheet, names, rows, start + 1)


def folded(name: str) -> str:
    """Names are compared without regard to case, spaces and a closing colon."""
    return clean(name).casefold().rstrip(" :*")


def _last_filled(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _header_row(grid: Sequence[Sequence[str]], wanted: str) -> int:
    rows = range(min(LOOK, len(grid)))
    if wanted:
        named = [i for i in rows if any(folded(cell) == folded(wanted) for cell in grid[i])]
        if named:
            best = max(named, key=lambda i: (_filled(grid[i]), -i))
            return best - 1 if best and _is_second_row_of(grid, best - 1) else best
    usual = median([_filled(row) for row in grid[:200] if _filled(row)])
    for i in rows:
        # a title stands alone in its row; a header is about as full as the rows below it and holds words
        if 2 * _filled(grid[i]) > usual and _mostly_words(grid[i]):
            return i - 1 if i and _is_second_row_of(grid, i - 1) else i
    return next(i for i in range(len(grid)) if _filled(grid[i]))


def _is_second_row_of(grid: Sequence[Sequence[str]], header: int) -> bool:
    return _filled(grid[header]) > 1 and _has_second_row(grid, header)


def _mostly_words(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in cells)
    return numbers * 2 <= len(cells)


def _has_second_row(grid: Sequence[Sequence[str]], header: int) -> bool:
    """Whether the row below names options of the questions above it, as survey tools export them."""
    if header + 1 >= len(grid):
        return False
    width = max(len(grid[header]), len(grid[header + 1]))
    top, sub = _padded(grid[header], width), _padded(grid[header + 1], width)
    cells = [cell.strip() for cell in sub if cell.strip()]
    if not cells or any(_NUMBER.fullmatch(cell) for cell in cells):
        return False
    labels = [cell for cell in cells if cell.casefold() in _SUB_LABELS]
    if len(labels) == len(cells):
        return True
    fills = any(s.strip() and not t.strip() for t, s in zip(top, sub, strict=True))
    return fills and (bool(labels) or _leaves_identity_blank(grid, header, top, sub))


def _leaves_identity_blank(
    grid: Sequence[Sequence[str]], header: int, top: Sequence[str], sub: Sequence[str]
) -> bool:
    below = [row for row in grid[header + 2 : header + 60] if _filled(row)]
    for place, (t, s) in enumerate(zip(top, sub, strict=True)):
        held = sum(len(row) > place and bool(row[place].strip()) for row in below)
        if t.strip() and not s.strip() and below and held >= 0.9 * len(below):
            return True
    return False


def _names(header: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    top = [clean(cell) for cell in _padded(header[0], width)]
    sub = [clean(cell) for cell in _padded(header[1], width)] if len(header) > 1 else [""] * width
    names: list[str] = []
    question = ""
    for place, (t, s) in enumerate(zip(top, sub, strict=True), start=1):
        question = t or (question if s else "")
        plain = not s or (s.casefold() in _SUB_LABELS and bool(t))
        name = question if plain else f"{question}: {s}" if question else s
        names.append(name or f"Column {letter(place)}")
    return tuple(_told_apart(names))


def _told_apart(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        key = folded(name)
        seen[key] = seen.get(key, 0) + 1
        apart.append(name if seen[key] == 1 else f"{name} ({seen[key]})")
    return apart


def letter(place: int) -> str:
    """The letter a spreadsheet shows above column `place` (from 1)."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
