"""Workbooks (.xlsx) that somebody sends: their rows, read without trusting what the file says about itself. No formula is
run, nothing is fetched, and its size is checked before it is unpacked. What the cells mean is the reader's business."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import Any, TypeAlias

ZIPPED = b"PK\x03\x04"
OLD = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and .xlsx behind a password
MOST_FILES = 500

Row: TypeAlias = tuple[int, Sequence[Any]]


class Danger(StrEnum):
    """Why a workbook is not opened."""

    broken = "broken"
    too_big = "too_big"


@dataclass(frozen=True)
class Limits:
    """How much of a workbook is read. A longer gap of empty rows is where a sheet ends, whatever size it declares."""

    unpacked: int  # bytes
    rows: int
    columns: int
    gap: int = 2_000


def danger_in(raw: bytes, limits: Limits) -> Danger | None:
    """What is wrong with the package as a whole. A member never unpacks to more than it declares, so the declared sizes
    are a limit that holds."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Danger.broken
    is_large = sum(entry.file_size for entry in entries) > limits.unpacked
    return Danger.too_big if is_large or len(entries) > MOST_FILES else None


@contextmanager
def sheets_of(raw: bytes, limits: Limits) -> Iterator[list[Iterator[Row]]]:
    """The sheets with cells, those on show first; each gives its rows with their numbers. A broken workbook raises in many
    ways, here and while its rows are read: whoever opens it catches Exception."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
    try:
        with_cells = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        shown = sorted(with_cells, key=lambda sheet: sheet.sheet_state != "visible")
        yield [_rows(sheet, limits) for sheet in shown]
    finally:
        book.close()


def is_formula(cell: Any) -> bool:
    """Whether a cell holds a formula instead of words."""
    return getattr(cell, "data_type", "") == "f"


def _rows(sheet: Any, limits: Limits) -> Iterator[Row]:
    sheet.reset_dimensions()
    empty = 0
    rows = islice(sheet.iter_rows(max_row=limits.rows, max_col=limits.columns), limits.rows)
    for number, row in enumerate(rows, start=1):
        empty = 0 if any(getattr(cell, "value", None) is not None for cell in row) else empty + 1
        if empty > limits.gap:
            return
        yield number, row
