"""What stays on the device after sending: for fifteen minutes a signed note with the three words, so that the page
that thanks can be looked at again. It opens nothing by itself, and goes when somebody opens the survey anew, presses
"I'm done", or the time is over; the place itself is gone at once, so Back shows no answers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from engage.web.notes import read_signed, signed
from engage.web.security import cookie
from surveys.definition import Group

SENT = "sent"
_NOTE = "answers sent"
LIFE = timedelta(minutes=15)


@dataclass(frozen=True)
class Sent:
    """The three words of what was just sent, and who sent it."""

    code: str
    group: Group


def sent_cookie(slug: str, code: str, group: Group) -> Cookie:
    """The note, for the pages of this survey only."""
    value = signed(_NOTE, [slug, code, group.value])
    return cookie(SENT, value, path=f"/s/{slug}", max_age=int(LIFE.total_seconds()))


def read_sent(request: Request[Any, Any, Any], slug: str) -> Sent | None:
    """The note, if there is one that is ours, for this survey, and fresh."""
    said = read_signed(_NOTE, request.cookies.get(SENT, ""), LIFE)
    if said is None:
        return None
    about, code, group = said
    return Sent(code, Group(group)) if about == slug else None
