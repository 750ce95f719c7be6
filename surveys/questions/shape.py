"""The shape every question type has, so that a new type is one new file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from surveys.answers import Given, Problem
from surveys.definition import Option, Question

Posted = Mapping[str, Sequence[str]]


class Control(StrEnum):
    """What a page shows to answer with. Several types share one; how it looks is the page's."""

    radios = "radios"  # choose one card
    ticks = "ticks"  # choose several cards
    ranks = "ranks"  # put cards in order, by tapping or by numbers
    line = "line"  # one line of words
    box = "box"  # many lines of words
    lines = "lines"  # several lines, each with its own label: fields `answer.<code>`
    number = "number"  # one line for a number, with its unit
    date = "date"  # day, month and year: fields `answer.day`, `answer.month`, `answer.year`
    month = "month"  # month and year
    nothing = "nothing"  # a page to read
    file = "file"  # something recorded, photographed, drawn or chosen; words as well


@dataclass(frozen=True)
class Column:
    """One column of an export: a key that is stable and a heading people read."""

    key: str
    heading: str


@dataclass(frozen=True)
class Paper:
    """How a question is answered on paper: what to do, boxes to tick (or, `numbered`, to number) with their words, and
    lines to write on with a label each ("" for plain lines)."""

    instruction: str  # a msgid
    boxes: tuple[Option, ...] = ()
    numbered: bool = False
    lines: tuple[str, ...] = ()


class QuestionType(Protocol):
    """What one question type can do. All of it is pure, and `read` never raises, whatever is posted."""

    name: str  # what staff call it (a msgid)
    about: str  # one sentence about when to use it (a msgid)
    is_open: bool  # free text, which becomes passages

    def control(self, question: Question, /) -> Control:
        """What the page shows to answer with."""

    def how(self, question: Question, /) -> str:
        """What to do ("Choose one."), said where the survey's own words do not; a msgid, or empty."""

    def read(self, question: Question, form: Posted, /) -> Given | Problem:
        """What was posted in the fields `answer…` and `state`, as an answer or as what to put right."""

    def offered(self, question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
        """The options to show in a language, always with the ones already chosen. Empty where one writes."""

    def show(self, question: Question, given: Given, language: str, /) -> str:
        """The answer in words, for the person who gave it."""

    def columns(self, question: Question, /) -> tuple[Column, ...]:
        """The columns this question fills in an export."""

    def row(self, question: Question, given: Given | None, /) -> tuple[str, ...]:
        """One cell for each column; None is a question that was never reached."""

    def counted(self, question: Question, /) -> tuple[Option, ...]:
        """Every option that answers are counted under, in order. Empty where nothing is counted."""

    def paper(self, question: Question, language: str, /) -> Paper:
        """The question's boxes and lines on paper."""

    def gaps(self, question: Question, /) -> tuple[Problem, ...]:
        """What is missing before it can be asked, each with the field it belongs to."""
