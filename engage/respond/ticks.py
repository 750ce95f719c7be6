"""Ticks on the list of answers, carried along to Help or Display and back, signed so that nobody can be sent a link on which
their agreement is ticked already."""

from datetime import timedelta
from uuid import UUID

from engage.web.forms import Form, Typed, filled
from engage.web.notes import read_signed, signed

TICKS = ("quote", "agree")
_NOTE = "ticks on the list"
_LIFE = timedelta(days=1)


def carried(response_id: UUID, typed: Typed) -> str:
    """What stands in the address of the list to come back to."""
    return signed(_NOTE, [response_id.hex, *(name for name in TICKS if name in typed)])


def ticked(response_id: UUID, carried: str) -> Form | None:
    """The ticks that were carried along, if they are this response's own."""
    said = read_signed(_NOTE, carried, _LIFE)
    if said is None:
        return None
    whose, *names = said
    return filled(dict.fromkeys(names, "yes")) if whose == response_id.hex else None
