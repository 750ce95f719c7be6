"""Who may read, write and publish entries of a consultation. What `consultations.policy` lets somebody see, this only narrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.consultations.policy import SeenConsultation, consultations_for, find_consultation_for
from engage.database import rows
from engage.web.errors import NotAllowed


@dataclass(frozen=True)
class EntryRights:
    """One consultation with what an actor may do about its entries."""

    consultation: SeenConsultation
    may_write: bool
    may_publish: bool


_INVOLVED = """
SELECT c.id, c.organisation FROM consultation c WHERE c.id = ANY($1)
UNION SELECT p.consultation, p.organisation FROM partner p WHERE p.consultation = ANY($1)
"""


async def rights_of(actor: Actor) -> Mapping[UUID, EntryRights]:
    """Every consultation whose entries this actor may read, newest first."""
    return await _narrowed(actor, await consultations_for(actor))


async def find_rights(actor: Actor, consultation: UUID) -> EntryRights:
    """The rights in one consultation. NotThere when it is not theirs to see, NotAllowed when its entries are not."""
    found = await _narrowed(actor, [await find_consultation_for(actor, consultation)])
    if consultation not in found:
        raise NotAllowed
    return found[consultation]


async def _narrowed(actor: Actor, seen: Sequence[SeenConsultation]) -> dict[UUID, EntryRights]:
    """A right counts in the organisations that run or share a consultation, not in others the person belongs to."""
    involved: dict[UUID, list[UUID]] = {}
    for row in await rows(_INVOLVED, [one.id for one in seen]):
        involved.setdefault(row["id"], []).append(row["organisation"])

    def may(permission: Permission, consultation: UUID) -> bool:
        return any(actor.may(permission, one) for one in involved.get(consultation, ()))

    return {
        one.id: EntryRights(
            one, may(Permission.entries_write, one.id), may(Permission.entries_publish, one.id)
        )
        for one in seen
        if one.may_see_themes and may(Permission.entries_see, one.id)
    }
