"""A day, month and year, such as when a letter came. Kept as `2026-11-24`. Never meant for birthdays (see `checks`)."""

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question
from surveys.questions import dating, posted, writing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "A date"
about: str = "People say a day, such as when a letter came. Don’t ask for birthdays."
is_open: bool = False


def control(question: Question, /) -> Control:
    return Control.date


def how(question: Question, /) -> str:
    return ""


def read(question: Question, form: Posted, /) -> Given | Problem:
    if pressed := posted.pressed(question, form):
        return pressed
    if dating.is_empty(form, dating.DAY, dating.MONTH, dating.YEAR):
        return posted.quiet(question, form) or SKIPPED
    found = dating.read_day(form)
    return found if isinstance(found, Problem) else Given(AnswerState.given, text=found.isoformat())


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return ()


def show(question: Question, given: Given, language: str, /) -> str:
    if not given.is_given:
        return writing.shown(given, language)
    month, _, day = given.text.rpartition("-")
    return f"{int(day)} {dating.month_words(month)}" if day.isdecimal() and month else given.text


def columns(question: Question, /) -> tuple[Column, ...]:
    return (writing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (writing.cell(given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return ()


def paper(question: Question, language: str, /) -> Paper:
    return Paper(N_("Write the day, the month and the year."), lines=(N_("Day"), N_("Month"), N_("Year")))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
