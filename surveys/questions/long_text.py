"""As many words as one wants, on as many lines."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import writing
from surveys.questions.shape import Column, Control, Paper, Posted

name: str = "Own words"
about: str = "People write as much as they like. This is where you learn most."
is_open: bool = True


def control(question: Question, /) -> Control:
    return Control.box


def how(question: Question, /) -> str:
    return ""


def read(question: Question, form: Posted, /) -> Given | Problem:
    return writing.read_words(question, form, lines=True)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return ()


def show(question: Question, given: Given, language: str, /) -> str:
    return writing.shown(given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (writing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (writing.cell(given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return ()


def paper(question: Question, language: str, /) -> Paper:
    return Paper(writing.WRITE_HERE, lines=("",) * 6)


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
