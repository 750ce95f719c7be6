"""Which counts of a survey may stand on a page at all. How one count is shown is `analysis.small_numbers`; here is decided
what may stand beside what, so that nobody is found by taking one number from another.

Every check supposes the worst: whoever looks knows exactly how many people answered, in all and in each group."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from analysis.pinned import pins
from analysis.small_numbers import SMALLEST_SHOWN, may_publish, shown
from surveys.answers import AnswerState
from surveys.tally import Cell, Only

T = TypeVar("T")


def alone(bases: Mapping[T, int]) -> frozenset[T]:
    """Of parts of a whole, with how many people each has: those that may be shown by themselves. What is not shown has
    nobody in it or ten or more, so taking the shown from the whole leaves no small group over."""
    by_size = sorted((part for part, n in bases.items() if n), key=lambda part: bases[part])
    hidden = [part for part in by_size if not may_publish(bases[part])]
    rest = by_size[len(hidden) :]
    while rest and hidden and not may_publish(sum(bases[part] for part in hidden)):
        hidden.append(rest.pop(0))
    return frozenset(rest)


def bases(cells: Iterable[Cell], filter: str, only: Only) -> dict[object, int]:
    """How many answered, by each value of one filter, under the other filters."""
    found: dict[object, int] = {}
    for cell in cells:
        if not cell.choice and cell.state is AnswerState.given and only.has(cell):
            value = getattr(cell, filter)
            found[value] = found.get(value, 0) + cell.n
    return found


def may_narrow(cells: Sequence[Cell], only: Only) -> bool:
    """Whether the answers to one question may be shown under these filters: beside what any of the filters leaves out,
    with and without the others, they leave no small group over. Answers without the few that are marked are let through:
    those are a group of which nobody is known to be one, and `results_beside` still asks whether a count is pinned."""
    active = only.active
    for size in range(1, len(active) + 1):
        for names in combinations(active, size):
            kept = only.without(*(name for name in active if name not in names))
            for name in names:
                if name == "is_marked" and not only.is_marked:
                    continue
                parts = bases(cells, name, kept.without(name))
                if getattr(only, name) not in alone(parts):
                    return False
    return True


def bounds(count: int) -> tuple[int, int]:
    """What a shown count tells: the least and the most it can be."""
    number = shown(count).number
    if number is None:
        return 1, SMALLEST_SHOWN - 1
    return (number - 2, number + 2) if number else (0, 0)


def gives_away(
    parts: Sequence[Sequence[int]], rest: Sequence[int], people: Sequence[int], adds_up: bool
) -> bool:
    """Whether a table pins a small count down. `parts` are the shown columns (a count for each answer), `rest` the same
    for everybody who is in no column, `people` how many are in each column and the rest; with `adds_up` everybody gave
    exactly one answer. The row totals are taken to be shown as well."""
    columns = [*parts, rest] if people[-1] else [*parts]
    totals = [bounds(sum(row)) for row in zip(*columns, strict=True)]
    ends = [
        [_within(bounds(n) if place < len(parts) else (0, most), most) for n in column]
        for place, (column, most) in enumerate(zip(columns, people, strict=False))
    ]
    return pins(columns, ends, totals, adds_up)


def _within(ends: tuple[int, int], most: int) -> tuple[int, int]:
    return ends[0], min(ends[1], most)
