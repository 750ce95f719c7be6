"""As many words as one wants."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import is_open, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.long_text)
GIVEN = AnswerState.given


def test_lines_are_kept() -> None:
    given = read(ASKED, {"answer": ["It is loud.\r\n\r\nAlways."]})
    assert given == Given(GIVEN, text="It is loud.\n\nAlways.")
    assert show(ASKED, given, "en") == "It is loud.\n\nAlways."


def test_words_win_over_a_pick_that_cannot_be_taken_off() -> None:
    assert read(ASKED, {"answer": ["It is loud", "_skip"]}) == Given(GIVEN, text="It is loud")


def test_something_hidden_is_never_kept() -> None:
    assert isinstance(read(ASKED, {"answer": ["a\x00b"]}), Problem)
    assert is_open(ASKED)
