"""How often three words may be tried, so that nobody finds a stranger's answers by trying. Counted before the words are
looked up, and taken back when they were right: somebody who knows their words is never stopped by having used them, and
nothing is left that says they were here. What was measured stands in docs/decisions/0017."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network

from engage.database import rows
from engage.web.limits import how_often, is_too_often
from engage.web.security import keyed

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
TRIES = 10  # of one visitor in a quarter of an hour
WRONG_A_DAY = 30  # of one visitor
WRONG_BY_ADDRESS = 30  # in a quarter of an hour: a class shares one
WRONG_BY_ADDRESS_A_DAY = 60
WRONG_BY_EVERYBODY = 100
WRONG_BY_EVERYBODY_A_DAY = 300
FIRST_TRIES_A_DAY = 1_000  # beyond that, of addresses that were not wrong that day
SLOW_FROM = 30  # wrong ones by everybody in a quarter of an hour: from then on a wrong one takes a second
_HOLD = 1.0  # seconds
EVERYBODY, EVERYBODY_A_DAY = "wrong three words", "wrong three words a day"
_FIRST_TRIES = "first tries beyond"


@dataclass(frozen=True)
class Caller:
    """Who tries: the cookie of their browser, and the address they come from ("" for this machine)."""

    visitor: str
    address: str

    @property
    def network(self) -> str:
        """Of the newer addresses a /48, because one customer is given as many smaller nets as they like."""
        if ":" not in self.address:
            return self.address
        return str(ip_network(self.address, strict=False).supernet(new_prefix=48))


@dataclass(frozen=True)
class _Limit:
    key: str
    at_most: int
    per: timedelta
    is_everybody: bool = False


def _limits(caller: Caller) -> Iterator[_Limit]:
    """The narrowest first, so that somebody who is stopped uses up nothing of others'. None is by the words themselves:
    somebody who types a card here, or a card with a slip, would leave a moment beside one of its words."""
    yield _Limit(keyed("tries-visitor", caller.visitor), TRIES, QUARTER)
    yield _Limit(keyed("tries-visitor-day", caller.visitor), WRONG_A_DAY, DAY)
    if caller.network:
        yield _Limit(keyed("tries-address", caller.network), WRONG_BY_ADDRESS, QUARTER)
        yield _Limit(_address_day(caller), WRONG_BY_ADDRESS_A_DAY, DAY)
    yield _Limit(EVERYBODY, WRONG_BY_EVERYBODY, QUARTER, is_everybody=True)
    yield _Limit(EVERYBODY_A_DAY, WRONG_BY_EVERYBODY_A_DAY, DAY, is_everybody=True)


def _address_day(caller: Caller) -> str:
    return keyed("tries-address-day", caller.network)


@dataclass(frozen=True)
class Try:
    """One try that was counted. `may` says whether the words are looked up at all; if not, `wait` how long not."""

    may: bool
    counted: tuple[str, ...]
    wait: timedelta = QUARTER

    async def was_right(self) -> None:
        """It was no guess: nothing of it is kept."""
        await rows("UPDATE attempt SET times = times - 1 WHERE key = ANY($1)", list(self.counted))
        await rows("DELETE FROM attempt WHERE key = ANY($1) AND times <= 0", list(self.counted))

    async def was_wrong(self, now: datetime, hold: float = _HOLD) -> None:
        """It stays counted. While many are wrong, each answer takes a second."""
        if await how_often(EVERYBODY, per=QUARTER, now=now) > SLOW_FROM:
            await asyncio.sleep(hold)


async def count_try(caller: Caller, now: datetime) -> Try:
    """Count one more try. When everybody together was wrong too often, somebody whose address was not wrong today still
    gets one: a crowd of guessers locks nobody out who types their words right."""
    counted: list[str] = []
    for limit in _limits(caller):
        counted.append(limit.key)
        is_over = await is_too_often(limit.key, at_most=limit.at_most, per=limit.per, now=now)
        if is_over and not (limit.is_everybody and await _is_first(caller, counted, now)):
            return Try(False, tuple(counted), limit.per)
    return Try(True, tuple(counted))


async def _is_first(caller: Caller, counted: list[str], now: datetime) -> bool:
    """Whether this try, which is counted, is the first of today from its address that may turn out wrong."""
    if not caller.network or await how_often(_address_day(caller), per=DAY, now=now) > 1:
        return False
    if _FIRST_TRIES in counted:
        return True
    counted.append(_FIRST_TRIES)
    return not await is_too_often(_FIRST_TRIES, at_most=FIRST_TRIES_A_DAY, per=DAY, now=now)
