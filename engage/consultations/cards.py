"""Every consultation a person sees, with its dates and how many answered: what the overview and the list show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.consultations import overview, stages
from engage.consultations.answers.counted import people_words
from engage.consultations.policy import SeenConsultation, consultations_for
from engage.consultations.stages import Step
from engage.consultations.words import group_words
from engage.database import rows
from surveys.definition import Group


@dataclass(frozen=True)
class Card:
    """One consultation in a list. `href` is empty for someone who may only read its themes elsewhere."""

    seen: SeenConsultation
    href: str
    groups: tuple[Group, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    tells_by: date | None
    told_at: datetime | None
    answered: int
    step: Step
    is_over: bool
    is_to_come: bool

    @property
    def line(self) -> tuple[tuple[str, str], ...]:
        return stages.line_to(self.step)

    @property
    def people(self) -> str:
        """How many answered, protected for those who may not read the words."""
        return people_words(self.answered, exact=self.seen.may_read_words)

    def days_late(self, today: date) -> int:
        """How many days the promise to tell people has been overdue; 0 while it is not."""
        is_open = self.step is not Step.written and self.told_at is None and self.tells_by is not None
        return max(0, (today - self.tells_by).days) if is_open and self.tells_by else 0

    @property
    def asks(self) -> str:
        return group_words(self.groups)


_DATES = """
SELECT s.id, s.opens_at, s.closes_at, s.tells_by, s.told_at, s.groups,
       (SELECT count(*) FROM response r
         WHERE r.survey = s.id AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL) AS answered
FROM survey s WHERE s.id = ANY($1)
"""


async def cards_for(actor: Actor, *, now: datetime) -> Sequence[Card]:
    """One card for each consultation this actor sees, newest first."""
    seen = await consultations_for(actor)
    dates = {row["id"]: row for row in await rows(_DATES, [one.survey for one in seen])}
    told = await overview.told_among([one.id for one in seen])
    return tuple(_card(actor, one, dates[one.survey], told, now) for one in seen)


def _card(
    actor: Actor, seen: SeenConsultation, row: Mapping[str, Any], told: frozenset[UUID], now: datetime
) -> Card:
    return Card(
        seen=seen,
        href=f"/staff/consultations/{seen.id}" if actor.may(Permission.consultations_see) else "",
        groups=tuple(Group(group) for group in row["groups"]),
        opens_at=row["opens_at"],
        closes_at=row["closes_at"],
        tells_by=row["tells_by"],
        told_at=row["told_at"],
        answered=row["answered"],
        step=stages.step_of(seen.state, seen.id in told),
        is_over=stages.is_over(seen.state, row["closes_at"], now),
        is_to_come=stages.is_to_come(seen.state, row["opens_at"], now),
    )
