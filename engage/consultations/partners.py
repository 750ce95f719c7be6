"""Which other organisations see a consultation, and how much of it; who may decide that is asked above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.policy import SeenConsultation
from engage.consultations.tables import Sees
from engage.database import rows

SEES_WORDS = {Sees.themes: "sees themes", Sees.words: "sees themes and words"}


@dataclass(frozen=True)
class PartnerSeen:
    """One organisation that may see this consultation."""

    organisation: UUID
    name: str
    sees: Sees

    @property
    def sees_words(self) -> str:
        return SEES_WORDS[self.sees]


async def partners_of(consultation: UUID) -> Sequence[PartnerSeen]:
    """Every partner, by name."""
    found = await rows(
        """SELECT p.organisation, o.name, p.sees FROM partner p JOIN organisation o ON o.id = p.organisation
           WHERE p.consultation = $1 ORDER BY o.name""",
        consultation,
    )
    return tuple(PartnerSeen(row["organisation"], row["name"], Sees(row["sees"])) for row in found)


async def might_join(seen: SeenConsultation) -> Sequence[tuple[UUID, str]]:
    """The organisations that are no partner yet, as choices."""
    found = await rows(
        """SELECT id, name FROM organisation o WHERE id <> $1 AND NOT EXISTS (
               SELECT 1 FROM partner p WHERE p.consultation = $2 AND p.organisation = o.id) ORDER BY name""",
        seen.organisation, seen.id,
    )  # fmt: skip
    return tuple((row["id"], row["name"]) for row in found)


async def share(
    actor: Actor, seen: SeenConsultation, organisation: UUID, sees: Sees, *, now: datetime
) -> bool:
    """Let an organisation see it, or change how much; False for one that is not there. Must run inside `writing()`."""
    named = await rows(
        "SELECT name FROM organisation WHERE id = $1 AND id <> $2", organisation, seen.organisation
    )
    if not named:
        return False
    await rows(
        """INSERT INTO partner (id, consultation, organisation, sees) VALUES (gen_random_uuid(), $1, $2, $3)
           ON CONFLICT (consultation, organisation) DO UPDATE SET sees = excluded.sees""",
        seen.id, organisation, sees.value,
    )  # fmt: skip
    much = "the agreed themes and people’s words" if sees is Sees.words else "the agreed themes"
    await trail.record(
        actor, "partner:shared", seen.id, f"Let {named[0]['name']} see {much}", now=now,
        detail={"organisation": organisation, "sees": sees.value},
    )  # fmt: skip
    return True


async def stop_sharing(actor: Actor, seen: SeenConsultation, organisation: UUID, *, now: datetime) -> None:
    """Take an organisation's sight of it away. Must run inside `writing()`."""
    gone = await rows(
        """DELETE FROM partner p USING organisation o
           WHERE o.id = p.organisation AND p.consultation = $1 AND p.organisation = $2 RETURNING o.name""",
        seen.id, organisation,
    )  # fmt: skip
    if gone:
        await trail.record(
            actor, "partner:ended", seen.id, f"Stopped sharing with {gone[0]['name']}", now=now,
            detail={"organisation": organisation},
        )  # fmt: skip
