"""What an answer is: given, or one of three honest ways of not giving one, which are never mixed up."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeAlias

from surveys.who import HOW_NAMES, HowAnswered, Who
from surveys.wording import said

__all__ = [
    "DONT_KNOW",
    "DONT_UNDERSTAND",
    "HOW_NAMES",
    "SKIPPED",
    "STATE_EXPORT",
    "STATE_WORDS",
    "AnswerState",
    "Format",
    "Given",
    "HowAnswered",
    "Problem",
    "Value",
    "Who",
    "filled_in",
]


class AnswerState(StrEnum):
    given = "given"
    skipped = "skipped"
    dont_know = "dont_know"
    dont_understand = "dont_understand"


class Format(StrEnum):
    """How the question looked when this answer was given."""

    std = "std"
    easy = "easy"
    paper = "paper"
    helped = "helped"
    notes = "notes"  # sticky notes of a group, one a line


@dataclass(frozen=True)
class Given:
    """One answer. `choices` are option codes in the question's order (a rank: in the person's), or the ids of the files
    that were sent; `text` is what was written, or a number, date or area in its plain form."""

    state: AnswerState
    choices: tuple[str, ...] = ()
    text: str = ""

    @property
    def is_given(self) -> bool:
        return self.state is AnswerState.given


SKIPPED = Given(AnswerState.skipped)
DONT_KNOW = Given(AnswerState.dont_know)
DONT_UNDERSTAND = Given(AnswerState.dont_understand)


# What stands in a sentence: plain text, or words of the survey in every language they were written in.
Value: TypeAlias = str | Mapping[str, str]


@dataclass(frozen=True)
class Problem:
    """A mistake to put right: the field it belongs to and an English sentence that says what to do. Where something
    particular stands in the sentence, `msgid` and `values` are it before that was put in, so that a page can say it in
    another language."""

    field: str
    message: str
    msgid: str = dataclasses.field(default="", compare=False)
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict, compare=False)

    @classmethod
    def with_values(cls, field: str, msgid: str, **values: Value) -> Self:
        """The Problem whose sentence is `msgid` with its `%(name)s` filled in."""
        return cls(field, filled_in(msgid, values, "en"), msgid, values)


def filled_in(words: str, values: Mapping[str, Value], language: str) -> str:
    """A sentence with its values, those that are the survey's own words in one language."""
    own = {name: value if isinstance(value, str) else said(value, language) for name, value in values.items()}
    return words % own if own else words


# How an answer that was not given is shown to the person who did not give it.
STATE_WORDS: Mapping[AnswerState, Mapping[str, str]] = {
    AnswerState.given: {},
    AnswerState.skipped: {"en": "You skipped this"},
    AnswerState.dont_know: {"en": "I don’t know"},
    AnswerState.dont_understand: {
        "en": "I don’t understand the question",
        "en-simple": "I don’t understand this",
    },
}

# The same, as a column of an export says it.
STATE_EXPORT: Mapping[AnswerState, str] = {
    AnswerState.given: "",
    AnswerState.skipped: "(skipped)",
    AnswerState.dont_know: "(don’t know)",
    AnswerState.dont_understand: "(don’t understand)",
}
