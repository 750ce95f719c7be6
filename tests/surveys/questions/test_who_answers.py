"""Who is answering, from the usual list or the survey’s own."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import offered, read, show
from tests.surveys.every_type import NOISE, WORK, example

ASKED = example(QuestionKind.who_answers)
GIVEN = AnswerState.given


def test_the_usual_list_has_room_for_someone_else() -> None:
    given = read(ASKED, {"answer": ["other"], "answer.other": ["An uncle"]})
    assert given == Given(GIVEN, ("other",), "An uncle")
    assert show(ASKED, given, "en") == "Someone else: An uncle"


def test_a_survey_can_have_its_own_list() -> None:
    own = example(QuestionKind.who_answers, options=(NOISE, WORK))
    assert [option.code for option in offered(own, "en")] == ["noise", "work"]
    assert isinstance(read(own, {"answer": ["parent"]}), Problem)
