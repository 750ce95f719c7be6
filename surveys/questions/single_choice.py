"""Choose one answer."""

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Posted

is_open: bool = False


def read(question: Question, form: Posted, /) -> Given | Problem:
    return read_one(question, question.options, form)


def read_one(question: Question, options: tuple[Option, ...], form: Posted) -> Given | Problem:
    """One of `options`, or one of the ways of not answering; more than one is a Problem."""
    if pressed := posted.pressed(question, form):
        return pressed
    codes = posted.codes(form, options)
    if isinstance(codes, Problem):
        return codes
    quiet = posted.quiet(question, form)
    if len(codes) + (quiet is not None) > 1:
        return Problem(posted.ANSWER, "Choose one answer")
    return Given(AnswerState.given, codes) if codes else quiet or SKIPPED


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return question.options


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(question.options, given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (Column(question.id, said(question.text, "en")),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(question.options, given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return question.options
