"""Who sees a consultation and how much of it: the one place where custody is decided, for pages and exports alike.

The organisation that ran a consultation has custody: its people see everything their role allows. A partner
organisation sees agreed themes, or also the words, as was agreed when it was made a partner. For everybody else
the consultation does not exist (404).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.consultations.tables import Sees
from engage.database import rows
from engage.web.errors import NotAllowed, NotThere


@dataclass(frozen=True)
class SeenConsultation:
    """A consultation as one actor sees it."""

    id: UUID
    survey: UUID
    slug: str
    state: str
    title: str
    purpose: str
    organisation: UUID
    organisation_name: str
    is_own: bool
    may_build: bool
    may_share: bool
    may_read_words: bool
    may_see_themes: bool
    may_review: bool
    may_sign: bool

    def needs(self, permitted: bool) -> "SeenConsultation":
        """The same, or NotAllowed: `find_consultation_for(…).needs(c.may_read_words)` reads as it is meant."""
        if not permitted:
            raise NotAllowed
        return self


_FIND = """
SELECT c.id, c.survey, s.slug, s.state, c.title, c.purpose, c.organisation, o.name AS organisation_name,
       coalesce((SELECT json_object_agg(p.organisation, p.sees) FROM partner p WHERE p.consultation = c.id), '{}')::jsonb
           AS partners
FROM consultation c JOIN survey s ON s.id = c.survey JOIN organisation o ON o.id = c.organisation
WHERE (c.organisation = ANY($1) OR EXISTS (
    SELECT 1 FROM partner p WHERE p.consultation = c.id AND p.organisation = ANY($1)))
  AND ($2::uuid IS NULL OR c.id = $2)
ORDER BY c.created_at DESC
"""


async def consultations_for(actor: Actor) -> Sequence[SeenConsultation]:
    """Every consultation this actor sees, newest first."""
    found = await rows(_FIND, list(actor.organisations()), None)
    return tuple(seen for row in found if (seen := _as_seen(actor, row)) is not None)


async def find_consultation_for(actor: Actor, id: UUID) -> SeenConsultation:
    """One consultation as this actor sees it; NotThere when it is not theirs to see."""
    found = await rows(_FIND, list(actor.organisations()), id)
    seen = _as_seen(actor, found[0]) if found else None
    if seen is None:
        raise NotThere
    return seen


def _as_seen(actor: Actor, row: dict[str, Any]) -> SeenConsultation | None:
    partners: dict[str, str] = json.loads(row["partners"])
    own = row["organisation"]
    theirs = [UUID(key) for key in partners if UUID(key) in actor.organisations()]
    with_words = [one for one in theirs if partners[str(one)] == Sees.words]

    def may(permission: Permission, where: Sequence[UUID]) -> bool:
        return any(actor.may(permission, one) for one in where)

    everywhere = [own, *theirs]
    if not (may(Permission.consultations_see, everywhere) or may(Permission.themes_see, everywhere)):
        return None
    return SeenConsultation(
        id=row["id"],
        survey=row["survey"],
        slug=row["slug"],
        state=row["state"],
        title=row["title"],
        purpose=row["purpose"],
        organisation=own,
        organisation_name=row["organisation_name"],
        is_own=own in actor.organisations(),
        may_build=actor.may(Permission.consultations_build, own),
        may_share=actor.may(Permission.consultations_share, own),
        may_read_words=may(Permission.answers_read, [own, *with_words]),
        may_see_themes=may(Permission.themes_see, everywhere),
        may_review=may(Permission.themes_review, [own, *with_words]),
        # questions are for everybody to read sooner or later; what people answered is not
        may_sign=may(Permission.consultations_build, everywhere),
    )
