"""Who is asking: a signed-in person with what they are where, or the site itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from engage.access.permissions import GRANTS, Permission, Role


@dataclass(frozen=True)
class Held:
    """One membership: a role in an organisation."""

    organisation: UUID
    organisation_name: str
    role: Role


class Link(NamedTuple):
    """One place the person may go."""

    href: str
    text: str


# in the order of the staff navigation: where it leads, what it says, what it needs
_PLACES: tuple[tuple[str, str, Permission | None], ...] = (
    ("/staff", "Overview", None),
    ("/staff/consultations", "Consultations", Permission.consultations_see),
    ("/staff/themes", "Themes", Permission.themes_see),
    ("/staff/plan", "Plan", Permission.plan_see),
    ("/staff/entries", "You said, we did", Permission.entries_see),
    ("/staff/people", "People", Permission.people_manage),
    ("/staff/languages", "Languages", Permission.people_manage),
    ("/staff/letters", "Letters", Permission.letters_read),
    ("/staff/audit", "History", Permission.audit_read),
)


@dataclass(frozen=True)
class Actor:
    """A signed-in person, as rights were when this request began."""

    id: UUID
    name: str
    email: str
    held: tuple[Held, ...]

    def may(self, permission: Permission, organisation: UUID | None = None) -> bool:
        """Whether the person may do this: in one organisation, or in any when none is named."""
        return any(
            permission in GRANTS[one.role] for one in self.held if organisation in {None, one.organisation}
        )

    def organisations(self, permission: Permission | None = None) -> frozenset[UUID]:
        """Where the person has a permission (or is a member at all)."""
        return frozenset(
            one.organisation for one in self.held if permission is None or permission in GRANTS[one.role]
        )

    @property
    def is_staff(self) -> bool:
        """Whether the person has any work here at all."""
        return any(GRANTS[one.role] for one in self.held)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(one.role for one in self.held)

    @property
    def links(self) -> tuple[Link, ...]:
        """The staff navigation for this person."""
        return tuple(
            Link(href, text)
            for href, text, needs in _PLACES
            if self.is_staff and (needs is None or self.may(needs))
        )


def names_of(held: Iterable[Held]) -> str:
    """Organisation names, each once, joined for a sentence."""
    return ", ".join(dict.fromkeys(one.organisation_name for one in held))
