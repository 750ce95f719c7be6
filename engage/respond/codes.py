"""The three words by which answers are found again: handing them out, and how often they may be tried."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from litestar import Request

from engage.database import rows
from engage.respond.keys import receipt_key
from engage.web.limits import is_too_often
from engage.web.security import VISITOR_COOKIE, keyed
from surveys import responding
from surveys.answers import Problem
from surveys.receipts import read_receipt
from surveys.responding import State, receipt_of

TRIES = 10
WRONG_BY_EVERYBODY = 100
PER = timedelta(minutes=15)

N_ = str
WAIT = Problem("code", N_("Wait 15 minutes, then try your words again"))
NOT_FOUND = Problem("code", N_("Check your three words. We can’t find answers with these"))
CHECK_WORDS = Problem("code", N_("Check the three words. They look like: plum river fox"))


async def hand_out(response_id: UUID) -> str | None:
    """The three words of a response that is not finished, for somebody who stops; None when it was taken back."""
    words = await responding.hand_out(response_id, receipt_key())
    return words if isinstance(words, str) else None


def code_of(state: State) -> str | None:
    """The words handed out earlier."""
    return receipt_of(state.response_id, state.receipt_hash, receipt_key())


@dataclass(frozen=True)
class Found:
    """The response three words open, and the words as they are kept."""

    state: State
    code: str


async def try_words(request: Request[Any, Any, Any], raw: str, now: datetime) -> Found | Problem:
    """The response three words open. Ten tries in 15 minutes a visitor and a first word, and a hundred wrong ones in
    all: there are 186 million codes, so guessing finds nobody."""
    code = read_receipt(raw)
    if isinstance(code, Problem):
        return CHECK_WORDS
    visitor = keyed("tries-visitor", request.cookies.get(VISITOR_COOKIE, ""))
    first = keyed("tries-word", code.partition("-")[0])
    for key in (visitor, first):
        if await is_too_often(key, at_most=TRIES, per=PER, now=now):
            return WAIT
    if await _wrong_by_everybody(now) >= WRONG_BY_EVERYBODY:
        return WAIT
    state = await responding.find_by_receipt(code, receipt_key())
    if isinstance(state, State):
        return Found(state, code)
    await is_too_often(_EVERYBODY, at_most=WRONG_BY_EVERYBODY, per=PER, now=now)
    return NOT_FOUND


_EVERYBODY = "wrong three words"


async def _wrong_by_everybody(now: datetime) -> int:
    found = await rows("SELECT times FROM attempt WHERE key = $1 AND since >= $2", _EVERYBODY, now - PER)
    return int(found[0]["times"]) if found else 0
