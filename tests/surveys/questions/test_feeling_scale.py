"""Five faces or three, always from good to bad."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import offered, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.feeling_scale)
GIVEN = AnswerState.given


def test_five_faces_from_really_good_to_really_bad() -> None:
    assert [face.code for face in offered(ASKED, "en")] == ["great", "good", "ok", "bad", "awful"]
    given = read(ASKED, {"answer": ["awful"]})
    assert given == Given(GIVEN, ("awful",))
    assert show(ASKED, given, "en") == "Really bad"


def test_three_faces_where_three_are_asked_for_and_in_easy_read() -> None:
    three = example(QuestionKind.feeling_scale, points=3)
    assert [face.code for face in offered(three, "en")] == ["good", "ok", "bad"]
    assert [face.code for face in offered(ASKED, "pl-simple")] == ["good", "ok", "bad"]
    assert isinstance(read(three, {"answer": ["great"]}), Problem)


def test_the_face_chosen_before_is_never_hidden() -> None:
    easy = offered(ASKED, "en-simple", Given(GIVEN, ("great",)))
    assert [face.code for face in easy] == ["great", "good", "ok", "bad"]
