"""Making organisations, people and memberships, and finding them again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor, Held
from engage.access.permissions import Role
from engage.accounts.tables import Membership, Organisation, Person, Place
from engage.database import rows


async def name_place(name: str, area: str) -> None:
    """Say what this site is called."""
    await Place.delete(force=True)
    await Place(name=name, area=area).save()


async def found_organisation(name: str, kind: str) -> UUID:
    """A new organisation; its id."""
    organisation = Organisation(name=name, kind=kind)
    await organisation.save()
    return UUID(str(organisation.id))


async def organisations() -> Sequence[dict[str, Any]]:
    """Every organisation with how many people it has, by name."""
    return await rows(
        """SELECT o.id, o.name, o.kind, count(DISTINCT m.person) AS people
           FROM organisation o LEFT JOIN membership m ON m.organisation = o.id GROUP BY o.id ORDER BY o.name"""
    )


async def welcome(name: str, email: str | None, *, now: datetime) -> UUID:
    """A new person; their id. The e-mail address is kept in small letters."""
    person = Person(name=name, email=email.lower() if email else None, created_at=now)
    await person.save()
    return UUID(str(person.id))


async def join(person: UUID, organisation: UUID, role: Role) -> None:
    """Give a person a role in an organisation (once)."""
    await rows(
        """INSERT INTO membership (id, person, organisation, role) VALUES (gen_random_uuid(), $1, $2, $3)
           ON CONFLICT DO NOTHING""",
        person, organisation, role.value,
    )  # fmt: skip


async def leave(membership: UUID) -> None:
    """Take a role away."""
    await Membership.delete().where(Membership.id == membership)


async def people() -> Sequence[dict[str, Any]]:
    """Everybody who may sign in, with their roles, by name."""
    return await rows(
        """SELECT p.id, p.name, p.email, p.is_active,
                  coalesce(json_agg(json_build_object('id', m.id, 'role', m.role, 'organisation', o.name)
                           ORDER BY o.name, m.role) FILTER (WHERE m.id IS NOT NULL), '[]')::text AS roles
           FROM person p LEFT JOIN membership m ON m.person = p.id LEFT JOIN organisation o ON o.id = m.organisation
           GROUP BY p.id ORDER BY p.name"""
    )


async def find_by_email(email: str) -> dict[str, Any] | None:
    """The active person with this address."""
    found = await rows(
        "SELECT id, name, email FROM person WHERE email = $1 AND is_active", email.strip().lower()
    )
    return found[0] if found else None


_ACTOR = """
SELECT p.id, p.name, p.email, m.organisation, o.name AS organisation_name, m.role
FROM person p LEFT JOIN membership m ON m.person = p.id LEFT JOIN organisation o ON o.id = m.organisation
WHERE p.id = $1 AND p.is_active ORDER BY o.name, m.role
"""


async def find_actor(person: UUID) -> Actor | None:
    """The person as an actor, with the rights of this moment."""
    return as_actor(await rows(_ACTOR, person))


def as_actor(found: Sequence[dict[str, Any]]) -> Actor | None:
    """One actor from joined rows of person, membership and organisation."""
    if not found:
        return None
    held = tuple(
        Held(row["organisation"], row["organisation_name"], Role(row["role"])) for row in found if row["role"]
    )
    return Actor(found[0]["id"], found[0]["name"], found[0]["email"] or "", held)
