"""Whether a table of which only rounded counts and some sums are known still tells one of its small counts exactly. Source:
D. Gusfield, A graph theoretic approach to statistical data security, SIAM Journal on Computing 17 (1988), 552-571."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from analysis.small_numbers import SMALLEST_SHOWN

Ends = Sequence[int]  # the least and the most a count can be


class _Count(NamedTuple):
    """One number of the table as a step between what it is summed in: it counts for `end` and against `begin`."""

    begin: int
    end: int
    n: int
    least: int
    most: int


def pins(
    columns: Sequence[Sequence[int]], ends: Sequence[Sequence[Ends]], totals: Sequence[Ends], sums_known: bool
) -> bool:
    """Whether a count from 1 to 7, in a cell or a row total, is the only whole number left for its place.

    `columns` is the true table, a cell for each row; `ends` hold what is known of each cell, `totals` of each row's total.
    With `sums_known` the sum of every column is known exactly.
    """
    counts = [*_cells(columns, ends), *_totals(columns, totals)]
    leads: defaultdict[int, set[int]] = defaultdict(set)
    for one in counts:
        if one.n < one.most:
            leads[one.begin].add(one.end)
        if one.n > one.least:
            leads[one.end].add(one.begin)
    if not sums_known:
        outside = len(columns) + len(totals)
        for column in range(len(columns)):
            leads[outside].add(column)
            leads[column].add(outside)
    return any(0 < one.n < SMALLEST_SHOWN and not _may_be_another(one, leads) for one in counts)


def _cells(columns: Sequence[Sequence[int]], ends: Sequence[Sequence[Ends]]) -> list[_Count]:
    return [
        _Count(column, len(columns) + row, n, *known)
        for column, (ns, every) in enumerate(zip(columns, ends, strict=True))
        for row, (n, known) in enumerate(zip(ns, every, strict=True))
    ]


def _totals(columns: Sequence[Sequence[int]], totals: Sequence[Ends]) -> list[_Count]:
    outside = len(columns) + len(totals)
    return [
        _Count(len(columns) + row, outside, sum(column[row] for column in columns), *known)
        for row, known in enumerate(totals)
    ]


def _may_be_another(one: _Count, leads: Mapping[int, Set[int]]) -> bool:
    """Two tables with the same sums differ by rounds in which one count goes up by one and the next makes up for it. So a
    count can be another number just when such a round leads through it."""
    up = one.n < one.most and _has_way(one.end, one.begin, leads)
    return up or (one.n > one.least and _has_way(one.begin, one.end, leads))


def _has_way(begin: int, end: int, leads: Mapping[int, Set[int]]) -> bool:
    """Whether there is a way that is more than the step straight back."""
    waiting = [*(leads.get(begin, set()) - {end})]
    seen = {begin, *waiting}
    while waiting:
        nexts = leads.get(waiting.pop(), set())
        if end in nexts:
            return True
        waiting += nexts - seen
        seen |= nexts
    return False
