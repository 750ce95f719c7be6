"""The shape every question type has, so that a new type is one new file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from surveys.answers import Given, Problem
from surveys.definition import Option, Question

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Column:
    """One column of an export: a key that is stable and a heading people read."""

    key: str
    heading: str


class QuestionType(Protocol):
    """What one question type can do. All of it is pure, and `read` never raises, whatever is posted."""

    is_open: bool  # free text, which becomes passages

    def read(self, question: Question, form: Posted, /) -> Given | Problem:
        """What was posted in the fields `answer` and `state`, as an answer or as what to put right."""

    def offered(self, question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
        """The options to show in a language, always with the ones already chosen. Empty for free text."""

    def show(self, question: Question, given: Given, language: str, /) -> str:
        """The answer in words, for the person who gave it."""

    def columns(self, question: Question, /) -> tuple[Column, ...]:
        """The columns this question fills in an export."""

    def row(self, question: Question, given: Given | None, /) -> tuple[str, ...]:
        """One cell for each column; None is a question that was never reached."""

    def counted(self, question: Question, /) -> tuple[Option, ...]:
        """Every option that answers are counted under, in order. Empty for free text."""
