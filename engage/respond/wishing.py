"""Who wants to be told when something comes of a survey: an e-mail address tied to the survey and to no answer, sealed,
with nothing beside it that is finer than a day, so that it cannot be laid beside the answers that came at that minute.
It goes with the last letter, at once by the link in each letter, or a year after closing."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from engage.database import rows
from engage.outbox.letters import TO_THE_DAY, Draft, write_all
from engage.sealed import opened, seal
from engage.settings import settings
from engage.web.limits import is_too_often
from engage.web.rendering import HERE
from engage.web.security import hashed, keyed

KEPT_AFTER_CLOSING = timedelta(days=365)
_GIVEN_UP = timedelta(days=6)  # the outbox itself gives up before
_ADDRESS = re.compile(r"[^@\s,;:<>()\"\\]{1,64}@[^@\s,;:<>()\"\\.]+(?:\.[^@\s,;:<>()\"\\.]+)+")
_LONGEST = 254

# the first letter says what was asked and how to stop it, and nothing else
_SUBJECT = "You asked us to tell you"
_FIRST = """You asked us to tell you when something comes of the survey “{title}”.

We will write to this address, and to nobody else.

Was it not you, or do you want no letters? Open this link to stop them. We then delete your address:

{stop}
"""
_FOOT = """

You get this because you asked to be told. Open this link to stop these letters. We then delete your address:

{stop}
"""
_LAST = """

This was the last letter. We have deleted your address.
"""


def read_address(raw: str) -> str | None:
    """An e-mail address in the form it is kept in, or None."""
    address = "".join(raw.split()).lower()
    return address if len(address) <= _LONGEST and _ADDRESS.fullmatch(address) else None


def _day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(HERE).date(), time(), HERE)


async def wish(survey: UUID, title: str, address: str, now: datetime) -> bool:
    """Keep an address and write its first letter; False when it is kept already or got a first letter today. Nobody is
    told which. Must run inside `writing()`."""
    today = _day(now)
    key = keyed("wish-address", f"{today.date()}:{address}")
    known = await rows(
        "SELECT 1 FROM wish_to_know WHERE survey = $1 AND address_hash = $2", survey, _hash(address)
    )
    if known or await is_too_often(key, at_most=1, per=timedelta(days=1), now=today):
        return False
    id = uuid4()
    token = _token(id)
    made = await rows(
        """INSERT INTO wish_to_know (id, survey, address, address_hash, token_hash, asked_on, messages)
           VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (survey, address_hash) DO NOTHING RETURNING id""",
        id, survey, seal(address, _place(id)), _hash(address), hashed(token), today.date(),
    )  # fmt: skip
    if made:
        body = _FIRST.format(title=title, stop=_stop_link(token))
        await write_all([Draft(_letter(id, 1), TO_THE_DAY, address, _SUBJECT, body)], now=today)
    return bool(made)


async def write_to_all(
    survey: UUID, subject: str, words: str, now: datetime, *, is_last: bool = False
) -> int:
    """One letter to each address that waits for news of a survey; how many. With the last one the addresses go. Must
    run inside `writing()`, in the transaction of what it tells, so that nothing is told twice or not at all."""
    waiting = await rows(
        "SELECT id, address, messages FROM wish_to_know WHERE survey = $1 ORDER BY id FOR UPDATE", survey
    )
    drafts = []
    for row in waiting:
        # one that was sealed with a secret that is gone: nobody can write there
        if address := opened(row["address"], _place(row["id"])):
            foot = _LAST if is_last else _FOOT.format(stop=_stop_link(_token(row["id"])))
            id = _letter(row["id"], row["messages"] + 1)
            drafts.append(Draft(id, TO_THE_DAY, address, subject, words.rstrip() + foot))
    written = await write_all(drafts, now=_day(now))
    await rows("UPDATE wish_to_know SET messages = messages + 1 WHERE survey = $1", survey)
    if is_last:
        await rows("DELETE FROM wish_to_know WHERE survey = $1", survey)
    return written


async def find_wish(token: str) -> UUID | None:
    """The survey whose letters a link stops; None when they are stopped already."""
    found = await rows("SELECT survey FROM wish_to_know WHERE token_hash = $1", hashed(token))
    return found[0]["survey"] if found else None


async def stop(token: str) -> None:
    """Delete the address, and what waits to be posted to it, at once. Stopping twice is stopping once. Must run inside
    `writing()`."""
    gone = await rows("DELETE FROM wish_to_know WHERE token_hash = $1 RETURNING id, messages", hashed(token))
    for row in gone:
        letters = [_letter(row["id"], n) for n in range(1, row["messages"] + 1)]
        await rows("DELETE FROM letter WHERE id = ANY($1)", letters)


async def sweep(now: datetime) -> None:
    """Forget what has had its time: that a letter was posted, and at what minute; one that was given up; and addresses a
    year after closing."""
    await rows(
        "DELETE FROM letter WHERE purpose = $1 AND (posted_at IS NOT NULL OR refused_at IS NOT NULL OR written_at < $2)",
        TO_THE_DAY, now - _GIVEN_UP,
    )  # fmt: skip
    await rows(
        "DELETE FROM wish_to_know w USING survey s WHERE s.id = w.survey AND s.closes_at < $1",
        now - KEPT_AFTER_CLOSING,
    )


async def waiting_for(surveys: Sequence[UUID]) -> dict[UUID, int]:
    """How many addresses wait for news of each survey."""
    found: list[dict[str, Any]] = await rows(
        "SELECT survey, count(*) AS n FROM wish_to_know WHERE survey = ANY($1) GROUP BY survey", list(surveys)
    )
    return {row["survey"]: int(row["n"]) for row in found}


def _hash(address: str) -> str:
    return keyed("wish_to_know", address)


def _place(id: UUID) -> str:
    return f"wish_to_know:address:{id}"


def _letter(id: UUID, nth: int) -> UUID:
    """The id of the nth letter to an address: written once, and found again when it is stopped."""
    return uuid5(id, str(nth))


def _token(id: UUID) -> str:
    """Made from the row and the site's secret, so that every letter has the same link and only its hash is kept."""
    return keyed("wish_to_know stop", str(id))


def _stop_link(token: str) -> str:
    return f"{settings().address}/tell-me/stop/{token}"
