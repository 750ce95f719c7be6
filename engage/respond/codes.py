"""The three words by which answers are found again: handing them out, and how often they may be tried."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request

from engage.respond.keys import invitation_key, receipt_key
from engage.respond.pace import address_of
from engage.respond.tries import QUARTER, Caller, count_try
from engage.web.security import VISITOR_COOKIE
from surveys import responding
from surveys.answers import Problem
from surveys.invitations.admission import find_code
from surveys.receipts import read_receipt
from surveys.responding import State, receipt_of

N_ = str
WAIT = Problem("code", N_("Wait 15 minutes, then try your words again"))
WAIT_A_DAY = Problem("code", N_("Try your words again tomorrow. There were too many wrong ones today"))
NOT_FOUND = Problem("code", N_("Check your three words. We can’t find answers with these"))
A_CARD = Problem("code", N_("These words are from a card or an e-mail. Start with them at “Use your card”"))
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
    """The response three words open. How often they may be tried is in `tries`: there are 186 million codes."""
    code = read_receipt(raw)
    if isinstance(code, Problem):
        return CHECK_WORDS
    caller = Caller(request.cookies.get(VISITOR_COOKIE, ""), address_of(request))
    tried = await count_try(caller, now)
    if not tried.may:
        return WAIT if tried.wait == QUARTER else WAIT_A_DAY
    state = await responding.find_by_receipt(code, receipt_key())
    if isinstance(state, State):
        await tried.was_right()
        return Found(state, code)
    if await find_code(code, invitation_key(), now):
        await tried.was_right()  # the right words at the wrong door: nothing says that they were here
        return A_CARD
    await tried.was_wrong(now)
    return NOT_FOUND
