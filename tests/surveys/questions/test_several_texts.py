"""Several short texts, each on a line of its own."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, row, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.several_texts)
GIVEN = AnswerState.given


def test_the_lines_that_were_filled_are_kept_with_their_words() -> None:
    given = read(ASKED, {"answer.noise": [""], "answer.work": [" More time\n"]})
    assert given == Given(GIVEN, ("work",), "More time")
    assert show(ASKED, given, "en") == "More time"
    assert row(ASKED, given) == ("More time", "", "More time")


def test_two_lines_are_two_lines() -> None:
    given = read(ASKED, {"answer.noise": ["Carpets"], "answer.work": ["More time"]})
    assert given == Given(GIVEN, ("noise", "work"), "Carpets\nMore time")


def test_three_numbered_lines_where_the_survey_names_none() -> None:
    plain = example(QuestionKind.several_texts, options=())
    assert read(plain, {"answer.line2": ["Rest"]}) == Given(GIVEN, ("line2",), "Rest")


def test_a_line_that_is_too_long_is_told_at_its_own_field() -> None:
    told = read(ASKED, {"answer.work": ["x" * 201]})
    assert isinstance(told, Problem)
    assert told.field == "answer.work"
