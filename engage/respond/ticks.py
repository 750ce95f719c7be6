"""Ticks on the list of answers, carried along to Help or Display and back, signed so that nobody can be sent a link on which
their agreement is ticked already."""

from functools import cache
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from engage.settings import settings
from engage.web.forms import Form, Typed, filled

TICKS = ("quote", "agree")


@cache
def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="ticks on the list")


def carried(response_id: UUID, typed: Typed) -> str:
    """What stands in the address of the list to come back to."""
    return str(
        _signed(settings().secret).dumps([response_id.hex, *(name for name in TICKS if name in typed)])
    )


def ticked(response_id: UUID, carried: str) -> Form | None:
    """The ticks that were carried along, if they are this response's own."""
    try:
        whose, *names = _signed(settings().secret).loads(carried)
    except BadSignature:
        return None
    return filled(dict.fromkeys(names, "yes")) if whose == response_id.hex else None
