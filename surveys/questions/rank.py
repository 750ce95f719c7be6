"""Put answers in order, all of them or the top few: by tapping them one after the other, or by giving each its number.
Never by dragging. What was not given a place stays without one."""

import unicodedata
from collections.abc import Mapping

from surveys.answers import SKIPPED, STATE_EXPORT, STATE_WORDS, AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Put in order"
about: str = "People say what matters most, second most and so on: all of it, or only the top 3."
is_open: bool = False

TWICE = N_("Give each number to one answer only. Two have the number %(number)s")
FROM_ONE = N_("Choose a number from 1 to %(most)s")


def places(question: Question) -> int:
    """How many places there are to give."""
    return min(question.most or len(question.options), len(question.options))


def field_of(code: str) -> str:
    """The form field with an option's place."""
    return f"{posted.ANSWER}.{code}"


def control(question: Question, /) -> Control:
    return Control.ranks


def how(question: Question, /) -> str:
    return N_("Put what matters most to you first.")


def read(question: Question, form: Posted, /) -> Given | Problem:
    if pressed := posted.pressed(question, form):
        return pressed
    given = _places_given(question, form)
    if isinstance(given, Problem):
        return given
    quiet = posted.quiet(question, form)
    if given and quiet:
        return Problem(
            posted.ANSWER, N_("Take out the numbers, or take off the last answer. You can’t have both")
        )
    if len(set(given.values())) < len(given):
        twice = next(place for place in given.values() if [*given.values()].count(place) > 1)
        return Problem.with_values(posted.ANSWER, TWICE, number=str(twice))
    if not given:
        return quiet or SKIPPED
    return Given(AnswerState.given, tuple(sorted(given, key=lambda code: given[code])))


def _places_given(question: Question, form: Posted) -> Mapping[str, int] | Problem:
    """The place of every option that was given one, by its code."""
    most = places(question)
    found: dict[str, int] = {}
    for option in question.options:
        raw = next(iter(posted.values(form, field_of(option.code))), "").strip()
        if not raw:
            continue
        place = _number(raw)
        if place is None or not 1 <= place <= most:
            return Problem.with_values(field_of(option.code), FROM_ONE, most=str(most))
        found[option.code] = place
    return found


def _number(raw: str) -> int | None:
    """A small whole number in the digits of any script."""
    digits = [unicodedata.digit(letter, None) for letter in raw]
    if len(digits) > 2 or None in digits:
        return None
    return int("".join(str(digit) for digit in digits))


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return question.options


def show(question: Question, given: Given, language: str, /) -> str:
    if not given.is_given:
        return said(STATE_WORDS[given.state], language)
    return "; ".join(
        f"{place}. {words}" for place, words in enumerate(_in_order(question, given, language), start=1)
    )


def _in_order(question: Question, given: Given, language: str) -> list[str]:
    words = {option.code: said(option.text, language) or option.code for option in question.options}
    return [words.get(code, code) for code in given.choices]


def columns(question: Question, /) -> tuple[Column, ...]:
    heading = choosing.heading(question)
    each = (
        Column(f"{question.id}.{option.code}", f"{heading} – {said(option.text, 'en')} (place)")
        for option in question.options
    )
    return (Column(question.id, heading), *each)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    """The whole order in one cell, then the place of each option; blank for one without a place."""
    if given is None or not given.is_given:
        return (STATE_EXPORT[given.state] if given else "", *("" for _ in question.options))
    place = {code: str(number) for number, code in enumerate(given.choices, start=1)}
    return (show(question, given, "en"), *(place.get(option.code, "") for option in question.options))


def counted(question: Question, /) -> tuple[Option, ...]:
    return question.options


def paper(question: Question, language: str, /) -> Paper:
    return Paper(N_("Write 1 beside what matters most, then 2, then 3."), question.options, numbered=True)


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return choosing.missing(question, question.options)
