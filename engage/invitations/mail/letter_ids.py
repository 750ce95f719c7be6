"""The id of a letter to one address of a list. It follows from the two and the site's secret, so the same letter can't be
written twice, and nobody who reads the table of letters can tell whose it was. Pure, but for the secret."""

from uuid import UUID

from engage.outbox.letters import TO_A_LIST
from engage.web.security import keyed


def letter_id(mailing: UUID, invitee: UUID) -> UUID:
    """The id of the letter of one round to one address."""
    return UUID(hex=keyed("letter of a list", f"{mailing}:{invitee}")[:32])


def purpose_of(mailing: UUID) -> str:
    """What the outbox knows of a letter to a list: which round it belongs to."""
    return f"{TO_A_LIST}{mailing.hex}"


def mailing_of(purpose: str) -> UUID:
    """The round a letter belongs to."""
    return UUID(hex=purpose.removeprefix(TO_A_LIST))
