"""One person at one of the ways to reach the people of a consultation: what all of those ways have in common."""

from dataclasses import dataclass
from typing import ClassVar

from engage.access.actors import Actor
from engage.consultations.policy import SeenConsultation
from surveys.authoring import groups_of
from surveys.tables import Survey
from surveys.who import Group


@dataclass(frozen=True)
class Reaching:
    """Who it is, at which consultation, with which survey. `way` is the last word of the address of its pages."""

    way: ClassVar[str]

    actor: Actor
    seen: SeenConsultation
    survey: Survey

    @property
    def here(self) -> str:
        """Where this way has its pages."""
        return f"/staff/consultations/{self.seen.id}/{self.way}"

    @property
    def groups(self) -> tuple[Group, ...]:
        """Who the survey asks."""
        return groups_of(self.survey)
