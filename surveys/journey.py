"""What comes next on one person's way through a survey. Pure: the answers so far are handed in, no page is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from surveys.answers import Given
from surveys.definition import Definition, Step
from surveys.who import NOBODY, Who


@dataclass(frozen=True)
class Journey:
    """One way through. An id this person is not asked leads back to the start, so a stale link is never a dead end."""

    definition: Definition
    answers: Mapping[str, Given]
    who: Who = NOBODY

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The ids of the screens this person meets, in order, as far as the answers so far tell."""
        return tuple(step.id for step in self.definition.steps if self._turns(step))

    def _turns(self, step: Step) -> bool:
        """Whether a screen of a repeat is among the turns that were asked for."""
        if step.turn is None or step.repeat is None:
            return True
        counted = self.answers.get(step.repeat)
        if counted is None or not counted.choices:
            return False
        return step.turn <= int(counted.choices[0])

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {id: place for place, id in enumerate(self.steps)}

    def has(self, id: str) -> bool:
        """Whether this person is asked this question."""
        return id in self._places

    def first(self) -> str | None:
        """The first question, or None when there is none."""
        return self.steps[0] if self.steps else None

    def next_after(self, id: str) -> str | None:
        """The question that follows, or None when it is time to check the answers."""
        if id not in self._places:
            return self.first()
        place = self._places[id] + 1
        return self.steps[place] if place < len(self.steps) else None

    def before(self, id: str) -> str | None:
        """The question before, or None at the start."""
        place = self._places.get(id, 0)
        return self.steps[place - 1] if place else None

    def position(self, id: str) -> tuple[int, int]:
        """Which question of how many, counted from 1; 0 for a question that is not asked."""
        return self._places.get(id, -1) + 1, len(self.steps)

    def unanswered(self) -> tuple[str, ...]:
        """The questions never passed with Next. A skipped question has been passed."""
        return tuple(id for id in self.steps if id not in self.answers)

    def resume(self) -> str | None:
        """Where to go on after a break: the first question never passed, or None when all were."""
        return next(iter(self.unanswered()), None)
