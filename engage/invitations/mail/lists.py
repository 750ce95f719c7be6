"""A list of addresses, pasted or from a file: the addresses once each, and every row that can't be used with the reason.
Names and everything else in the file are left behind. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engage.invitations.mail.addresses import NOTHING, Unread, addresses_in, same
from surveys.answers import Problem
from surveys.typed import kept, one_line

MOST = 10_000
_HEADINGS = 12  # rows above the first address that may be a title and headings
_SHOWN = 60  # letters of a row that are shown again

N_ = str
FORMULA = N_("This cell holds a formula. Type the address instead")
TWICE = N_("The same address as in row %(row)s")
TOO_MANY = Problem("file", f"A list can hold {MOST:,} addresses. Make it into two lists")
NO_ADDRESSES = Problem("file", "We found no e-mail addresses. Check that there is one in each row")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; a formula is never worked out."""

    words: str
    is_formula: bool = False


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LeftOut:
    """A row that is not written to. `same_as` is the row that has the same address."""

    row: int
    words: str
    why: str
    same_as: int = 0


@dataclass(frozen=True)
class AddressList:
    """What was found. `column` is the heading of the column the addresses came from; `is_one_of_several` when other columns
    hold addresses too."""

    addresses: tuple[str, ...] = ()
    twice: tuple[LeftOut, ...] = ()
    unread: tuple[LeftOut, ...] = ()
    column: str = ""
    is_one_of_several: bool = False


@dataclass
class _Gathering:
    """The addresses met so far, each with the row it was first met in."""

    rows: dict[str, int] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    twice: list[LeftOut] = field(default_factory=list)
    unread: list[LeftOut] = field(default_factory=list)

    def take(self, row: int, found: Iterable[str | Unread]) -> None:
        for one in found:
            if isinstance(one, Unread):
                self.leave(row, one.words, one.why)
            elif first := self.rows.get(same(one)):
                self.twice.append(LeftOut(row, one, TWICE, same_as=first))
            else:
                self.rows[same(one)] = row
                self.addresses.append(one)

    def leave(self, row: int, words: str, why: str) -> None:
        self.unread.append(LeftOut(row, one_line(words)[:_SHOWN], why))

    def told(self, column: str = "", is_one_of_several: bool = False) -> AddressList | Problem:
        if not self.addresses:
            return NO_ADDRESSES
        if len(self.addresses) > MOST:
            return TOO_MANY
        return AddressList(
            tuple(self.addresses), tuple(self.twice), tuple(self.unread), column, is_one_of_several
        )


def read_pasted(text: str) -> AddressList | Problem:
    """One address a line, or several with ; or , between them, with or without names."""
    gathering = _Gathering()
    for number, line in enumerate(kept(text).split("\n"), start=1):
        found = addresses_in(line)
        gathering.take(number, found)
        is_heading = not gathering.addresses and number <= _HEADINGS
        if not found and line.strip() and not is_heading:
            gathering.leave(number, line, NOTHING)
    return gathering.told()


def read_table(rows: Sequence[Row]) -> AddressList | Problem:
    """The column with the most addresses. What stands above the first of them is a title and headings."""
    columns = _with_addresses(rows)
    if not columns:
        return NO_ADDRESSES
    column = _fullest(columns, rows)
    gathering, heading = _Gathering(), ""
    for place, row in enumerate(rows):
        cell = row.cells[column] if column < len(row.cells) else Cell("")
        found = () if cell.is_formula else addresses_in(cell.words)
        if not found and not gathering.addresses and not cell.is_formula and place < _HEADINGS:
            heading = cell.words or heading
        else:
            _read_row(gathering, row, cell, found)
    return gathering.told(one_line(heading)[:_SHOWN], len(columns) > 1)


def _read_row(gathering: _Gathering, row: Row, cell: Cell, found: tuple[str | Unread, ...]) -> None:
    if cell.is_formula:
        gathering.leave(row.number, cell.words, FORMULA)
    elif found:
        gathering.take(row.number, found)
    elif cell.words.strip():
        gathering.leave(row.number, cell.words, NOTHING)
    elif any(other.words.strip() for other in row.cells):
        gathering.leave(row.number, "", NOTHING)


def _with_addresses(rows: Sequence[Row]) -> Counter[int]:
    """How many cells of each column hold an address. Formulas count: their column was meant to."""
    return Counter(
        place
        for row in rows
        for place, cell in enumerate(row.cells)
        if "@" in cell.words
        and (cell.is_formula or any(isinstance(one, str) for one in addresses_in(cell.words)))
    )


def _fullest(columns: Counter[int], rows: Sequence[Row]) -> int:
    """The column to read: the fullest; of equally full ones the one whose heading says so, then the first."""

    def is_named(column: int) -> bool:
        heads = [row.cells[column].words.lower() for row in rows[:_HEADINGS] if column < len(row.cells)]
        return any("mail" in head and "@" not in head for head in heads)

    return max(columns, key=lambda column: (columns[column], is_named(column), -column))
