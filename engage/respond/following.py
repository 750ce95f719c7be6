"""What became of each thing a person said, as they may see it when they come back with their three words. Themes and
what was done stand above this room; `engage.app` hands in how to find them, so that this room knows neither."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID


class Reached(StrEnum):
    """How far somebody's words have come."""

    waiting = "waiting"  # the answers are being read
    alone = "alone"  # a person read them; they fit no theme
    few = "few"  # they are in a theme that too few people share for it to be named
    theme = "theme"  # they are in a theme that can be named


@dataclass(frozen=True)
class Change:
    """One published "you said, we did". Words are in the person's language; one that was taken back has none, but the
    day and the reason."""

    href: str
    outcome: str = ""
    heading: str = ""
    said: str = ""
    did: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""


@dataclass(frozen=True)
class Followed:
    """What became of one open answer. `theme` is the agreed name, only where `reached` is theme."""

    reached: Reached = Reached.waiting
    theme: str = ""
    changes: tuple[Change, ...] = ()


Finds: TypeAlias = Callable[[UUID], Awaitable[Mapping[str, Followed]]]
Stops: TypeAlias = Callable[[UUID, datetime], Awaitable[int]]
_finds: list[Finds] = []
_stops: list[Stops] = []


def use_followed(finds: Finds, stops: Stops) -> None:
    """Tell this room how to find what became of a response (by the id of each answer's screen, in the language of the
    request), and how to take down what quotes it (returns how many; runs inside `writing()`)."""
    _finds[:], _stops[:] = [finds], [stops]


async def followed(response: UUID) -> Mapping[str, Followed]:
    """What became of each open answer of a response; nothing of others."""
    return await _finds[0](response) if _finds else {}


async def take_down_quotes(response: UUID, now: datetime) -> int:
    """Take down at once whatever quotes this response in public; how many entries went. Must run inside `writing()`."""
    return await _stops[0](response, now) if _stops else 0


@dataclass(frozen=True)
class Together:
    """Answers that came to the same place: the questions they answered, and what became of them."""

    followed: Followed
    questions: tuple[str, ...]


def together(asked: Sequence[tuple[str, str]], found: Mapping[str, Followed]) -> tuple[Together, ...]:
    """`asked`: (screen, its question) in the order of the survey. What came furthest stands first."""
    gathered: dict[Followed, list[str]] = {}
    for screen, question in asked:
        if screen in found:
            gathered.setdefault(found[screen], []).append(question)
    groups = [Together(one, tuple(questions)) for one, questions in gathered.items()]
    return tuple(sorted(groups, key=_furthest))


def _furthest(one: Together) -> tuple[bool, int]:
    order = (Reached.theme, Reached.few, Reached.alone, Reached.waiting)
    return (not one.followed.changes, order.index(one.followed.reached))
