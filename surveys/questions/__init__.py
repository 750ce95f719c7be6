"""Every question type, one file each, and the one list that joins them. A new type is a file and a line here."""

from collections.abc import Mapping

from surveys.answers import Given, Problem
from surveys.definition import Option, Question, QuestionKind
from surveys.questions import (
    agreement_scale,
    consent,
    date,
    drawing,
    feeling_scale,
    information,
    long_text,
    many,
    month,
    number,
    photo,
    picture_choice,
    postcode_area,
    rank,
    repeat,
    several_texts,
    short_text,
    single_choice,
    statement_set,
    voice,
    who_answers,
    yes_no,
)
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Column, Control, Paper, Posted

__all__ = [
    "Column",
    "Control",
    "Paper",
    "Posted",
    "QuestionType",
    "columns",
    "control",
    "counted",
    "gaps",
    "how",
    "is_number",
    "is_open",
    "offered",
    "paper",
    "read",
    "row",
    "show",
    "takes_several",
    "type_of",
]


_TYPES: Mapping[QuestionKind, QuestionType] = {
    QuestionKind.single_choice: single_choice.TYPE,
    QuestionKind.yes_no: yes_no.TYPE,
    QuestionKind.many: many.TYPE,
    QuestionKind.picture_choice: picture_choice.TYPE,
    QuestionKind.feeling_scale: feeling_scale.TYPE,
    QuestionKind.agreement_scale: agreement_scale.TYPE,
    QuestionKind.statement_set: statement_set.TYPE,
    QuestionKind.rank: rank.TYPE,
    QuestionKind.short_text: short_text.TYPE,
    QuestionKind.long_text: long_text.TYPE,
    QuestionKind.several_texts: several_texts.TYPE,
    QuestionKind.number: number.TYPE,
    QuestionKind.date: date.TYPE,
    QuestionKind.month: month.TYPE,
    QuestionKind.postcode_area: postcode_area.TYPE,
    QuestionKind.information: information.TYPE,
    QuestionKind.consent: consent.TYPE,
    QuestionKind.who_answers: who_answers.TYPE,
    QuestionKind.voice: voice.TYPE,
    QuestionKind.photo: photo.TYPE,
    QuestionKind.drawing: drawing.TYPE,
    QuestionKind.repeat: repeat.TYPE,
}


def type_of(kind: QuestionKind) -> QuestionType:
    """What a kind of question can do."""
    return _TYPES[kind]


def is_open(question: Question) -> bool:
    """Whether answers are free text, which becomes passages and is read by a person."""
    return type_of(question.kind).is_open


def takes_several(question: Question) -> bool:
    """Whether one person can choose several of its options."""
    return type_of(question.kind).takes_several


def is_number(question: Question) -> bool:
    """Whether its answers are numbers."""
    return type_of(question.kind).is_number


def read(question: Question, form: Posted) -> Given | Problem:
    """What was posted in the fields `answer…`. Nothing posted is a skip. Never raises."""
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


def control(question: Question) -> Control:
    """What a page shows to answer with."""
    return type_of(question.kind).control(question)


def how(question: Question) -> str:
    """What to do ("Choose one."), a msgid; empty where the question says it all."""
    return type_of(question.kind).how(question)


def paper(question: Question, language: str) -> Paper:
    """How the question is answered on paper."""
    return type_of(question.kind).paper(question, language)


def gaps(question: Question) -> tuple[Problem, ...]:
    """What is missing before it can be asked."""
    return type_of(question.kind).gaps(question)
