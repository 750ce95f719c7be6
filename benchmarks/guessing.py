"""How long it takes to find a stranger's answers by trying three words. `python -m benchmarks.guessing`

A real site on this machine is attacked with at most 2,600 guesses in three ways: from one browser, from one address that
throws its cookies away, and by a crowd from ever new addresses. Between rounds the counters in the database are made a
quarter of an hour older, so that a whole day is attacked in about a minute. What is let through is counted; how long that
takes to find somebody, with 10,000 receipts in use, is worked out.
"""

import asyncio
import math
import random
from collections.abc import Callable

import asyncpg
import httpx

from benchmarks.site import Site, running_site, say
from engage.respond import tries
from engage.web.forms import CSRF_FIELD
from engage.web.security import VISITOR_COOKIE, form_token
from surveys.receipts import CODE_WORDS
from surveys.wordlist import WORDS

LIVE = 10_000
ROUNDS = 96  # quarters of an hour in a day
AT_ONCE = 20
MOST_GUESSES = 1_300  # of one way
CODES = len(WORDS) ** CODE_WORDS
Sender = Callable[[int], tuple[str, str]]  # the nth guess: the cookie and the address it comes with


async def _guess(client: httpx.AsyncClient, rng: random.Random, cookie: str, address: str) -> bool:
    """Whether one guess was looked up. One that is refused is told to wait."""
    answer = await client.post(
        "/my-words",
        data={"code": " ".join(rng.choices(WORDS, k=CODE_WORDS)), CSRF_FIELD: form_token(cookie)},
        headers={"cookie": f"{VISITOR_COOKIE}={cookie}", "x-forwarded-for": address},
    )
    assert answer.status_code == 422, answer.status_code
    return "We can’t find answers" in answer.text


async def _attack(site: Site, sender: Sender) -> tuple[int, int, float]:
    """A day of guessing: how many were tried, how many looked up, and the most in one hour."""
    rng, tried, found = random.Random(5), 0, [0] * ROUNDS
    database = await asyncpg.connect(site.database_url)
    await database.execute("DELETE FROM attempt")
    async with httpx.AsyncClient(base_url=site.address, timeout=30) as client:
        for quarter in range(ROUNDS):
            # a quarter that lets nobody through is left after one batch
            while tried < MOST_GUESSES * 2 and sum(found) < MOST_GUESSES:
                batch = [_guess(client, rng, *sender(tried + n)) for n in range(AT_ONCE)]
                let_through = sum(await asyncio.gather(*batch))
                tried, found[quarter] = tried + AT_ONCE, found[quarter] + let_through
                if let_through < AT_ONCE // 2:
                    break
            await database.execute("UPDATE attempt SET since = since - interval '15 minutes 1 second'")
    await database.close()
    hours = [sum(found[at : at + 4]) for at in range(0, ROUNDS, 4)]
    return tried, sum(found), max(hours)


def _years(a_day: float) -> float:
    """Until the first hit is as likely as not to have been made: the mean of tries that hit one in CODES / LIVE."""
    return CODES / LIVE / a_day / 365.25 if a_day else math.inf


WAYS: dict[str, Sender] = {
    "one_visitor": lambda _: ("one-browser", "198.51.100.7"),
    "one_address": lambda n: (f"cookie-{n}", "198.51.100.7"),
    # every guess from an address of its own would be a first try: the crowd has 60 and uses each as often as it can
    "crowd_of_60": lambda n: (f"cookie-{n}", f"198.51.100.{n % 60}"),
}


async def _measured(site: Site) -> None:
    for name, sender in WAYS.items():
        tried, looked_up, an_hour = await _attack(site, sender)
        say(
            **{
                f"{name}_guesses": tried,
                f"{name}_let_through_a_day": looked_up,
                f"{name}_let_through_most_in_an_hour": an_hour,
                f"{name}_years_to_first_hit": _years(looked_up),
            }
        )


def main() -> None:
    """Print every figure."""
    say(codes=CODES, entropy_bits=math.log2(CODES), live_receipts=LIVE)
    with running_site() as site:
        asyncio.run(_measured(site))
    most = tries.WRONG_BY_EVERYBODY_A_DAY + tries.FIRST_TRIES_A_DAY
    say(everybody_a_day=most, everybody_days_to_first_hit=_years(most) * 365.25)


if __name__ == "__main__":
    main()
