"""The small-number rule."""

from __future__ import annotations

import pytest

from analysis.small_numbers import in_words, may_publish, percent, shown


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0"), (1, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15"), (1002, "1,000"), (1003, "1,005")],
)
def test_counts_are_starred_or_rounded(count: int, expected: str) -> None:
    assert str(shown(count)) == expected


def test_percentages_come_from_rounded_numbers() -> None:
    assert percent(13, 98) == 15  # 15 of 100
    assert percent(3, 98) is None
    assert percent(0, 98) == 0


def test_bases_under_ten_publish_nothing() -> None:
    assert not may_publish(9)
    assert percent(8, 9) is None


def test_counts_read_well_in_a_sentence() -> None:
    assert in_words(3) == "Fewer than 8 people"
    assert in_words(0, "answers") == "No answers"
    assert in_words(23) == "About 25 people"


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        shown(-1)
