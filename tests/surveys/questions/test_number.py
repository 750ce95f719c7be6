"""A number, however it is typed."""

import pytest

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.number)
GIVEN = AnswerState.given


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12"),
        (" 12.5 ", "12.5"),
        ("12 weeks", "12"),
        ("4,5", "4.5"),
        ("٤٫٥", "4.5"),
        ("۱۲", "12"),
        ("07", "7"),
        ("0", "0"),
        ("12.0", "12"),
    ],
)
def test_a_number_is_kept_plain(typed: str, kept: str) -> None:
    assert read(ASKED, {"answer": [typed]}) == Given(GIVEN, text=kept)


def test_a_number_is_shown_with_its_unit() -> None:
    given = Given(GIVEN, text="12.5")
    assert show(ASKED, given, "en") == "12.5 weeks"
    assert show(ASKED, given, "ur") == "12.5 ہفتے"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("a lot", "Write a number, such as 12"),
        ("53", "Write a number from 0 to 52"),
        ("-1", "Write a number from 0 to 52"),
        ("1.25", "Write one digit at most after the point"),
        ("1e3", "Write a number, such as 12"),
    ],
)
def test_what_is_no_number_here_says_what_to_write(typed: str, told: str) -> None:
    assert read(ASKED, {"answer": [typed]}) == Problem("answer", told)


def test_ends_may_be_open_and_thousands_may_have_marks() -> None:
    free = example(QuestionKind.number, low=None, high=None, unit={})
    assert read(free, {"answer": ["12,000"]}) == Given(GIVEN, text="12000")
    assert read(example(QuestionKind.number, low=5, high=None), {"answer": ["4"]}) == Problem(
        "answer", "Write 5 or more"
    )
