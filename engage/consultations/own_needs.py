"""What this room itself asks of people: drafts to finish, open surveys to watch, closing days and promises to keep."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from engage.access.actors import Actor
from engage.clock import now as present
from engage.consultations.cards import Card, cards_for
from engage.consultations.overview import Need, asks_needs
from engage.consultations.stages import Step
from engage.web.rendering import HERE, day


@asks_needs
async def needs(actor: Actor) -> Sequence[Need]:
    """What this person's consultations ask of them now."""
    moment = present()
    return [need for card in await cards_for(actor, now=moment) for need in _of(card, moment)]


def _of(card: Card, now: datetime) -> Iterator[Need]:
    seen = card.seen
    if not seen.may_build or not card.href:
        return
    if card.step is Step.written:
        yield Need(
            f"Finish writing “{seen.title}”", "Only your team sees it so far.", card.href, "Go on writing", 40
        )
    elif card.is_over:
        text = f"Its closing day was {day(card.closes_at)}. {card.people}."
        yield Need(f"Close “{seen.title}”", text, f"{card.href}/close", "Close it", 10)
    elif card.is_to_come:
        text = f"It opens by itself on {day(card.opens_at)}."
        yield Need(f"Get ready to share “{seen.title}”", text, f"{card.href}/share", "Get the link", 45)
    elif card.step is Step.open:
        until = f" It is open until {day(card.closes_at)}." if card.closes_at else ""
        closing = card.closes_at.date() if card.closes_at else None
        yield Need(
            f"Watch “{seen.title}”", f"{card.people}.{until}", card.href, "See how it goes", 30, closing
        )
    if late := card.days_late(now.astimezone(HERE).date()):
        text = (
            f"You promised to tell people what changed by {day(card.tells_by)}. "
            f"It is {late} {'day' if late == 1 else 'days'} late, and everybody can see that."
        )
        yield Need(
            f"Keep the promise of “{seen.title}”",
            text,
            f"{card.href}/told",
            "See what is left to do",
            5,
            card.tells_by,
        )
