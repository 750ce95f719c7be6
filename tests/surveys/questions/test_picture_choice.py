"""Choose by picture: one where one is asked for, else several."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, QuestionKind
from surveys.questions import Control, control, gaps, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.picture_choice)
GIVEN = AnswerState.given


def test_several_pictures_may_be_chosen() -> None:
    assert control(ASKED) is Control.ticks
    given = read(ASKED, {"answer": ["work", "noise"]})
    assert given == Given(GIVEN, ("noise", "work"))
    assert show(ASKED, given, "en") == "Noise; The work"


def test_one_picture_where_one_is_asked_for() -> None:
    one = example(QuestionKind.picture_choice, most=1)
    assert control(one) is Control.radios
    assert read(one, {"answer": ["work"]}) == Given(GIVEN, ("work",))
    assert read(one, {"answer": ["work", "noise"]}) == Problem("answer", "Choose one answer")


def test_an_answer_without_a_picture_is_missing_one() -> None:
    bare = example(
        QuestionKind.picture_choice,
        options=(Option(code="a", text={"en": "A"}), Option(code="b", text={"en": "B"}, picture="f" * 32)),
    )
    assert gaps(bare) == (Problem("options", "Choose a picture for every answer"),)
