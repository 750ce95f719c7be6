"""What differs between two wordings, as staff read it: one heading a part, one line a difference. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engage.consultations.changing.changes_sentences import in_language, named, sentence
from surveys.differences import Part, What
from surveys.languages import language_of
from surveys.word_by_word import Piece, word_by_word
from surveys.wording import SIMPLE


@dataclass(frozen=True)
class Line:
    """One difference. A text has `pieces` and says in which language; anything else is one sentence."""

    label: str
    sentence: str = ""
    pieces: tuple[Piece, ...] = ()
    language: str = "en"

    @property
    def direction(self) -> str:
        return language_of(self.language).direction


@dataclass(frozen=True)
class PartTold:
    """One part that differs, and what has to be said about it before it is published."""

    id: str
    title: str
    words: str
    lines: tuple[Line, ...]
    asks: bool
    only_apart: bool
    may_be_same: bool


def told(parts: Sequence[Part]) -> tuple[PartTold, ...]:
    """Every part in the order it was found."""
    return tuple(
        PartTold(
            part.id,
            title_of(part),
            part.words,
            tuple(_lines(part)),
            part.asks_for_join,
            part.must_be_apart,
            part.is_wording_only,
        )
        for part in parts
    )


def title_of(part: Part) -> str:
    """What a part is called: `Question 3`, `A heading`."""
    if part.is_question:
        return f"Question {part.number}"
    return "A heading" if part.is_section else "The beginning"


def _lines(part: Part) -> Iterator[Line]:
    for one in part.found:
        if one.what in {What.reworded, What.worded}:
            label = f"{named(part, one.place)}{in_language(one.language)}"
            language = one.language.removesuffix(SIMPLE)
            yield Line(label, pieces=word_by_word(one.before, one.after), language=language)
        else:
            yield Line("", sentence(part, one))
