"""How this device was let in to a survey, where that was not by its open link: a signed note that only this survey's
pages get. What it means (a session is open, a code is still good) is asked again when somebody begins."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from engage.web.notes import read_signed, signed
from engage.web.security import cookie
from surveys.channels import Channel

ADMITTED = "admitted"
_NOTE = "how this device was let in"
LONGEST = timedelta(days=1)


@dataclass(frozen=True)
class Admitted:
    """The way in, and what let the device in: for `room` and `tablet` the id of a session."""

    channel: Channel
    what: str


def admitted_cookie(slug: str, admitted: Admitted, lasts: timedelta = LONGEST) -> Cookie:
    """The note, for the pages of one survey; at most a day."""
    value = signed(_NOTE, [slug, admitted.channel.value, admitted.what])
    age = int(min(lasts, LONGEST).total_seconds())
    return cookie(ADMITTED, value, path=f"/s/{slug}", max_age=age)


def read_admitted(request: ASGIConnection[Any, Any, Any, Any], slug: str) -> Admitted | None:
    """The note, if there is one that is ours, for this survey, and no older than a day."""
    said = read_signed(_NOTE, request.cookies.get(ADMITTED, ""), LONGEST)
    try:
        about, channel, what = said
        return Admitted(Channel(channel), str(what)) if about == slug else None
    except (ValueError, TypeError):
        return None
