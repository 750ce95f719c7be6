"""The solver that looks for small counts given away finds the ones that trying every table finds, and no others."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.pinned import Ends, pins
from analysis.small_numbers import SMALLEST_SHOWN

Box = Sequence[Sequence[Ends]]


def tried(columns: Box, totals: Sequence[Ends], people: Sequence[int] | None) -> bool:
    """The same answer from the meaning of the words: write down every table there can be, and look at each place."""
    found: list[set[int]] = [set() for _ in [*(cell for column in columns for cell in column), *totals]]
    every = [product(*(range(least, most + 1) for least, most in column)) for column in columns]
    for table in product(*([*column] for column in every)):
        if people is not None and [*map(sum, table)] != [*people]:
            continue
        rows = [sum(row) for row in zip(*table, strict=True)]
        if all(least <= n <= most for n, (least, most) in zip(rows, totals, strict=True)):
            for place, n in zip(found, [*(n for column in table for n in column), *rows], strict=True):
                place.add(n)
    return any(len(place) == 1 and 0 < min(place) < SMALLEST_SHOWN for place in found)


ends = st.tuples(st.integers(0, 7), st.integers(0, 3)).map(lambda one: (one[0], one[0] + one[1]))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Box, Sequence[Ends], Sequence[int] | None]:
    """Two or three answers in one or two columns, with sums somewhere near what they can be."""
    answers = draw(st.integers(2, 3))
    columns = draw(st.lists(st.lists(ends, min_size=answers, max_size=answers), min_size=1, max_size=2))
    table = [[draw(st.integers(*cell)) for cell in column] for column in columns]
    sums = [sum(row) for row in zip(*table, strict=True)]
    totals = [(max(0, n - draw(st.integers(0, 2))), n + draw(st.integers(0, 2))) for n in sums]
    off = draw(st.sampled_from([0, 0, 0, 1]))  # now and then no table fits
    return columns, totals, draw(st.sampled_from([None, [sum(column) + off for column in table]]))


@settings(max_examples=150, deadline=None)
@given(tables())
@example(([[(0, 9), (0, 9)]], [(0, 9), (0, 9)], [0]))  # nobody is no small count
@example(([[(1, 7), (1, 7)]], [(1, 7), (1, 7)], [14]))
@example(([[(1, 3), (0, 3)], [(1, 3), (0, 3)]], [(1, 2), (0, 6)], None))
def test_what_is_pinned_is_what_trying_every_table_finds(
    table: tuple[Box, Sequence[Ends], Sequence[int] | None],
) -> None:
    assert pins(*table) == tried(*table)


@pytest.mark.parametrize(
    ("cell", "is_pinned"), [((0, 0), False), ((1, 1), True), ((7, 7), True), ((8, 8), False), ((3, 4), False)]
)
def test_only_a_count_from_one_to_seven_is_given_away(cell: Ends, is_pinned: bool) -> None:
    assert pins([[cell]], [(0, 20)], None) is is_pinned


def test_ends_that_allow_no_table_give_nothing_away() -> None:
    assert not pins([[(1, 2), (1, 2)]], [(1, 2), (1, 2)], [9])
