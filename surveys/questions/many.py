"""Choose as many as are true. An exclusive option ("None of these") stands alone."""

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Posted

is_open: bool = False


def read(question: Question, form: Posted, /) -> Given | Problem:
    if pressed := posted.pressed(question, form):
        return pressed
    codes = posted.codes(form, question.options)
    if isinstance(codes, Problem):
        return codes
    quiet = posted.quiet(question, form)
    if codes and quiet:
        return Problem(posted.ANSWER, "Take off the ticks, or take off the last answer. You can’t have both")
    return _alone(question, codes) if codes else quiet or SKIPPED


def _alone(question: Question, codes: tuple[str, ...]) -> Given | Problem:
    exclusive = next((one for one in question.options if one.exclusive and one.code in codes), None)
    if exclusive and len(codes) > 1:
        words = said(exclusive.text, "en")
        return Problem(posted.ANSWER, f"Choose “{words}” on its own, or take its tick off")
    return Given(AnswerState.given, codes)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return question.options


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(question.options, given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    heading = said(question.text, "en")
    each = (
        Column(f"{question.id}.{option.code}", f"{heading} – {said(option.text, 'en')}")
        for option in question.options
    )
    return (Column(question.id, heading), *each)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    """All chosen in one cell, then 1 or 0 for each option; blank where nothing was answered."""
    if given is None or not given.is_given:
        return (choosing.cell(question.options, given), *("" for _ in question.options))
    ticks = ("1" if option.code in given.choices else "0" for option in question.options)
    return (choosing.cell(question.options, given), *ticks)


def counted(question: Question, /) -> tuple[Option, ...]:
    return question.options
