"""The people every test knows, made through the functions a person's click would reach."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Role
from engage.accounts import people, sessions
from engage.accounts.place import forget_site
from engage.database import writing

NOW = datetime(2025, 11, 24, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Organisations and people; `actor("Priya")` is her with her rights, `session("Priya")` a cookie value."""

    forum: UUID
    council: UUID
    health: UUID
    people: dict[str, UUID]

    async def actor(self, name: str) -> Actor:
        found = await people.find_actor(self.people[name])
        assert found
        return found

    async def session(self, name: str) -> str:
        async with writing():
            return await sessions.begin(self.people[name], "Test browser", now=datetime.now(UTC))


async def gather_cast() -> Cast:
    """Everybody, in one transaction."""
    async with writing():
        await people.name_place("Northmere Voices", "Northmere")
        forum = await people.found_organisation("Northmere Parent Carers", "forum")
        council = await people.found_organisation("Northmere Council", "council")
        health = await people.found_organisation("Northmere NHS", "health")
        wanted = {
            "Asha": (forum, Role.young_person),
            "Ben": (forum, Role.young_person),
            "Priya": (forum, Role.forum_lead),
            "Mo": (forum, Role.moderator),
            "Ana": (council, Role.officer),
            "Sam": (council, Role.officer),
            "Nia": (health, Role.officer),
            "Bo": (council, Role.board_reader),
            "Dee": (council, Role.safeguarding_lead),
            "Grace": (council, Role.administrator),
        }
        made: dict[str, UUID] = {}
        for name, (organisation, role) in wanted.items():
            made[name] = await people.welcome(name, f"{name.lower()}@example.org", now=NOW)
            await people.join(made[name], organisation, role)
    forget_site()
    return Cast(forum, council, health, made)
