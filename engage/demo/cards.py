"""Code cards for a made-up school, half of them used by now, and for a youth club that is still to come."""

from datetime import datetime
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.database import writing
from engage.demo.sources import source
from engage.respond.keys import invitation_key
from surveys.invitations.admission import use_up
from surveys.invitations.batches import NewBatch, codes_of, make_batch
from surveys.invitations.codes import code_hash
from surveys.invitations.tables import BatchKind
from surveys.who import Group


class Bag:
    """Cards, or links from e-mails, that every second person of a group comes with, as long as there are some."""

    def __init__(self, group: Group, words: list[str]) -> None:
        self._group, self._words, self._is_next = group, words, True

    async def used_by(self, group: Group, at: datetime) -> bool:
        """Whether this person came with a card; then it is used up. Inside the transaction that starts the response."""
        if group is not self._group or not self._words:
            return False
        self._is_next = not self._is_next
        if self._is_next:
            return False
        return await use_up(code_hash(self._words.pop(), invitation_key()), at) is not None


async def hand_out(actor: Actor, consultation: UUID, survey: UUID, at: datetime) -> Bag:
    """Make the batches of cards.toml; the bag of those that are taken to the school."""
    told = source("cards")
    made = []
    for one in told["batches"]:
        new = NewBatch(
            survey, BatchKind.cards, one["name"], one["how_many"], Group(one["group"]), made_by=actor.name
        )
        async with writing():
            made.append(await make_batch(new, invitation_key(), at))
            await trail.record(
                actor, "cards:made", consultation, f"Made {new.how_many} code cards for {new.name}", now=at,
                detail={"batch": made[-1], "how_many": new.how_many},
            )  # fmt: skip
    words = [code.words for code in await codes_of(made[0], invitation_key())]
    return Bag(Group(told["batches"][0]["group"]), words[: told["taken"]])
