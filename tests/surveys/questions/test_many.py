"""Choose several, up to a number, with an answer that stands alone and one with room for words."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.many)
GIVEN = AnswerState.given


def test_ticks_come_in_the_order_of_the_question() -> None:
    given = read(ASKED, {"answer": ["work", "noise"]})
    assert given == Given(GIVEN, ("noise", "work"))
    assert row(ASKED, given) == ("Noise; The work", "1", "1", "0", "0")


def test_none_of_these_stands_alone() -> None:
    told = read(ASKED, {"answer": ["none", "work"]})
    assert isinstance(told, Problem)
    assert told.message == "Choose “None of these” on its own, or take its tick off"
    assert told.values["words"] == {"en": "None of these"}


def test_more_than_may_be_chosen_says_how_many_there_are() -> None:
    told = read(ASKED, {"answer": ["noise", "work", "other"]})
    assert isinstance(told, Problem)
    assert told.message == "Choose 2 at most. You chose 3"


def test_words_tick_their_own_answer() -> None:
    given = read(ASKED, {"answer": ["noise"], "answer.other": ["The bus"]})
    assert given == Given(GIVEN, ("noise", "other"), "The bus")
    assert show(ASKED, given, "en") == "Noise; Something else: The bus"


def test_ticks_and_not_knowing_cannot_both_be_true() -> None:
    assert isinstance(read(ASKED, {"answer": ["noise", "_dont_know"]}), Problem)
