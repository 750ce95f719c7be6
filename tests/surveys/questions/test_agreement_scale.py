"""How much one agrees, in five steps or three."""

from surveys.answers import AnswerState, Given
from surveys.definition import QuestionKind
from surveys.questions import offered, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.agreement_scale)
GIVEN = AnswerState.given


def test_five_steps_from_agreeing_to_not_agreeing() -> None:
    codes = [step.code for step in offered(ASKED, "en")]
    assert codes == ["agree_lot", "agree", "middle", "disagree", "disagree_lot"]
    given = read(ASKED, {"answer": ["disagree_lot"]})
    assert given == Given(GIVEN, ("disagree_lot",))
    assert show(ASKED, given, "en") == "I don’t agree at all"


def test_easy_read_shows_three_and_always_the_one_chosen() -> None:
    assert [step.code for step in offered(ASKED, "en-simple")] == ["agree", "middle", "disagree"]
    shown = offered(ASKED, "en-simple", Given(GIVEN, ("agree_lot",)))
    assert [step.code for step in shown] == ["agree_lot", "agree", "middle", "disagree"]
