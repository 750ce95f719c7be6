"""How many people there are, made up, matched to the question that asks how old: so that one can see who is missing."""

from datetime import datetime
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.database import writing
from engage.demo.sources import days, source
from engage.invitations.reach.matching import Match, keep_match
from engage.invitations.reach.numbers import Dimension, Line
from engage.invitations.reach.population import keep
from surveys.bank import banked
from surveys.definition import Question


def asks_age() -> Question:
    """The question bank's own."""
    found = banked(source("reach")["question"])
    assert found
    return found.question


def age_of(n: int) -> str:
    """What the nth set of answers says about age; "" where it was skipped."""
    told = source("reach")["answers"]
    return str(told["age_of_older"] if n in told["older"] else told["ages"][n % len(told["ages"])])


async def count_people(actor: Actor, consultation: UUID, now: datetime) -> None:
    """Keep the numbers, and what they are matched to."""
    told = source("reach")
    lines = tuple(Line(one["label"], one["people"]) for one in told["groups"])
    counted_on = (now - days(told["counted_days_ago"])).date()
    codes = {one["label"]: tuple(one["codes"]) for one in told["groups"]}
    async with writing():
        await keep(Dimension(told["name"], lines, told["source"], counted_on))
        await keep_match(consultation, Match(told["name"], told["question"], codes))
        await trail.record(
            actor, "population:kept", consultation, f"Kept how many people there are by “{told['name']}”", now=now,
            detail={"dimension": told["name"], "groups": len(lines)},
        )  # fmt: skip
