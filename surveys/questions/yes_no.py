"""Yes or no. Not being sure is no third answer to count with them: it is kept as “I don’t know”, in this type's own words."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Yes, no or not sure"
about: str = "People choose yes or no, or say that they are not sure."
is_open: bool = False

ANSWERS: tuple[Option, ...] = (
    Option(code="yes", text={"en": N_("Yes")}, symbol="yes"),
    Option(code="no", text={"en": N_("No")}, symbol="no"),
)
NOT_SURE = {"en": N_("I’m not sure")}


def answers(question: Question) -> tuple[Option, ...]:
    """Yes and no, with the question's own words where it has some."""
    return choosing.worded(question, ANSWERS)


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, answers(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return answers(question)


def show(question: Question, given: Given, language: str, /) -> str:
    if given.state is AnswerState.dont_know:
        return said(NOT_SURE, language)
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
