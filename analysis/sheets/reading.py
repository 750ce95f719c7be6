"""Opens a spreadsheet or CSV file and hands back the one table that holds the answers."""

from __future__ import annotations

from pathlib import Path

from analysis.sheets.columns import find_column
from analysis.sheets.delimited import read_delimited
from analysis.sheets.header import Table, make_table
from analysis.sheets.trouble import CannotRead
from analysis.sheets.workbook import opened

LARGEST_FILE = 300_000_000
_OLD_WORKBOOK = bytes.fromhex("D0CF11E0A1B11AE1")


def read_table(path: Path, wanted: str = "", sheet: str = "") -> Table:
    """The table in a file. With several sheets: the one named, else the first with the wanted column, else the first
    with anything in it. Raises CannotRead with a sentence."""
    first_bytes = _first_bytes(path)
    if first_bytes.startswith(_OLD_WORKBOOK):
        raise CannotRead(
            f"{path.name} is an old .xls workbook or is locked with a password. "
            "Save it as .xlsx without a password and try again."
        )
    if first_bytes.startswith(b"PK\x03\x04"):
        return _from_workbook(path, wanted, sheet)
    if first_bytes.startswith((b"%PDF", b"{\\rtf", b"\x89PNG")):
        raise CannotRead(f"{path.name} is not a spreadsheet. Use a .xlsx or .csv file.")
    if sheet:
        raise CannotRead(f"{path.name} is a CSV file and has no sheets. Leave out --sheet.")
    table = make_table("", read_delimited(path), wanted)
    if table is None or not table.rows:
        raise CannotRead(f"There are no answers in {path.name}.")
    return table


def _first_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise CannotRead(f"{path} is a folder. Name a .xlsx or .csv file in it.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CannotRead(
                f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB. Split it and try again."
            )
        with path.open("rb") as file:
            start = file.read(16)
    except FileNotFoundError:
        raise CannotRead(f"There is no file called {path}.") from None
    except OSError as problem:
        raise CannotRead(f"{path} cannot be opened: {problem.strerror or 'it cannot be read'}.") from None
    if not start:
        raise CannotRead(f"{path.name} is empty.")
    return start


def _from_workbook(path: Path, wanted: str, sheet: str) -> Table:
    with opened(path) as book:
        if sheet and sheet not in book.sheets:
            raise CannotRead(f"There is no sheet called “{sheet}”. The sheets are {_listed(book.sheets)}.")
        best: Table | None = None
        for name in [sheet] if sheet else book.sheets:
            table = make_table(name, book.rows(name), wanted)
            if table is None or not table.rows:
                continue
            best = best or table
            if not wanted or _has(table, wanted):
                return table
    if best is None:
        where = f"Sheet “{sheet}” of {path.name}" if sheet else path.name
        raise CannotRead(f"{where} is empty: it has no answers.")
    return best


def _has(table: Table, wanted: str) -> bool:
    try:
        find_column(table, wanted)
    except CannotRead:
        return False
    return True


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
