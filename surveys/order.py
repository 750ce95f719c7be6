"""Which things changed their place in a list: as few as can be, so that one question moved up is one move. Pure."""

from bisect import bisect_left
from collections.abc import Sequence


def moved_among(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Those in both lists that have to be moved to bring the first order to the second; the longest run that keeps its
    order is left alone. What is only in one of them has not moved."""
    places = {one: place for place, one in enumerate(before)}
    common = [one for one in after if one in places]
    return frozenset(common) - {common[n] for n in _longest_rising([places[one] for one in common])}


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Positions of one longest strictly rising subsequence (patience sorting)."""
    ends: list[int] = []  # the smallest last number of a rising run of each length
    at: list[int] = []  # where that number stands
    before: list[int | None] = []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [position]
        before.append(at[length - 1] if length else None)
    run: list[int] = []
    step = at[-1] if at else None
    while step is not None:
        run.append(step)
        step = before[step]
    return run
