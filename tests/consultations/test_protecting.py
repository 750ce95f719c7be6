"""Nobody is found by taking one number of a page from another: an attacker with a solver gets no small count."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from engage.consultations.answers.protecting import alone, bounds, gives_away, may_narrow
from surveys.answers import AnswerState, Format, HowAnswered
from surveys.tally import Cell, Only
from surveys.who import Group

Table = Sequence[Sequence[int]]  # a column for each group, a count for each answer


def attacked(columns: Table, shown: Sequence[int], adds_up: bool) -> bool:
    """Whether a solver that sees the totals, the shown columns and how many are in each group pins a small count."""
    answers, size = len(columns[0]), len(columns) * len(columns[0])
    place = {(c, a): c * answers + a for c in range(len(columns)) for a in range(answers)}
    limits: list[tuple[float, float]] = []
    for c, column in enumerate(columns):
        for n in column:
            low, high = bounds(n) if c in shown else (0, sum(column))
            limits.append((low, high))
    above, most, equal, exactly = [], [], [], []
    for a in range(answers):
        row = np.zeros(size)
        row[[place[c, a] for c in range(len(columns))]] = 1
        low, high = bounds(sum(column[a] for column in columns))
        above += [row, -row]
        most += [high, -low]
    for c, column in enumerate(columns):
        if adds_up:
            row = np.zeros(size)
            row[[place[c, a] for a in range(answers)]] = 1
            equal.append(row)
            exactly.append(sum(column))
    wanted = [np.eye(size)[place[c, a]] for c in range(len(columns)) for a in range(answers)]
    wanted += [above[2 * a] for a in range(answers)]
    truth = [*(n for column in columns for n in column), *(sum(row) for row in zip(*columns, strict=True))]
    for goal, true in zip(wanted, truth, strict=True):
        if not 0 < true < 8:
            continue
        ends = [
            linprog(sign * goal, above, most, equal or None, exactly or None, limits, method="highs").fun
            for sign in (1, -1)
        ]
        if math.ceil(ends[0] - 1e-6) == math.floor(-ends[1] + 1e-6):
            return True
    return False


def decided(columns: Table, adds_up: bool) -> list[int] | None:
    """Which columns a page shows beside the totals: none where they would give something away."""
    people = {n: sum(column) for n, column in enumerate(columns)}
    shown = sorted(alone(people))
    hidden = [n for n in people if n not in shown]
    rest = [sum(columns[n][a] for n in hidden) for a in range(len(columns[0]))]
    base = [*(people[n] for n in shown), sum(rest)]
    if not gives_away([columns[n] for n in shown], rest, base, adds_up):
        return shown
    return (
        None if gives_away([], [sum(row) for row in zip(*columns, strict=True)], [sum(base)], adds_up) else []
    )


tables = st.integers(2, 4).flatmap(
    lambda answers: st.lists(
        st.lists(st.one_of(st.integers(0, 9), st.integers(0, 40)), min_size=answers, max_size=answers),
        min_size=1,
        max_size=4,
    )
)


@settings(max_examples=50, deadline=None)
@given(tables)
@example([[0, 1, 10], [2, 4, 7], [7, 6, 0], [38, 1, 2]])  # no single sum tells it, all of them together do
def test_a_solver_pins_no_small_count_of_what_is_shown(columns: Table) -> None:
    assume(sum(map(sum, columns)) >= 10)  # fewer are not shown at all
    assume(
        sum(any(row) for row in zip(*columns, strict=True)) > 1
    )  # all said the same: that is what they said
    if (shown := decided(columns, True)) is not None:
        assert not attacked(columns, shown, True)


def test_counts_that_fill_their_stars_are_found_out_and_so_not_shown() -> None:
    assert attacked([[7, 7]], [0], True)
    assert gives_away([[7, 7]], [0, 0], [14, 0], True)
    assert gives_away([[7, 20]] * 4, [0, 0], [27] * 4 + [0], True)
    assert not gives_away([[3, 20], [4, 30]], [0, 0], [23, 34, 0], True)


@given(tables, st.lists(st.integers(0, 60), min_size=5, max_size=5), st.booleans())
def test_counts_that_do_not_add_up_are_judged_all_the_same(
    columns: Table, people: list[int], adds_up: bool
) -> None:
    rest = [1] * len(columns[0])
    assert gives_away(columns, rest, people[-len(columns) - 1 :], adds_up) in {True, False}


@pytest.mark.parametrize(
    ("bases", "shown"),
    [
        ({"a": 30, "b": 20}, {"a", "b"}),
        ({"a": 30, "b": 3}, set()),
        ({"a": 30, "b": 20, "c": 3}, {"a"}),
        ({"a": 30, "b": 6, "c": 5}, {"a"}),
        ({"a": 30, "b": 0}, {"a"}),
        ({}, set()),
    ],
)
def test_parts_that_are_not_shown_are_nobody_or_ten_people_together(
    bases: dict[str, int], shown: set[str]
) -> None:
    assert alone(bases) == shown


def cells(**people: int) -> list[Cell]:
    return [
        Cell("q_feelings", AnswerState.given, "", Group(group), HowAnswered.alone, Format.std, n)
        for group, n in people.items()
    ]


def test_a_filter_that_leaves_a_few_people_out_shows_nothing() -> None:
    young = Only(group=Group.young_person)
    assert may_narrow(cells(young_person=20, parent_carer=12), young)
    assert not may_narrow(cells(young_person=20, parent_carer=3), young)
    assert not may_narrow(cells(young_person=6, parent_carer=30), young)
    assert may_narrow(cells(young_person=20), Only(group=Group.young_person, format=Format.std))
