"""Every question type, one file each, and the one list that joins them. A new type is a file and a case here."""

from typing import assert_never

from surveys.answers import Given, Problem
from surveys.definition import Option, Question, QuestionKind
from surveys.questions import feeling_scale, long_text, many, short_text, single_choice
from surveys.questions.shape import Column, Posted, QuestionType

__all__ = [
    "Column",
    "Posted",
    "QuestionType",
    "columns",
    "counted",
    "is_open",
    "offered",
    "read",
    "row",
    "show",
    "type_of",
]


def type_of(kind: QuestionKind) -> QuestionType:
    """What a kind of question can do."""
    match kind:
        case QuestionKind.single_choice:
            return single_choice
        case QuestionKind.many:
            return many
        case QuestionKind.feeling_scale:
            return feeling_scale
        case QuestionKind.short_text:
            return short_text
        case QuestionKind.long_text:
            return long_text
        case _:
            assert_never(kind)


def is_open(question: Question) -> bool:
    """Whether answers are free text, which becomes passages and is read by a person."""
    return type_of(question.kind).is_open


def read(question: Question, form: Posted) -> Given | Problem:
    """What was posted in `answer` and `state`. Nothing posted is a skip. Never raises."""
    return type_of(question.kind).read(question, form)


def offered(question: Question, language: str, given: Given | None = None) -> tuple[Option, ...]:
    """The options to show in a language, always with the ones already chosen."""
    return type_of(question.kind).offered(question, language, given)


def show(question: Question, given: Given, language: str) -> str:
    """An answer in words, for the person who gave it."""
    return type_of(question.kind).show(question, given, language)


def columns(question: Question) -> tuple[Column, ...]:
    """The columns a question fills in an export."""
    return type_of(question.kind).columns(question)


def row(question: Question, given: Given | None) -> tuple[str, ...]:
    """One cell for each of its columns; None is a question that was never reached."""
    return type_of(question.kind).row(question, given)


def counted(question: Question) -> tuple[Option, ...]:
    """Every option answers are counted under, in order; empty for free text."""
    return type_of(question.kind).counted(question)
