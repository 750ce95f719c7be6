"""A question as people will meet it. How it looks is decided where it is answered; `engage.app` hands that in, so that
the preview is the real page without this room knowing the other."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from surveys.answers import Given
from surveys.definition import Definition, Question
from surveys.journey import Journey

SeesQuestion: TypeAlias = Callable[[Definition, Question, Given | None, str], Any]
_sees: list[SeesQuestion] = []


def use_question_page(sees: SeesQuestion) -> None:
    """Tell the preview how a question is laid out for the page people answer on."""
    _sees[:] = [sees]


def as_seen(definition: Definition, question: Question, language: str) -> Any:
    """What the real question page shows, in one language."""
    return _sees[0](definition, question, None, language)


class Mode(StrEnum):
    """The two ways of reading."""

    std = "std"
    easy = "easy"


@dataclass(frozen=True)
class PreviewTurn:
    """Stands in for somebody's turn at the question: nobody's, and nothing is kept."""

    is_last: bool
    who: str = ""
    to_check: bool = False


def turn_at(definition: Definition, question: Question) -> PreviewTurn:
    """The turn the page is told about."""
    return PreviewTurn(is_last=Journey(definition, {}).next_after(question.id) is None)


def leads_to(definition: Definition, question: str, go: str, mode: Mode) -> str:
    """Where a button of the preview leads, after `…/preview`: a question, or `end` after the last."""
    journey = Journey(definition, {})
    if go in set(Mode):
        return f"/{question}?mode={go}"
    if go == "back":
        return f"/{journey.before(question) or question}?mode={mode}"
    after = question if go == "stop" else journey.next_after(question)
    return f"/{after or 'end'}?mode={mode}"
