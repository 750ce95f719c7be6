"""How many people of each kind there are in this place: values, and reading a count as somebody wrote it. Pure."""

import re
from dataclasses import dataclass
from datetime import date

MOST_PEOPLE = 10_000_000
LONGEST_NAME, LONGEST_LABEL, LONGEST_SOURCE = 60, 120, 200
MOST_LINES = 60  # of one dimension

_WHOLE = re.compile("(?:[0-9]+|[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+)(?:[.]0+)?")


@dataclass(frozen=True)
class Line:
    """One kind of people, and how many there are."""

    label: str
    people: int


@dataclass(frozen=True)
class Dimension:
    """One way of telling the people of this place apart, such as "Age", as somebody else counted them."""

    name: str
    lines: tuple[Line, ...] = ()
    source: str = ""
    counted_on: date | None = None

    @property
    def total(self) -> int:
        return sum(line.people for line in self.lines)


def count_in(words: str) -> int | None:
    """`1,234`, `1 234` or `420.0` as a whole number of people; None for anything else."""
    if not _WHOLE.fullmatch(words.strip()):
        return None
    digits = re.sub("[^0-9]", "", words.partition(".")[0])
    people = int(digits) if len(digits) < 12 else MOST_PEOPLE + 1
    return people if people <= MOST_PEOPLE else None
