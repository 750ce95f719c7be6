"""A person says that people were told what came of a consultation, which keeps its promise, or takes that back. Both stand
in the history. The caller opens the transaction."""

from datetime import datetime

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.policy import SeenConsultation
from engage.yousaid.news import tell_of_all
from surveys import promises


async def have_told(actor: Actor, seen: SeenConsultation, *, now: datetime) -> None:
    """People were told. Those who asked get their last letter, and their addresses go. Pressing twice is pressing once."""
    seen.needs(seen.may_build)
    if await promises.tell(seen.survey, now):
        letters = await tell_of_all(seen.survey, now)
        await trail.record(
            actor, "consultation:told", seen.id, "Said that people were told what came of it", now=now,
            detail={"letters": letters},
        )  # fmt: skip


async def take_back(actor: Actor, seen: SeenConsultation, why: str, *, now: datetime) -> None:
    """It was not so after all: the promise is open again, and the reason stays in public."""
    seen.needs(seen.may_build)
    if await promises.take_back(seen.survey, " ".join(why.split()), now):
        await trail.record(
            actor, "consultation:told-back", seen.id, "Took back that people were told", now=now
        )
