"""How many: what follows in its section comes once for each."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Definition, QuestionKind, Section
from surveys.journey import Journey
from surveys.questions import offered, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.repeat)
GIVEN = AnswerState.given


def made() -> Definition:
    each = example(QuestionKind.long_text).model_copy(update={"id": "q_eachchld"})
    return Definition(sections=(Section(id="s_1", questions=(ASKED, each)),))


def test_none_and_every_number_up_to_the_most_can_be_chosen() -> None:
    assert [number.code for number in offered(ASKED, "en")] == ["0", "1", "2", "3"]
    assert show(ASKED, Given(GIVEN, ("0",)), "en") == "None"
    assert read(ASKED, {"answer": ["2"]}) == Given(GIVEN, ("2",))
    assert isinstance(read(ASKED, {"answer": ["4"]}), Problem)


def test_what_follows_is_asked_as_often_as_was_said() -> None:
    ids = [step.id for step in made().steps]
    assert ids == ["q_anexampl", "q_eachchld.1", "q_eachchld.2", "q_eachchld.3"]
    way = Journey(made(), {"q_anexampl": Given(GIVEN, ("2",))})
    assert tuple(way.steps) == ("q_anexampl", "q_eachchld.1", "q_eachchld.2")
    assert tuple(Journey(made(), {"q_anexampl": Given(GIVEN, ("0",))}).steps) == ("q_anexampl",)
