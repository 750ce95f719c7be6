"""The way by which a response came in: kept with it, so that no way in is quietly worth less than another."""

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """How somebody came to answer."""

    link = "link"
    card = "card"
    email = "email"
    room = "room"
    tablet = "tablet"
    hands = "hands"
    notes = "notes"
    paper = "paper"


CHANNEL_NAMES: Mapping[Channel, str] = {
    Channel.link: "Open link",
    Channel.card: "Code card",
    Channel.email: "E-mail invitation",
    Channel.room: "In a session, own phone",
    Channel.tablet: "In a session, shared tablet",
    Channel.hands: "In a session, show of hands",
    Channel.notes: "In a session, sticky notes",
    Channel.paper: "On paper",
}
