"""Who is missing, as plain sentences. They are made of protected numbers alone, so none tells more than the table; and "few"
is said only where it is true of every number that a protected one can stand for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.small_numbers import SMALLEST_BASE, SMALLEST_SHOWN, may_publish, shown
from surveys.logic.naming import listed

MOST_NAMED = 4
_HALF = 2  # few: at most half of what would be this kind's share, or …
_TWENTY = 20  # … fewer than 8 out of so many that it is at most one in twenty


class Standing(StrEnum):
    """How much of a kind of people has been heard, as far as protected numbers say."""

    nobody = "nobody"
    few = "few"
    enough = "enough"
    unclear = "unclear"


@dataclass(frozen=True)
class Heard:
    """One kind of people: how many there are here, how many answered (raw)."""

    label: str
    people: int
    n: int


def standing(one: Heard, matched: int, total: int) -> Standing:
    """Where a kind stands. `matched` people are of any kind (raw), out of `total` that there are here."""
    if not may_publish(matched) or not one.people or not total:
        return Standing.unclear
    if one.n == 0:
        return Standing.nobody
    fewest, most = _range(one.n)
    least, largest = _range(matched)
    is_tiny = most < SMALLEST_SHOWN and most * _TWENTY <= one.people
    if is_tiny or most * _HALF * total <= least * one.people:
        return Standing.few
    return Standing.enough if fewest * _HALF * total > largest * one.people else Standing.unclear


def _range(n: int) -> tuple[int, int]:
    """The numbers a protected one can stand for."""
    number = shown(n).number
    if number is None:
        return 1, SMALLEST_SHOWN - 1
    return max(number - 2, 0), number + 2


def sentences(heard: Sequence[Heard], matched: int, total: int) -> Sequence[str]:
    """The most important first: who is not heard at all, who hardly, and else that nobody is clearly missing."""
    if not may_publish(matched):
        return [
            f"Too few have said this about themselves to tell who is missing: we need {SMALLEST_BASE} people or more."
        ]
    nobody, few = (
        sorted((one for one in heard if standing(one, matched, total) is wanted), key=lambda one: -one.people)
        for wanted in (Standing.nobody, Standing.few)
    )
    told = [*_nobody(nobody), *_few(few)]
    if told:
        return told
    unclear = any(standing(one, matched, total) is Standing.unclear for one in heard)
    return [
        "We have heard from every group. For some the numbers are too small to say more."
        if unclear
        else "Nobody is clearly missing: each group answered at least half as often as its share of the people here."
    ]


def _nobody(some: Sequence[Heard]) -> Sequence[str]:
    if not some:
        return []
    if len(some) == 1:
        return [f"We have heard from nobody in “{some[0].label}”: none of {people(some[0].people)}."]
    each = [f"“{one.label}” (none of {people(one.people)})" for one in some[:MOST_NAMED]]
    return [f"We have heard from nobody in {_listed(each, len(some))}."]


def _few(some: Sequence[Heard]) -> Sequence[str]:
    if not some:
        return []
    if len(some) == 1:
        return [f"We have heard from few in “{some[0].label}”: {of(some[0].n, some[0].people)}."]
    each = [f"“{one.label}” ({of(one.n, one.people)})" for one in some[:MOST_NAMED]]
    return [f"We have heard from few in {_listed(each, len(some))}."]


def _listed(each: Sequence[str], of_all: int) -> str:
    more = of_all - len(each)
    return listed([*each, f"{more} more"] if more else each, "and")


def of(n: int, there_are: int) -> str:
    """`fewer than 8 of about 420`, `about 15 of about 420`."""
    number = shown(n).number
    part = f"fewer than {SMALLEST_SHOWN}" if number is None else f"about {number:,}" if number else "none"
    return f"{part} of {people(there_are)}"


def people(n: int) -> str:
    """`about 420`, `fewer than 8`."""
    number = shown(n).number
    return f"fewer than {SMALLEST_SHOWN}" if number is None else f"about {number:,}"


def not_heard(dimensions: Sequence[tuple[Sequence[Heard], int, int]]) -> str:
    """For a line on another page: who is not heard enough, over all dimensions (each with who was matched and how many there
    are). Empty where nobody clearly is."""
    found = [
        (standing(one, matched, total) is Standing.few, -one.people, one.label)
        for heard, matched, total in dimensions
        for one in heard
        if standing(one, matched, total) in {Standing.nobody, Standing.few}
    ]
    labels = [f"“{label}”" for *_, label in sorted(found)]
    return f"Not heard enough: {_listed(labels[:MOST_NAMED], len(labels))}." if labels else ""
