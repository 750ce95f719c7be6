"""Reads the sheets of an .xlsx workbook into rows of text, without trusting what the workbook says about itself."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from analysis.sheets.trouble import CannotRead

LARGEST_UNPACKED = 600_000_000  # bytes; a real export of 100,000 long answers has a tenth of this
LONGEST_GAP = 2_000  # blank rows in a row after which a sheet has ended, whatever size it declares
WIDEST = 2_000
_UNREADABLE = (
    "{name} cannot be read as a workbook. Open it in your spreadsheet program and save it again as .xlsx."
)


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """The workbook, closed afterwards. Raises CannotRead for a damaged, locked or dangerously large file."""
    _check_package(path)
    book = Workbook(path)
    try:
        yield book
    finally:
        book.close()


class Workbook:
    """An open workbook: the names of its visible sheets, and the rows of one."""

    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook

        self._name = path.name
        try:
            self._values = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            self._written = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        except Exception as problem:  # a broken package fails in many ways, all of them the file's
            raise CannotRead(_UNREADABLE.format(name=path.name)) from problem

    @property
    def sheets(self) -> list[str]:
        """Names of sheets with cells; hidden ones last."""
        with_cells = [sheet for sheet in self._values.worksheets if hasattr(sheet, "iter_rows")]
        ordered = sorted(with_cells, key=lambda sheet: sheet.sheet_state != "visible")
        return [str(sheet.title) for sheet in ordered]

    def rows(self, sheet: str) -> list[list[str]]:
        """Cells as text: values where a formula left one, else the formula as written. Blank rows at the end are dropped."""
        try:
            return _without_tail(self._merged(sheet))
        except CannotRead:
            raise
        except Exception as problem:
            raise CannotRead(_UNREADABLE.format(name=self._name)) from problem

    def _merged(self, sheet: str) -> Iterator[list[str]]:
        values, written = self._values[sheet], self._written[sheet]
        for part in (values, written):
            part.reset_dimensions()  # what a sheet declares as its size is often wrong
        pairs = zip(values.iter_rows(values_only=True), written.iter_rows(values_only=True), strict=False)
        for value_row, written_row in pairs:
            yield [
                as_text(written_row[i] if value is None and i < len(written_row) else value)
                for i, value in enumerate(value_row[:WIDEST])
            ]

    def close(self) -> None:
        self._values.close()
        self._written.close()


def as_text(value: Any) -> str:
    """A cell as a person would read it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"
        case datetime():
            return (
                value.isoformat(sep=" ", timespec="minutes")
                if value.time() != time()
                else value.date().isoformat()
            )
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            # array formulas are objects that hold their text; _x000D_ is how workbooks write control characters
            return re.sub(
                r"_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f])_", "", str(getattr(value, "text", None) or value)
            )


def _without_tail(rows: Iterable[list[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    last = 0
    for row in rows:
        blank = not any(cell.strip() for cell in row)
        kept.append([] if blank else row)
        if not blank:
            last = len(kept)
        elif len(kept) - last > LONGEST_GAP:
            break
    return kept[:last]


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, OSError, NotImplementedError) as problem:
        raise CannotRead(_UNREADABLE.format(name=path.name)) from problem
    if size > LARGEST_UNPACKED:
        raise CannotRead(
            f"{path.name} unpacks to {size // 1_000_000:,} MB, which is more than can be read safely."
        )
