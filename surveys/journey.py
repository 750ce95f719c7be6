"""What comes next on one person's way through a survey. Pure: the answers so far are handed in, no page is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from surveys.answers import Given
from surveys.definition import Definition
from surveys.way import Way, way_through
from surveys.who import NOBODY, Who


@dataclass(frozen=True)
class Journey:
    """One way through, as far as the answers so far tell.

    From a screen this person is not asked (any more), Next leads to the one they are asked after it, Back to the one
    before; an id that the survey does not have leads to the start. So a stale link is never a dead end.
    """

    definition: Definition
    answers: Mapping[str, Given]
    who: Who = NOBODY

    @cached_property
    def _way(self) -> Way:
        return way_through(self.definition, self.answers, self.who)

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the screens this person meets, in order."""
        return self._way.steps

    @property
    def kept(self) -> Mapping[str, Given]:
        """The answers to screens on the way, by screen: the ones that count, steer and may be repeated to the person."""
        return self._way.answers

    @property
    def is_settled(self) -> bool:
        """Whether the number of screens is certain; while it is not, no page may promise "of 12"."""
        return self._way.is_settled

    def asked_ids(self) -> frozenset[str]:
        """The ids of the screens this person meets."""
        return frozenset(self._places)

    def is_asked(self, id: str) -> bool:
        """Whether this person meets this screen."""
        return id in self._places

    def has(self, id: str) -> bool:
        """The same."""
        return self.is_asked(id)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {id: place for place, id in enumerate(self.steps)}

    @cached_property
    def _places_written(self) -> Mapping[str, int]:
        return {step.id: place for place, step in enumerate(self.definition.steps)}

    @cached_property
    def _asked_places(self) -> tuple[int, ...]:
        return tuple(self._places_written[id] for id in self.steps)

    def first(self) -> str | None:
        """The first screen, or None when there is none."""
        return self.steps[0] if self.steps else None

    def next_after(self, id: str) -> str | None:
        """The screen that follows, or None when it is time to check the answers."""
        if id not in self._places_written:
            return self.first()
        place = bisect_right(self._asked_places, self._places_written[id])
        return self.steps[place] if place < len(self.steps) else None

    def before(self, id: str) -> str | None:
        """The screen before, or None at the start."""
        if id not in self._places_written:
            return None
        place = bisect_left(self._asked_places, self._places_written[id])
        return self.steps[place - 1] if place else None

    def position(self, id: str) -> tuple[int, int]:
        """Which screen of how many, counted from 1; 0 for one that is not asked. How many is the way as far as it is
        known: it can still change while `is_settled` is False."""
        return self._places.get(id, -1) + 1, len(self.steps)

    def unanswered(self) -> tuple[str, ...]:
        """The screens never passed with Next. A skipped question has been passed."""
        return tuple(id for id in self.steps if id not in self.answers)

    def resume(self) -> str | None:
        """Where to go on after a break: the first screen never passed, or None when all were."""
        return next(iter(self.unanswered()), None)
