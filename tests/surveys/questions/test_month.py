"""A month and its year."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.month)
GIVEN = AnswerState.given


def test_a_month_is_kept_plain_and_shown_in_words() -> None:
    given = read(ASKED, {"answer.month": ["November"], "answer.year": ["2026"]})
    assert given == Given(GIVEN, text="2026-11")
    assert show(ASKED, given, "en") == "November 2026"
    assert row(ASKED, given) == ("2026-11",)


def test_half_a_month_says_what_is_missing() -> None:
    told = read(ASKED, {"answer.month": ["11"], "answer.year": [""]})
    assert told == Problem("answer.year", "Write the year with four digits, such as 2026")
    told = read(ASKED, {"answer.month": [""], "answer.year": ["2026"]})
    assert isinstance(told, Problem)
    assert told.field == "answer.month"
