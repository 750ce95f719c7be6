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
Bounds = list[int]  # the least and the most a count can be


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
    with and without the others, they leave no small group over."""
    active = only.active
    for size in range(1, len(active) + 1):
        for names in combinations(active, size):
            kept = only.without(*(name for name in active if name not in names))
            for name in names:
                parts = bases(cells, name, kept.without(name))
                if getattr(only, name) not in alone(parts):
                    return False
    return True


def bounds(count: int) -> Bounds:
    """What a shown count tells: the least and the most it can be."""
    number = shown(count).number
    if number is None:
        return [1, SMALLEST_SHOWN - 1]
    return [number - 2, number + 2] if number else [0, 0]


def gives_away(
    parts: Sequence[Sequence[int]], rest: Sequence[int], people: Sequence[int], adds_up: bool
) -> bool:
    """Whether a table pins a small count down. `parts` are the shown columns (a count for each answer), `rest` the same
    for everybody who is in no column, `people` how many are in each column and the rest; with `adds_up` everybody gave
    exactly one answer. The row totals are taken to be shown as well."""
    columns = [[*part] for part in parts]
    box = [[bounds(n) for n in column] for column in columns]
    if people[-1]:
        columns.append([*rest])
        box.append([[0, people[-1]] for _ in rest])
    totals = [bounds(sum(row)) for row in zip(*columns, strict=True)]
    for column, most in zip(box, people, strict=False):
        for cell in column:
            cell[1] = min(cell[1], most)
    while _squeezed(box, totals, people, adds_up):
        pass
    every = [*(cell for column in box for cell in column), *totals]
    if any(least == most and 0 < least < SMALLEST_SHOWN for least, most in every):
        return True
    if all(least >= SMALLEST_SHOWN or most == 0 for least, most in every):
        return False  # nothing small anywhere: most questions of a large survey
    # what no single sum tells, several together may
    return pins(box, totals, [n for n, _ in zip(people, box, strict=False)] if adds_up else None)


def _squeezed(box: list[list[Bounds]], totals: list[Bounds], people: Sequence[int], adds_up: bool) -> bool:
    """One round of narrowing every count by those it adds up with; False when nothing gave way any more."""
    changed = False
    for row, total in enumerate(totals):
        changed |= _squeeze([column[row] for column in box], total)
    if adds_up:
        for column, n in zip(box, people, strict=False):
            changed |= _squeeze(column, [n, n])
    return changed


def _squeeze(parts: Sequence[Bounds], total: Bounds) -> bool:
    least, most = sum(part[0] for part in parts), sum(part[1] for part in parts)
    changed = _narrow(total, least, most)
    for part in parts:
        changed |= _narrow(part, total[0] - (most - part[1]), total[1] - (least - part[0]))
    return changed


def _narrow(part: Bounds, least: int, most: int) -> bool:
    before = (part[0], part[1])
    part[0], part[1] = max(part[0], least), min(part[1], most)
    # counts that do not add up would narrow for ever
    return (part[0], part[1]) != before and part[0] <= part[1]
