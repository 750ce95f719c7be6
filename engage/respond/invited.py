"""Whoever came with a card or an e-mail, between its page and pressing Start: noted on the device, and used up together with
beginning. Pressing twice, or a phone that sends again, finds the same place and uses nothing twice."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from engage.database import writing
from engage.respond.admitted import ADMITTED, Admitted, admitted_cookie, read_admitted
from engage.respond.asked import Asked
from engage.respond.places import begin, no_cookie, place_cookie
from engage.web.security import keyed
from surveys.answers import HowAnswered
from surveys.channels import Channel
from surveys.invitations.admission import Invitation, find_hash, use_up
from surveys.responding import find_response
from surveys.who import Group

LASTS = timedelta(hours=2)  # from the card to pressing Start
BY_CODE = {Channel.card, Channel.email}


@dataclass(frozen=True)
class Invited:
    """An invitation as this device holds it, whatever it is good for now. `token` is the one of the place it will begin:
    made of what only this device was given, so that nothing we keep leads from it to the invitation."""

    invitation: Invitation
    token: str


def invited_cookie(invitation: Invitation) -> Cookie:
    """The note that this device came with an invitation, good for two hours."""
    own = token_urlsafe(16)
    return admitted_cookie(invitation.slug, Admitted(invitation.channel, f"{invitation.hash} {own}"), LASTS)


async def invited_by(request: Request[Any, Any, Any], asked: Asked, now: datetime) -> Invited | None:
    """What this device came to the survey with; None for everybody else, and while a survey is tried out."""
    admitted = read_admitted(request, asked.slug)
    if admitted is None or admitted.channel not in BY_CODE or asked.is_pilot:
        return None
    hashed, _, own = admitted.what.partition(" ")
    found = await find_hash(hashed, now)
    return Invited(found, keyed("place of whoever came by a code", own)) if found else None


def for_whom(asked: Asked, invited: Invited | None) -> Asked:
    """The survey as it is asked of whoever is invited: a card for parent carers does not ask who they are."""
    group = invited.invitation.group if invited else None
    return replace(asked, groups=(group,)) if group and group in asked.groups else asked


async def begin_invited(
    asked: Asked,
    invited: Invited,
    who: tuple[Group, HowAnswered],
    language: str,
    now: datetime,
    notice: str = "",
) -> list[Cookie] | None:
    """Use the invitation up and start a response, both or neither: the cookies that keep the place. None when somebody
    else used it, or it was closed or over in the meantime. No limit of addresses holds it up."""
    token, channel = invited.token, invited.invitation.channel
    async with writing():
        if await use_up(invited.invitation.hash, now):
            await begin(asked, who, language, now, notice, channel, token=token)
        elif await find_response(token) is None:
            return None
    return [place_cookie(asked.slug, token), no_cookie(ADMITTED, f"/s/{asked.slug}")]
