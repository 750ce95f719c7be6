"""The counts that are said to be given away are the ones that trying every table finds, and no others."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.pinned import Ends, pins
from analysis.small_numbers import SMALLEST_SHOWN


class Known(NamedTuple):
    """A table, and what somebody knows of it."""

    columns: Sequence[Sequence[int]]
    ends: Sequence[Sequence[Ends]]
    totals: Sequence[Ends]
    sums_known: bool


def tried(known: Known) -> bool:
    """The same from the meaning of the words: write down every table there can be, and look at each place."""
    sums = [sum(column) for column in known.columns]
    every = [list(product(*(range(least, most + 1) for least, most in ends))) for ends in known.ends]
    if known.sums_known:
        every = [[one for one in some if sum(one) == n] for some, n in zip(every, sums, strict=True)]
    found: list[set[int]] = [set() for _ in [*(n for column in known.columns for n in column), *known.totals]]
    for table in product(*every):
        rows = [sum(row) for row in zip(*table, strict=True)]
        if all(least <= n <= most for n, (least, most) in zip(rows, known.totals, strict=True)):
            for place, n in zip(found, [*(n for column in table for n in column), *rows], strict=True):
                place.add(n)
    return any(len(place) == 1 and 0 < min(place) < SMALLEST_SHOWN for place in found)


@st.composite
def tables(draw: st.DrawFn) -> Known:
    """Two or three answers in one to three columns, each count known to a few numbers."""
    answers = draw(st.integers(2, 3))
    count = st.lists(st.integers(0, 8), min_size=answers, max_size=answers)
    columns = draw(st.lists(count, min_size=1, max_size=6 // answers))
    off = st.integers(0, 2)
    ends = [[(max(0, n - draw(off)), n + draw(off)) for n in column] for column in columns]
    sums = [sum(row) for row in zip(*columns, strict=True)]
    totals = [(max(0, n - draw(off)), n + draw(off)) for n in sums]
    return Known(columns, ends, totals, draw(st.booleans()))


@settings(max_examples=200, deadline=None)
@given(tables())
@example(Known([[7, 7]], [[(1, 7), (1, 7)]], [(1, 7), (1, 7)], True))
@example(Known([[2, 1], [1, 5]], [[(1, 3), (0, 3)], [(1, 3), (0, 7)]], [(3, 4), (4, 8)], True))
def test_what_is_pinned_is_what_trying_every_table_finds(known: Known) -> None:
    assert pins(*known) == tried(known)


@pytest.mark.parametrize(
    ("cell", "is_pinned"), [((0, 0), False), ((1, 1), True), ((7, 7), True), ((8, 8), False), ((3, 4), False)]
)
def test_only_a_count_from_one_to_seven_is_given_away(cell: Ends, is_pinned: bool) -> None:
    assert pins([[cell[0]]], [[cell]], [(0, 20)], False) is is_pinned


def test_one_count_is_told_by_the_sum_of_the_others() -> None:
    assert pins([[5, 20]], [[(1, 7), (20, 20)]], [(1, 7), (20, 20)], True)
    assert not pins([[5, 20]], [[(1, 7), (20, 20)]], [(1, 7), (20, 20)], False)
