"""Answers as files for a spreadsheet, written as they come, so that a large survey needs no more memory than a small one.
Every cell is text, so nothing that somebody wrote can run as a formula."""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any, Protocol

import xlsxwriter

Rows = Iterable[Sequence[str]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # what a sheet of a workbook holds, its head included
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767
_CUT = " … (cut off here: a cell holds no more. The CSV file has all of it)"


class Written(Protocol):
    """A file that takes rows until it is finished."""

    def write(self, rows: Rows) -> None:
        """Some more rows."""

    def finish(self, sheets: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
        """No more rows; sheets of their own (name, head, rows), where this kind of file has any."""


class Csv:
    """A .csv that opens with its accents in every spreadsheet program (UTF-8 with a mark, CRLF)."""

    def __init__(self, file: IO[bytes], head: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        self._lines = csv.writer(self._text, lineterminator="\r\n")
        self.write([head])

    def write(self, rows: Rows) -> None:
        self._lines.writerows([escaped(cell) for cell in row] for row in rows)

    def finish(self, sheets: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
        self._text.detach()  # a CSV has one sheet


def escaped(cell: str) -> str:
    """The cell, with an apostrophe before anything a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


class Workbook:
    """An .xlsx whose first sheet is "Answers". Rows wait in a folder only this process can read, never in memory."""

    def __init__(self, file: IO[bytes], head: Sequence[str], *, title: str, now: datetime) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="engage-")
        options = {
            "constant_memory": True,
            "tmpdir": self._folder.name,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self._book = xlsxwriter.Workbook(file, options)
        self._book.set_properties({"title": title, "created": now.replace(tzinfo=None)})
        self._text = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._bold = self._book.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "bold": True, "bottom": 1}
        )
        self._answers = self._sheet("Answers", head)
        self._line = 1

    def write(self, rows: Rows) -> None:
        self._line = self._put(self._answers, self._line, rows)

    def finish(self, sheets: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
        for name, head, rows in sheets:
            self._put(self._sheet(name, head), 1, rows)
        self._book.close()
        self._folder.cleanup()

    def _sheet(self, name: str, head: Sequence[str]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, max(len(head) - 1, 0), 24, self._text)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for place, cell in enumerate(head):
            sheet.write_string(0, place, _fitted(cell), self._bold)
        return sheet

    def _put(self, sheet: Any, line: int, rows: Rows) -> int:
        for row in rows:
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, place, _fitted(cell), self._text)
            line += 1
        return line


def _fitted(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - len(_CUT)] + _CUT


def fits(columns: int, rows: int) -> bool:
    """Whether a workbook has room for this; a CSV always has."""
    return columns <= MOST_COLUMNS and rows < MOST_ROWS
