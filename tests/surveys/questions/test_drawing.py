"""Draw it, or say it in words."""

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.drawing)
GIVEN = AnswerState.given


FILE, OTHER = "a" * 32, "b" * 32


def test_what_was_sent_is_kept_by_its_id_and_shown_in_words() -> None:
    given = read(ASKED, {"answer": [FILE], "answer.words": ["My room"]})
    assert given == Given(GIVEN, (FILE,), "My room")
    assert show(ASKED, given, "en") == "A drawing\nMy room"
    assert row(ASKED, given) == ("My room", "1")


def test_words_alone_are_an_answer_and_nothing_is_a_skip() -> None:
    assert read(ASKED, {"answer.words": ["My room\nis blue"]}) == Given(GIVEN, text="My room\nis blue")
    assert read(ASKED, {"answer": ["no-file"]}) == SKIPPED


def test_more_files_than_asked_for_say_how_many_may_come() -> None:
    told = read(ASKED, {"answer": [FILE, OTHER, "c" * 32]})
    assert told == Problem("answer", "Send 1 at most. Take one out first")
