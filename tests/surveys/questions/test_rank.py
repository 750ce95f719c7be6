"""Put answers in order by giving each its number."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.rank)
GIVEN = AnswerState.given


def test_numbers_put_answers_in_order() -> None:
    given = read(ASKED, {"answer.work": ["1"], "answer.noise": ["2"]})
    assert given == Given(GIVEN, ("work", "noise"))
    assert show(ASKED, given, "en") == "1. The work; 2. Noise"
    assert row(ASKED, given) == ("1. The work; 2. Noise", "2", "1", "")


def test_what_has_no_number_has_no_place() -> None:
    assert read(ASKED, {"answer.noise": ["2"], "answer.work": [""]}) == Given(GIVEN, ("noise",))


def test_one_number_for_two_answers_says_which() -> None:
    told = read(ASKED, {"answer.work": ["1"], "answer.noise": ["1"]})
    assert isinstance(told, Problem)
    assert told == Problem("answer", "Give each number to one answer only. Two have the number 1")


def test_a_number_that_is_no_place_is_told_at_its_own_field() -> None:
    assert read(ASKED, {"answer.work": ["3"]}) == Problem("answer.work", "Choose a number from 1 to 2")


def test_numbers_in_other_scripts_are_read() -> None:
    assert read(ASKED, {"answer.work": ["۱"]}) == Given(GIVEN, ("work",))
