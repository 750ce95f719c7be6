"""What waits for a person, and how far each consultation has come. Rooms above add to both without being known here:
they register functions while they are imported, and `engage.app` imports every room."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.policy import SeenConsultation


@dataclass(frozen=True)
class Need:
    """One thing that waits for somebody. Smaller ranks come first, then the nearest day."""

    title: str  # what to do, as a sentence: "Finish writing “School and you”"
    text: str  # why, or how far it is
    href: str
    button: str  # what the link says: "Go on writing"
    rank: int = 50
    due: date | None = None


@dataclass(frozen=True)
class Told:
    """A line about one consultation for its own page, with a link to where more is said."""

    text: str
    href: str
    link: str


TellsAbout: TypeAlias = Callable[[SeenConsultation], Awaitable[Sequence[Told]]]
AsksNeeds: TypeAlias = Callable[[Actor], Awaitable[Sequence[Need]]]
FindsTold: TypeAlias = Callable[[Sequence[UUID]], Awaitable[Collection[UUID]]]

_needs: list[AsksNeeds] = []
_told: list[FindsTold] = []
_lines: list[TellsAbout] = []


def asks_needs(find: AsksNeeds) -> AsksNeeds:
    """Decorator: `async (actor) -> Sequence[Need]`, asked for each overview. It sees only what the actor may see."""
    _needs.append(find)
    return find


def finds_told(find: FindsTold) -> FindsTold:
    """Decorator: `async (ids of consultations) -> those whose people were told what changed`."""
    _told.append(find)
    return find


def tells_about(tell: TellsAbout) -> TellsAbout:
    """Decorator: `async (seen) -> Sequence[Told]`, asked for each consultation's own page. It tells only what may be seen."""
    _lines.append(tell)
    return tell


async def lines_about(seen: SeenConsultation) -> tuple[Told, ...]:
    """What other rooms tell on a consultation's own page."""
    return tuple([line for tell in _lines for line in await tell(seen)])


async def needs_of(actor: Actor) -> tuple[Need, ...]:
    """Everything that waits for this person, most pressing first."""
    found = [need for find in _needs for need in await find(actor)]
    return tuple(sorted(found, key=lambda need: (need.rank, need.due or date.max, need.title)))


async def told_among(consultations: Sequence[UUID]) -> frozenset[UUID]:
    """Those whose people were told what changed."""
    told: set[UUID] = set()
    for find in _told:
        told |= {*await find(consultations)}
    return frozenset(told)
