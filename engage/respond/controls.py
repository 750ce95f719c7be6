"""What stands in the controls of a question: as an answer left them, or as they were just posted, so that nothing typed is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from engage.web.forms import FieldState, Form, Mistake, Typed
from surveys.answers import AnswerState, Given
from surveys.definition import Question
from surveys.questions import control
from surveys.questions.again import fields_of
from surveys.questions.posted import ANSWER, QUIET
from surveys.questions.shape import Control

_OF_WORDS = {Control.line, Control.box, Control.number}


@dataclass(frozen=True)
class Controls:
    """`form` has a field for every control (`form['answer.day']`), `quiet` the quiet choices; together they are all
    that was posted as an answer."""

    form: Form
    quiet: FieldState

    @property
    def picked(self) -> Given:
        """What is chosen, so that an answer is never hidden where it was chosen before."""
        return Given(AnswerState.given, tuple(self.form[ANSWER].values))


def controls_before(question: Question, stored: Given | None) -> Controls:
    """The controls as an earlier answer left them."""
    return controls_now(question, fields_of(question, stored))


def controls_now(question: Question, typed: Typed, mistakes: Sequence[Mistake] = ()) -> Controls:
    """The controls as they were posted, with what is to be put right."""
    fields = {name: values for name, values in typed.items() if name.partition(".")[0] == ANSWER}
    posted = fields.get(ANSWER, ())
    own = tuple(value for value in posted if value not in QUIET)
    if control(question) in _OF_WORDS and len(own) > 1:
        own = ("\n".join(own).strip(),)  # as it is read
    quiet = tuple(value for value in posted if value in QUIET)
    return Controls(Form({**fields, ANSWER: own}, tuple(mistakes)), FieldState(ANSWER, quiet))
