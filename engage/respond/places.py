"""Somebody's place in a survey: a cookie on their device that only this survey's pages get, and the response it opens.

An invitation is not a sign-in: opening a survey's link never shows earlier answers. A place that was sent shows no
answers either; only the three words bring them back.
"""

from dataclasses import dataclass
from datetime import datetime
from re import compile as pattern
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.datastructures import Cookie

from engage.respond.asked import Asked
from engage.respond.noticing import is_for
from engage.web.security import cookie
from surveys import responding
from surveys.answers import Format, HowAnswered
from surveys.channels import Channel
from surveys.definition import Group
from surveys.responding import State
from surveys.together.attending import attend

ANSWERING = "answering"
A_DAY = 24 * 60 * 60
TWO_HOURS = 2 * 60 * 60
_VALUE = pattern(r"([\w-]{16,64})(~?)")


@dataclass(frozen=True)
class Place:
    """Where somebody is. `is_change` is someone who came back with the three words to change what they sent."""

    state: State
    is_change: bool = False

    @property
    def is_sent(self) -> bool:
        """Whether the answers were sent and are not being changed, so that they are no longer shown."""
        return self.state.completed_at is not None and not self.is_change

    @property
    def who(self) -> str:
        """What a form carries along, so that a lost place can begin again with the same person."""
        return f"{self.state.group}:{self.state.how_answered}:{self.state.notice}"


async def find_place(request: Request[Any, Any, Any], slug: str) -> Place | None:
    """The place this device's cookie opens in this survey; None when it has none or its answers were taken back."""
    held = _VALUE.fullmatch(request.cookies.get(ANSWERING, ""))
    state = await responding.find_response(held[1]) if held else None
    if held is None or state is None or state.survey_slug != slug or state.withdrawn_at:
        return None
    return Place(state, is_change=bool(held[2]))


def place_cookie(slug: str, token: str, *, is_change: bool = False, is_shared: bool = False) -> Cookie:
    """The cookie that keeps a place for a day; for two hours on a device that others use too."""
    age = TWO_HOURS if is_shared else A_DAY
    return cookie(ANSWERING, token + ("~" if is_change else ""), path=f"/s/{slug}", max_age=age)


def no_cookie(name: str, path: str) -> Cookie:
    """Takes a cookie off the device."""
    return cookie(name, "", path=path, max_age=0)


async def begin(
    asked: Asked,
    who: tuple[Group, HowAnswered],
    language: str,
    now: datetime,
    notice: str = "",
    channel: Channel = Channel.link,
    session: UUID | None = None,
    token: str = "",
) -> str:
    """Start a response to a survey that takes answers; the token for the device, a new one if none is handed in.
    `notice` is the one that was seen. In a `session` it is noted as given there; then the caller opens the transaction."""
    assert asked.version_id
    started = await responding.start(
        asked.id,
        asked.version_id,
        *who,
        language,
        now,
        is_pilot=asked.is_pilot,
        notice=notice,
        channel=channel,
        token=token,
    )
    if session:
        await attend(started.response_id, session)
    return started.token


def format_of(easy: bool, how: HowAnswered) -> Format:
    """How the question looked. Easy Read shows other answers, so it is told even where somebody helped."""
    if easy:
        return Format.easy
    return Format.helped if how in {HowAnswered.helped, HowAnswered.scribed} else Format.std


def read_who(raw: str) -> tuple[Group, HowAnswered, str] | None:
    """What `Place.who` said, if it makes sense: the group, how they answer, and the notice they saw or ""."""
    group, how, notice = [*raw.split(":"), "", ""][:3]
    try:
        return Group(group), HowAnswered(how), notice if is_for(notice, Group(group)) else ""
    except ValueError:
        return None
