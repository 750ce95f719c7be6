"""A few words on one line."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.short_text)
GIVEN = AnswerState.given


def test_the_words_are_kept_on_one_line() -> None:
    given = read(ASKED, {"answer": ["  In the\r\nlibrary "]})
    assert given == Given(GIVEN, text="In the library")
    assert show(ASKED, given, "ur") == "In the library"
    assert row(ASKED, given) == ("In the library",)


def test_too_long_says_how_long_it_may_be() -> None:
    told = read(ASKED, {"answer": ["x" * 201]})
    assert isinstance(told, Problem)
    assert told.message == "Make your answer shorter. You can write up to 200 letters. You wrote 201"
