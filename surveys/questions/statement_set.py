"""Several statements with the same answers: written as one question, answered one statement a screen. Each screen is a
question of its own (`surveys.steps`), so nothing is ever read or counted here; this is what the set says of itself."""

from surveys.answers import SKIPPED, Given, Problem
from surveys.definition import Option, Question
from surveys.questions import agreement_scale, choosing
from surveys.questions.shape import Column, Control, Paper, Posted

name: str = "Several statements"
about: str = (
    "People say yes or no, or how much they agree, to one statement after the other, each on its own screen."
)
is_open: bool = False


def scale(question: Question) -> tuple[Option, ...]:
    """The answers every statement has: the set's own, or how much one agrees."""
    return question.options or agreement_scale.steps(question)


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return SKIPPED


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return scale(question)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(scale(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return ()


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return ()


def counted(question: Question, /) -> tuple[Option, ...]:
    return scale(question)


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, scale(question))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    found = choosing.missing(question, question.options) if question.options else ()
    if not question.statements:
        return (*found, Problem("statements", "Write one statement or more"))
    if any(not statement.text.get("en") for statement in question.statements):
        return (*found, Problem("statements", "Enter words for every statement, or take the empty one out"))
    return found
