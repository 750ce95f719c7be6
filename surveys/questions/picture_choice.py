"""Choose by picture: every answer has a symbol or a picture of its own, shown to everybody, always with its words."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing, ticking
from surveys.questions.shape import Column, Control, Paper, Posted

name: str = "Choose a picture"
about: str = "People choose from pictures, each with its words."
is_open: bool = False


def _is_one(question: Question) -> bool:
    return question.most == 1


def control(question: Question, /) -> Control:
    return Control.radios if _is_one(question) else Control.ticks


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE if _is_one(question) else ticking.CHOOSE_MANY


def read(question: Question, form: Posted, /) -> Given | Problem:
    if _is_one(question):
        return choosing.read_one(question, question.options, form)
    return ticking.read_many(question, form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return question.options


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(question.options, given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),) if _is_one(question) else ticking.columns_each(question)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    if _is_one(question):
        return (choosing.cell(question.options, given),)
    return ticking.cells_each(question, given)


def counted(question: Question, /) -> tuple[Option, ...]:
    return question.options


def paper(question: Question, language: str, /) -> Paper:
    how_many = choosing.TICK_ONE if _is_one(question) else ticking.TICK_MANY
    return choosing.boxes(how_many, question.options)


def gaps(question: Question, /) -> tuple[Problem, ...]:
    found = choosing.missing(question, question.options)
    if any(not option.symbol and not option.picture for option in question.options):
        return (*found, Problem("options", "Choose a picture for every answer"))
    return found
