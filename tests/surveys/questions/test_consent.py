"""Is it OK: no is an answer like any other."""

from surveys.answers import SKIPPED, AnswerState, Given
from surveys.definition import QuestionKind
from surveys.questions import read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.consent)
GIVEN = AnswerState.given


def test_yes_and_no_are_answers() -> None:
    assert read(ASKED, {"answer": ["yes"]}) == Given(GIVEN, ("yes",))
    assert read(ASKED, {"answer": ["no"]}) == Given(GIVEN, ("no",))
    assert show(ASKED, Given(GIVEN, ("yes",)), "en") == "Yes, that is OK"
    assert show(ASKED, Given(GIVEN, ("no",)), "en") == "No"


def test_saying_nothing_is_never_a_yes() -> None:
    assert read(ASKED, {}) == SKIPPED
