"""A few words, on one line."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import writing
from surveys.questions.shape import Column, Posted

is_open: bool = True


def read(question: Question, form: Posted, /) -> Given | Problem:
    return writing.read_words(question, form, lines=False)


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
