"""The first half of a postcode, such as WV1: enough to see which part of a place is heard, not where somebody lives. Of a
whole postcode only the first half is ever kept."""

import re

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question
from surveys.questions import posted, writing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Postcode area"
about: str = "People write the first half of their postcode, such as WV1. The rest is never kept."
is_open: bool = False

WRITE_AREA = N_("Write the first half of your postcode, such as WV1")
_OUTWARD = "([A-Z]{1,2}[0-9][A-Z0-9]?)"
_AREA = re.compile(_OUTWARD)
_WHOLE = re.compile(_OUTWARD + "[0-9][A-Z]{2}")


def control(question: Question, /) -> Control:
    return Control.line


def how(question: Question, /) -> str:
    return N_("Write only the first half, such as WV1.")


def read(question: Question, form: Posted, /) -> Given | Problem:
    if pressed := posted.pressed(question, form):
        return pressed
    raw = posted.words(question, form, lines=False)
    if isinstance(raw, Problem):
        return raw
    if not raw:
        return posted.quiet(question, form) or SKIPPED
    area = area_of(raw)
    return Given(AnswerState.given, text=area) if area else Problem(posted.ANSWER, WRITE_AREA)


def area_of(raw: str) -> str | None:
    """`wv1 1aa`, `WV11AA` and `wv1` are all `WV1`; None for what is no postcode."""
    text = "".join(raw.upper().split())
    found = _WHOLE.fullmatch(text) or _AREA.fullmatch(text)
    return found[1] if found else None


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
    return Paper(N_("Write only the first half of your postcode, such as WV1."), lines=("",))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
