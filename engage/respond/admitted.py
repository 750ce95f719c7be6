"""How this device was let in to a survey, where that was not by its open link: a signed note that only this survey's
pages get. What it means (a session is open, a code is still good) is asked again when somebody begins."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from engage.settings import settings
from engage.web.security import cookie
from surveys.channels import Channel

ADMITTED = "admitted"
LONGEST = timedelta(days=1)


@dataclass(frozen=True)
class Admitted:
    """The way in, and what let the device in: for `room` and `tablet` the id of a session."""

    channel: Channel
    what: str


@cache
def _signed(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="how this device was let in")


def admitted_cookie(slug: str, admitted: Admitted, lasts: timedelta = LONGEST) -> Cookie:
    """The note, for the pages of one survey; at most a day."""
    value = _signed(settings().secret).dumps([slug, admitted.channel.value, admitted.what])
    age = int(min(lasts, LONGEST).total_seconds())
    return cookie(ADMITTED, value, path=f"/s/{slug}", max_age=age)


def read_admitted(request: ASGIConnection[Any, Any, Any, Any], slug: str) -> Admitted | None:
    """The note, if there is one that is ours, for this survey, and no older than a day."""
    held = request.cookies.get(ADMITTED, "")
    try:
        about, channel, what = _signed(settings().secret).loads(held, max_age=int(LONGEST.total_seconds()))
        return Admitted(Channel(channel), str(what)) if about == slug else None
    except (BadSignature, ValueError, TypeError):
        return None
