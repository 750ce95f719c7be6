"""Says what kind of thing each column holds, and finds a column by the name somebody typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from analysis.prepare import clean, words
from analysis.sheets.header import Table, folded, letter
from analysis.sheets.trouble import CannotRead

_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}.*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(,? \d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(:\d{2})?"
)
_NUMBER = re.compile(r"[-+£$€]?\d[\d,]*(\.\d+)?(e[-+]?\d+)?%?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Kind(StrEnum):
    """What a column holds."""

    free_text = "free text"
    choice = "choice"
    number = "number"
    date = "date"
    email = "e-mail"
    empty = "empty"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what is in it. `example` is a value cut to fit, left out for e-mail addresses."""

    letter: str
    name: str
    kind: Kind
    filled: int
    example: str


def columns_of(table: Table) -> list[Column]:
    """All columns in order."""
    return [_column(table, place) for place in range(len(table.names))]


def _column(table: Table, place: int) -> Column:
    values = [clean(value) for value in table.column(place) if value.strip()]
    kind = kind_of(values)
    longest = max(values[:200], key=lambda value: min(len(words(value)), 12), default="")
    example = "" if kind is Kind.email else longest if kind is Kind.free_text else values[0] if values else ""
    shortened = example if len(example) <= 60 else f"{example[:57].rstrip()}…"
    return Column(letter(place + 1), table.names[place], kind, len(values), shortened)


def kind_of(values: Sequence[str]) -> Kind:
    """The kind of these values, none of them blank."""
    if not values:
        return Kind.empty

    def share(pattern: re.Pattern[str]) -> float:
        return sum(bool(pattern.fullmatch(value)) for value in values) / len(values)

    if share(_EMAIL) >= 0.5:
        return Kind.email
    if share(_DATE) >= 0.9:
        return Kind.date
    if share(_NUMBER) >= 0.9:
        return Kind.number
    return Kind.free_text if _is_free(values) else Kind.choice


def _is_free(values: Sequence[str]) -> bool:
    distinct = {value.casefold() for value in values}
    length = sum(len(words(value)) for value in values) / len(values)
    repeats = 1 - len(distinct) / len(values)
    if len(values) < 8:
        return length >= 4
    if length >= 3:
        return repeats < 0.6 or len(distinct) > 40
    return repeats < 0.3 or (len(distinct) > 60 and repeats < 0.8)


def find_column(table: Table, wanted: str) -> int:
    """Place of the column with this name, or with this letter. Raises CannotRead with the nearest names."""
    names = [folded(name) for name in table.names]
    if folded(wanted) in names:
        return names.index(folded(wanted))
    letters = [letter(place) for place in range(1, len(names) + 1)]
    if wanted.strip() in letters:
        return letters.index(wanted.strip())
    begins = [
        place
        for place, name in enumerate(names)
        if len(folded(wanted)) >= 8 and name.startswith(folded(wanted))
    ]
    if len(begins) == 1:
        return begins[0]
    raise CannotRead(f"There is no column called “{clean(wanted)}”. {_nearest(table, wanted)}")


def _nearest(table: Table, wanted: str) -> str:
    by_fold = {folded(name): name for name in table.names}
    near = get_close_matches(folded(wanted), list(by_fold), n=1, cutoff=0.5)
    inside = [name for key, name in by_fold.items() if folded(wanted) and folded(wanted) in key]
    if near or inside:
        return f"Did you mean “{by_fold[near[0]] if near else inside[0]}”?"
    shown = "; ".join(f"“{name}”" for name in table.names[:8])
    return f"The columns are {shown}{' and more' if len(table.names) > 8 else ''}."
