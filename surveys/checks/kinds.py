"""What each type of question is often got wrong in: a number without a range, a date that is a birthday, a set too long."""

import re
from collections.abc import Iterator

from surveys.checks.remarks import Remark, should
from surveys.definition import Question, QuestionKind, said
from surveys.reading import words

MANY_OPTIONS = 9
MANY_PEOPLE = 12
MANY_STATEMENTS = 8
LONG_INFORMATION = 120  # words
_CHOOSING = frozenset(
    {QuestionKind.single_choice, QuestionKind.many, QuestionKind.picture_choice, QuestionKind.rank}
)
_SENT = frozenset({QuestionKind.voice, QuestionKind.photo, QuestionKind.drawing})
_BIRTHDAY = re.compile(
    r"\b(?:birth\w*|born|d\.?o\.?b)\b|\bhow old\b|\bwhen (?:is|was) (?:your|their) child\b", re.IGNORECASE
)
_SCALE_WORDS = re.compile(
    r"\b(?:satisfied|satisfaction|rate|rating|score|out of (?:five|ten|5|10)|on a scale|strongly)\b",
    re.IGNORECASE,
)
_ENDS_AS_QUESTION = re.compile(r"\?\s*$")


def about_kind(question: Question) -> Iterator[Remark]:
    """Advice that belongs to the type of a question."""
    match question.kind:
        case QuestionKind.number:
            yield from _about_number(question)
        case QuestionKind.date | QuestionKind.month:
            yield from _about_date(question)
        case QuestionKind.feeling_scale | QuestionKind.agreement_scale:
            yield from _about_scale(question)
        case QuestionKind.statement_set:
            yield from _about_statements(question)
        case QuestionKind.information:
            yield from _about_information(question)
        case QuestionKind.repeat if not question.unit.get("en"):
            yield should("Say what each one is called, such as “Child”", question, "unit.en")
        case _:
            pass
    if question.kind in _SENT and not question.hint.get("en"):
        yield should(
            "Say why you ask for this and who will see it, so that people can decide", question, "hint.en"
        )
    yield from _about_options(question)


def _about_number(question: Question) -> Iterator[Remark]:
    if question.low is None or question.high is None:
        yield should(
            "Give the lowest and the highest number, so that slips are seen at once", question, "low"
        )


def _about_date(question: Question) -> Iterator[Remark]:
    if _BIRTHDAY.search(said(question.text, "en")):
        yield should("This looks like a birthday. Ask for an age group instead", question, "text.en")


def _about_scale(question: Question) -> Iterator[Remark]:
    said_in = said(question.text, "en")
    if _SCALE_WORDS.search(said_in):
        yield should("Ask about a feeling in plain words, not for a score", question, "text.en")
    if question.kind is QuestionKind.agreement_scale and _ENDS_AS_QUESTION.search(said_in):
        yield should(
            "People agree with a sentence, not with a question. Write it as a sentence", question, "text.en"
        )


def _about_statements(question: Question) -> Iterator[Remark]:
    if (count := len(question.statements)) > MANY_STATEMENTS:
        yield should(
            f"Leave some statements out. {count} are many to read one after the other: try for {MANY_STATEMENTS}",
            question,
            "statements",
        )
    asked = [said(one.text, "en") for one in question.statements]
    if not question.options and any(map(_ENDS_AS_QUESTION.search, asked)):
        yield should(
            "People agree with a sentence, not with a question. Write each statement as a sentence",
            question,
            "statements",
        )


def _about_information(question: Question) -> Iterator[Remark]:
    text = f"{said(question.text, 'en')} {said(question.hint, 'en')}"
    if (count := len(words(text))) > LONG_INFORMATION:
        yield should(
            f"Make this page shorter. It has {count} words; {LONG_INFORMATION} are enough for one page",
            question,
            "hint.en",
        )


def _about_options(question: Question) -> Iterator[Remark]:
    count = len(question.options)
    most = MANY_PEOPLE if question.kind is QuestionKind.who_answers else MANY_OPTIONS
    if question.kind in {*_CHOOSING, QuestionKind.who_answers} and count > most:
        yield should(
            f"Offer fewer answers. {count} are many to read: try for {most} or fewer", question, "options"
        )
