"""How often somebody may be wrong about the words of a card. Right words are never counted or held up, and nothing that is
kept names a code: a school can hand out a thousand cards behind one address.

Three words are one of 31 million sets. With ten thousand cards out, forty guesses find one about once in eighty times;
what they find is a card that lets one person in, never an answer."""

from datetime import datetime, timedelta
from typing import Any

from litestar import Request

from engage.respond.pace import address_of
from engage.web.limits import how_often, is_too_often
from engage.web.security import VISITOR_COOKIE, keyed

WRONG_BY_ONE_BROWSER = 10
WRONG_FROM_ONE_ADDRESS = 40
WRONG_BY_EVERYBODY = 200
PER = timedelta(minutes=15)
_EVERYBODY = "wrong words of a card"


def _keys(request: Request[Any, Any, Any]) -> list[tuple[str, int]]:
    browser, address = request.cookies.get(VISITOR_COOKIE, ""), address_of(request)
    limits = [("browser", browser, WRONG_BY_ONE_BROWSER), ("address", address, WRONG_FROM_ONE_ADDRESS)]
    return [(keyed(f"wrong-card-{kind}", who), at_most) for kind, who, at_most in limits if who]


async def must_wait(request: Request[Any, Any, Any], now: datetime) -> bool:
    """Whether there were too many wrong words from here. While everybody together guesses too much, once is too many."""
    is_rush = await how_often(_EVERYBODY, per=PER, now=now) >= WRONG_BY_EVERYBODY
    for key, at_most in _keys(request):
        if await how_often(key, per=PER, now=now) >= (1 if is_rush else at_most):
            return True
    return False


async def count_wrong(request: Request[Any, Any, Any], now: datetime) -> None:
    """Note that words from here opened nothing."""
    for key in (*(key for key, _ in _keys(request)), _EVERYBODY):
        await is_too_often(key, at_most=0, per=PER, now=now)
