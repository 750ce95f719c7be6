"""A question as people will meet it. How it looks is decided where it is answered; `engage.app` hands that in, so that
the preview is the real page without this room knowing the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from engage.web.forms import FieldState
from surveys.answers import Given
from surveys.definition import Definition, Question
from surveys.journey import Journey
from surveys.languages import is_known, language_of
from surveys.questions.posted import ANSWER
from surveys.wording import EASY, SIMPLE

SeesQuestion: TypeAlias = Callable[[Definition, Question, Given | None, str, Journey | None, str], Any]
_sees: list[SeesQuestion] = []

STANDARD, EASY_READ = "std", "easy"
END = "end"


def use_question_page(sees: SeesQuestion) -> None:
    """Tell the preview how a question is laid out for the page people answer on."""
    _sees[:] = [sees]


def as_seen(definition: Definition, question: Question, language: str, media: str = "") -> Any:
    """What the real question page shows, in one language; `media` is where the survey's own pictures are."""
    return _sees[0](definition, question, None, language, None, media)


def modes_of(definition: Definition) -> Sequence[tuple[str, str]]:
    """The ways of reading a draft: Standard, Easy Read, and every language it is put into, finished or not."""
    others = [code for code in definition.languages if code != "en" and not code.endswith(SIMPLE)]
    named = [(code, language_of(code).english) for code in others]
    return ((STANDARD, "Standard"), (EASY_READ, "Easy Read"), *named)


def mode_in(raw: str) -> str:
    """A way of reading out of an address; anything else is Standard."""
    return raw if raw == EASY_READ or is_known(raw) else STANDARD


def language_in(mode: str) -> str:
    """The language a way of reading shows."""
    return {STANDARD: "en", EASY_READ: EASY}.get(mode, mode)


@dataclass(frozen=True)
class PreviewTurn:
    """Stands in for somebody's turn at the question: nobody's, and nothing is kept."""

    is_last: bool
    who: str = ""
    to_check: bool = False
    is_kept: bool = False


def screens(definition: Definition) -> tuple[str, ...]:
    """Every screen in order, whatever the rules say, and one turn of each repeat: all of it is to be looked at."""
    return tuple(step.id for step in definition.steps if step.turn in {None, 1})


def screen_of(definition: Definition, id: str) -> str | None:
    """The screen with an id; for a question as it is written, its first."""
    shown = screens(definition)
    root = next((step.id for step in definition.steps if step.root == id and step.id in shown), None)
    return id if id in shown else root


def question_at(definition: Definition, screen: str) -> Question | None:
    """What a screen asks."""
    step = definition.step(screen)
    return step.question if step else None


def turn_at(definition: Definition, screen: str) -> PreviewTurn:
    """The turn the page is told about."""
    return PreviewTurn(is_last=screens(definition)[-1:] == (screen,))


def values_at(definition: Definition, screen: str, language: str, media: str = "") -> dict[str, Any]:
    """What the page of one screen shows when nobody answers it, in one language. The screen must be one of `screens`."""
    question = question_at(definition, screen)
    assert question
    empty = FieldState(ANSWER)
    return {
        "asked": as_seen(definition, question, language, media),
        "turn": turn_at(definition, screen),
        "text": empty,
        "picks_field": empty,
        "mark": "",
        "kept_elsewhere": "",
        "was_lost": False,
    }


def leads_to(definition: Definition, screen: str, go: str, mode: str) -> str:
    """Where a button of the preview leads, after `…/preview`: a screen, or `end` after the last."""
    shown = screens(definition)
    place = shown.index(screen) if screen in shown else 0
    if go in {STANDARD, EASY_READ} or is_known(go):
        return f"/{screen}?mode={mode_in(go)}"
    if go == "back":
        return f"/{shown[max(place - 1, 0)] if shown else END}?mode={mode}"
    if go == "next":
        return f"/{shown[place + 1] if place + 1 < len(shown) else END}?mode={mode}"
    return f"/{screen}?mode={mode}"
