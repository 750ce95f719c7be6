"""Choose one answer, with room for words where an answer says so."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.single_choice)
GIVEN = AnswerState.given


def test_one_code_is_the_answer_and_its_words_are_shown() -> None:
    given = read(ASKED, {"answer": ["work"]})
    assert given == Given(GIVEN, ("work",))
    assert show(ASKED, given, "en") == "The work"
    assert row(ASKED, given) == ("The work",)


def test_something_else_keeps_the_words_beside_it() -> None:
    given = read(ASKED, {"answer": ["other"], "answer.other": ["Lunch  queue "]})
    assert given == Given(GIVEN, ("other",), "Lunch queue")
    assert show(ASKED, given, "en") == "Something else: Lunch queue"


def test_words_alone_choose_the_answer_that_has_room_for_them() -> None:
    assert read(ASKED, {"answer.other": ["Lunch"]}) == Given(GIVEN, ("other",), "Lunch")


def test_words_beside_another_answer_are_asked_about_and_never_dropped() -> None:
    told = read(ASKED, {"answer": ["work"], "answer.other": ["Lunch"]})
    assert isinstance(told, Problem)
    assert told.message == "Choose the answer your words belong to, or take your words out"


def test_two_answers_are_one_too_many() -> None:
    assert read(ASKED, {"answer": ["work", "noise"]}) == Problem("answer", "Choose one answer")
