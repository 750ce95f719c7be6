"""A day, from three small fields."""

import pytest

from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.date)
GIVEN = AnswerState.given


def day(day: str, month: str, year: str) -> dict[str, list[str]]:
    return {"answer.day": [day], "answer.month": [month], "answer.year": [year]}


@pytest.mark.parametrize("month", ["11", "Nov", "november"])
def test_a_day_is_kept_plain_and_shown_in_words(month: str) -> None:
    given = read(ASKED, day("4", month, "2026"))
    assert given == Given(GIVEN, text="2026-11-04")
    assert show(ASKED, given, "en") == "4 November 2026"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (day("", "11", "2026"), "answer.day"),
        (day("4", "13", "2026"), "answer.month"),
        (day("4", "11", "26"), "answer.year"),
        (day("31", "2", "2026"), "answer.day"),
    ],
)
def test_the_part_to_put_right_is_named(typed: dict[str, list[str]], field: str) -> None:
    told = read(ASKED, typed)
    assert isinstance(told, Problem)
    assert told.field == field


def test_no_part_at_all_is_a_skip_and_not_knowing_is_not() -> None:
    assert read(ASKED, day("", "", "")) == SKIPPED
    assert read(ASKED, {**day("", "", ""), "answer": ["_dont_know"]}) == DONT_KNOW
