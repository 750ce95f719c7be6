"""Is it OK with you: yes or no, on a page that says what for. Saying no is an answer like any other; a survey can ask less of
somebody who said no."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Is it OK?"
about: str = "You say what you want to do, and people say whether that is OK with them."
is_open: bool = False

ANSWERS: tuple[Option, ...] = (
    Option(code="yes", text={"en": N_("Yes, that is OK")}, symbol="yes"),
    Option(code="no", text={"en": N_("No")}, symbol="no"),
)


def answers(question: Question) -> tuple[Option, ...]:
    """Yes and no, with the question's own words where it has some."""
    return choosing.worded(question, ANSWERS)


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return ""


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, answers(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return answers(question)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(answers(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(answers(question), given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return answers(question)


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, offered(question, language, None))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
