"""Several statements with the same answers: one screen each, and the set itself asks nothing."""

from typing import Any

from surveys.answers import AnswerState, Given
from surveys.definition import Definition, QuestionKind, Section
from surveys.questions import columns, read
from tests.surveys.every_type import NOISE, WORK, example

GIVEN = AnswerState.given


def made(**changes: Any) -> Definition:
    return Definition(
        sections=(Section(id="s_1", questions=(example(QuestionKind.statement_set, **changes),)),)
    )


def test_each_statement_is_a_screen_of_its_own_under_the_words_of_the_set() -> None:
    safe, heard = (step.question for step in made().steps)
    assert (safe.id, heard.id) == ("q_anexampl.safe", "q_anexampl.heard")
    assert safe.stem == {"en": "What is it like?"}
    assert safe.text == {"en": "I feel safe at school"}
    given = read(safe, {"answer": ["agree"]})
    assert given == Given(GIVEN, ("agree",))
    assert [column.heading for column in columns(safe)] == ["What is it like? – I feel safe at school"]


def test_a_set_with_its_own_answers_asks_for_those_each_time() -> None:
    for step in made(options=(NOISE, WORK)).steps:
        assert step.question.kind is QuestionKind.single_choice
        assert read(step.question, {"answer": ["work"]}) == Given(GIVEN, ("work",))


def test_the_set_itself_has_no_column() -> None:
    assert columns(example(QuestionKind.statement_set)) == ()
