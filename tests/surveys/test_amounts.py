"""Numbers, months, areas and places, counted from values alone."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.amounts import MOST_BINS, area_bins, middle, month_bins, number_bins, numbers
from surveys.questions.number import plain
from surveys.ranking import ordinal, place_words

amounts = st.dictionaries(
    st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(plain), st.integers(1, 50), min_size=1
)


@given(amounts)
def test_every_number_is_in_one_step_and_there_are_few(found: dict[str, int]) -> None:
    each = numbers(found)
    bins = number_bins(each, 3)
    assert sum(one.n for one in bins) == sum(found.values())
    assert 1 <= len(bins) <= MOST_BINS
    assert bins[0].n
    assert bins[-1].n
    assert len({one.label for one in bins}) == len(bins)


@given(amounts)
def test_half_the_answers_are_the_middle_or_less(found: dict[str, int]) -> None:
    each = numbers(found)
    half, total = middle(each), sum(found.values())
    assert half is not None
    assert sum(n for number, n in each if number <= half) * 2 >= total
    assert sum(n for number, n in each if number >= half) * 2 >= total


@pytest.mark.parametrize(
    ("found", "labels"),
    [
        ({"1": 1, "2": 1, "3": 1}, ["1", "2", "3"]),
        ({"0": 1, "15": 1}, ["0 to 1", "2 to 3", "4 to 5", "6 to 7", "8 to 9", "10 to 11", "12 to 13", "14 to 15"]),
        ({"3": 1, "52": 1}, ["0 to 9", "10 to 19", "20 to 29", "30 to 39", "40 to 49", "50 to 59"]),
        ({"-4": 1, "7": 1}, ["-4 to -3", "-2 to -1", "0 to 1", "2 to 3", "4 to 5", "6 to 7"]),
        ({"7": 3}, ["7"]),
        ({"a lot": 1, "NaN": 2, "Infinity": 1}, []),
    ],
)  # fmt: skip
def test_steps_begin_where_people_count(found: dict[str, int], labels: list[str]) -> None:
    assert [one.label for one in number_bins(numbers(found))] == labels


def test_months_become_years_and_tens_of_years_when_there_are_too_many() -> None:
    assert [one.label for one in month_bins({"2026-01": 1, "2026-03-09": 2})] == ["January 2026", "February 2026", "March 2026"]  # fmt: skip
    assert [(one.label, one.n) for one in month_bins({"2024-01": 1, "2026-03": 2, "soon": 4})] == [
        ("2024", 1),
        ("2025", 0),
        ("2026", 2),
    ]
    assert [one.label for one in month_bins({"1994-01": 1, "2026-03": 2})] == [
        "1990 to 1999", "2000 to 2009", "2010 to 2019", "2020 to 2029"
    ]  # fmt: skip
    assert month_bins({"2026-13": 1, "x-y": 1}) == ()


def test_areas_come_by_size_then_by_name() -> None:
    assert [one.label for one in area_bins({"WV2": 3, "WV1": 3, "B1": 9})] == ["B1", "WV1", "WV2"]


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (Fraction(1), "first"),
        (Fraction(5, 4), "between first and second"),
        (Fraction(9, 5), "second"),
        (Fraction(21, 2), "between 10th and 11th"),
        (Fraction(22), "22nd"),
        (Fraction(111), "111th"),
    ],
)
def test_a_mean_place_is_said_in_words(mean: Fraction, words: str) -> None:
    assert place_words(mean) == words


def test_places_are_called_as_people_call_them() -> None:
    assert [ordinal(place) for place in (1, 3, 10, 11, 13, 21, 33)] == [
        "first", "third", "10th", "11th", "13th", "21st", "33rd"
    ]  # fmt: skip


def test_without_numbers_there_is_no_middle() -> None:
    assert middle([]) is None
    assert middle([(Decimal(1), 1), (Decimal(2), 1)]) == Decimal("1.5")
