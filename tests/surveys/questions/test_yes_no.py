"""Yes or no, and not being sure is told apart from both."""

from surveys.answers import DONT_KNOW, AnswerState, Given
from surveys.definition import Option, QuestionKind
from surveys.questions import counted, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.yes_no)
GIVEN = AnswerState.given


def test_yes_and_no_are_the_answers_and_not_sure_is_none_of_them() -> None:
    assert [option.code for option in counted(ASKED)] == ["yes", "no"]
    assert read(ASKED, {"answer": ["no"]}) == Given(GIVEN, ("no",))
    assert read(ASKED, {"answer": ["_dont_know"]}) == DONT_KNOW


def test_not_knowing_is_shown_as_not_being_sure() -> None:
    assert show(ASKED, DONT_KNOW, "en") == "I’m not sure"
    assert show(ASKED, Given(GIVEN, ("yes",)), "en") == "Yes"


def test_a_survey_can_say_yes_in_its_own_words() -> None:
    own = example(QuestionKind.yes_no, options=(Option(code="yes", text={"en": "Yes, every day"}),))
    assert show(own, Given(GIVEN, ("yes",)), "en") == "Yes, every day"
    assert show(own, Given(GIVEN, ("no",)), "en") == "No"
