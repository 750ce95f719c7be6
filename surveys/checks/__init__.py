"""Check my survey: what a careful colleague would say before it opens. A `must` stops it from opening; a `should` is
advice. Nothing is rewritten here; each kind of remark has a module of its own."""

from collections.abc import Iterator, Sequence

from surveys.checks.asking import about_asking
from surveys.checks.kinds import about_kind
from surveys.checks.languages import LANGUAGES, about_languages
from surveys.checks.length import minutes
from surveys.checks.remarks import Remark, Severity
from surveys.checks.texts import all_words
from surveys.checks.ways import about_ways
from surveys.checks.whole import (
    EASY_AGE,
    EASY_SENTENCE,
    LONG_SURVEY,
    NO_QUESTIONS,
    STANDARD_SENTENCE,
    about_the_whole,
    age_of,
    most_age,
)
from surveys.checks.wording import about_easy_read, about_gaps, about_wording
from surveys.definition import Definition, Group, Question
from surveys.reading import reading_age

__all__ = [
    "EASY_AGE",
    "EASY_SENTENCE",
    "LANGUAGES",
    "LONG_SURVEY",
    "NO_QUESTIONS",
    "STANDARD_SENTENCE",
    "Remark",
    "Severity",
    "age_of",
    "all_words",
    "minutes",
    "most_age",
    "opening_remarks",
    "problems_with",
    "reading_age",
]


def problems_with(definition: Definition, groups: Sequence[Group] = ()) -> tuple[Remark, ...]:
    """Everything worth saying, what stops it first, else in the order of the survey."""
    remarks = [*about_the_whole(definition, groups)]
    for question in definition.questions:
        remarks += _about(definition, question)
    remarks += about_ways(definition)
    remarks += about_languages(definition)
    places = {question.id: place for place, question in enumerate(definition.questions)}
    return tuple(
        sorted(
            remarks, key=lambda one: (one.severity is Severity.should, places.get(one.question_id or "", -1))
        )
    )


def _about(definition: Definition, question: Question) -> Iterator[Remark]:
    yield from about_gaps(question)
    yield from about_wording(question)
    yield from about_easy_read(definition, question)
    yield from about_asking(question)
    yield from about_kind(question)


def opening_remarks(definition: Definition) -> tuple[Remark, ...]:
    """Only what stops a survey from opening."""
    return tuple(one for one in problems_with(definition) if one.severity is Severity.must)
