"""Choose one answer."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted

name: str = "Choose one"
about: str = "People choose one answer, such as yes, sometimes or no."
is_open: bool = False


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, question.options, form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return question.options


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(question.options, given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(question.options, given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return question.options


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, question.options)


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return choosing.missing(question, question.options)
