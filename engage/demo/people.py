"""The place, its organisations and its people."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Role
from engage.accounts import people
from engage.database import writing
from engage.demo.sources import source


@dataclass(frozen=True)
class Cast:
    """Everybody, by first name, and every organisation, by name."""

    people: dict[str, UUID]
    organisations: dict[str, UUID]

    async def actor(self, first_name: str) -> Actor:
        """One of them with their rights."""
        found = await people.find_actor(self.people[first_name])
        assert found
        return found


async def gather(now: datetime) -> Cast:
    """Make them all, in one transaction."""
    told = source("people")
    async with writing():
        await people.name_place(told["place"]["name"], told["place"]["area"])
        organisations = {
            one["name"]: await people.found_organisation(one["name"], one["kind"])
            for one in told["organisations"]
        }
        made: dict[str, UUID] = {}
        for one in told["people"]:
            person = await people.welcome(one["name"], one["email"], now=now)
            for role in one["roles"]:
                await people.join(person, organisations[one["organisation"]], Role(role))
            made[first_name(one["name"])] = person
    return Cast(made, organisations)


def first_name(name: str) -> str:
    """`Priya` of `Priya Sandhu`."""
    return name.removeprefix("Councillor ").partition(" ")[0]
