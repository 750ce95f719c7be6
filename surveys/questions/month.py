"""A month and its year, such as when something began. Kept as `2026-11`."""

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question
from surveys.questions import dating, posted, writing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "A month"
about: str = "People say a month and a year, such as when the wait began."
is_open: bool = False


def control(question: Question, /) -> Control:
    return Control.month


def how(question: Question, /) -> str:
    return ""


def read(question: Question, form: Posted, /) -> Given | Problem:
    if pressed := posted.pressed(question, form):
        return pressed
    if dating.is_empty(form, dating.MONTH, dating.YEAR):
        return posted.quiet(question, form) or SKIPPED
    found = dating.read_month(form)
    if isinstance(found, Problem):
        return found
    return Given(AnswerState.given, text=f"{found[0]:04}-{found[1]:02}")


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return ()


def show(question: Question, given: Given, language: str, /) -> str:
    return dating.month_words(given.text) if given.is_given else writing.shown(given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (writing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (writing.cell(given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return ()


def paper(question: Question, language: str, /) -> Paper:
    return Paper(N_("Write the month and the year."), lines=(N_("Month"), N_("Year")))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
