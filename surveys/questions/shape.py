"""What question types hand around: what was posted, what a page shows, and how an export and a paper look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from surveys.definition import Option, Question, said

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

    @classmethod
    def of(cls, question: Question) -> "Column":
        """The column of a whole question."""
        return cls(question.id, heading(question))

    @classmethod
    def part(cls, question: Question, option: Option, ending: str = "") -> "Column":
        """The column of one of its options or lines."""
        words = f"{heading(question)} – {said(option.text, 'en')}{ending}"
        return cls(f"{question.id}.{option.code}", words)


@dataclass(frozen=True)
class Paper:
    """How a question is answered on paper: what to do, boxes to tick (or, `numbered`, to number) with their words, and
    lines to write on with a label each ("" for plain lines)."""

    instruction: str  # a msgid
    boxes: tuple[Option, ...] = ()
    numbered: bool = False
    lines: tuple[str, ...] = ()


def heading(question: Question) -> str:
    """A question in one line, for the head of a column; a statement stands behind the words of its set."""
    stem, words = said(question.stem, "en"), said(question.text, "en")
    return f"{stem} – {words}" if stem else words
