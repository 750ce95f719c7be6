"""Signed notes: what a device keeps for us in a cookie or carries in a form, so that nobody can write one but this site.
They can be read by whoever holds them, so nothing secret to them goes in. What a note means is left to its room."""

from datetime import timedelta
from functools import cache
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from engage.settings import settings


@cache
def _signing(secret: str, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=purpose)


def signed(purpose: str, said: Any) -> str:
    """A note that says this (anything JSON can hold), for one purpose."""
    return str(_signing(settings().secret, purpose).dumps(said))


def read_signed(purpose: str, note: str, life: timedelta) -> Any:
    """What a note says; None when it is not ours, is for something else, or is older than `life`."""
    try:
        return _signing(settings().secret, purpose).loads(note, max_age=int(life.total_seconds()))
    except BadSignature:
        return None
