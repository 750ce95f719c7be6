"""Choose as many as are true, with "None of these" and "Something else" where the survey has them."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing, ticking
from surveys.questions.shape import Column, Control, Paper, Posted

name: str = "Choose several"
about: str = "People choose as many answers as are true for them."
is_open: bool = False


def control(question: Question, /) -> Control:
    return Control.ticks


def how(question: Question, /) -> str:
    return ticking.CHOOSE_MANY


def read(question: Question, form: Posted, /) -> Given | Problem:
    return ticking.read_many(question, form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return question.options


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(question.options, given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return ticking.columns_each(question)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return ticking.cells_each(question, given)


def counted(question: Question, /) -> tuple[Option, ...]:
    return question.options


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(ticking.TICK_MANY, question.options)


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return choosing.missing(question, question.options)
