"""What the pages of lists have in common: who may come in, the list, and what is said after an act."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.consultations.building.drafts import survey_of
from engage.consultations.policy import find_consultation_for
from engage.invitations.mail.counting import ListTold, find_list
from engage.invitations.reaching import Reaching
from engage.web.errors import NotThere
from surveys.authoring import takes_answers

AnyRequest: TypeAlias = Request[Any, Any, Any]
SEES = [requires(Permission.consultations_see)]
SHARES = [requires(Permission.consultations_share)]
LETTERS = "/staff/consultations/{consultation:uuid}/letters"
ONE = f"{LETTERS}/{{batch:uuid}}"


class Desk(Reaching):
    """One person at the lists of one consultation."""

    way = "letters"

    @property
    def may_send(self) -> bool:
        """Whether people can answer now."""
        return takes_answers(self.survey, now())

    def values(self, **more: Any) -> dict[str, Any]:
        """What every page of lists shows."""
        return {
            "seen": self.seen,
            "survey": self.survey,
            "here": self.here,
            "may_send": self.may_send,
            **more,
        }


async def desk_of(request: AnyRequest, consultation: UUID, *, to_share: bool = True) -> Desk:
    """The lists of a consultation; raises NotThere and NotAllowed."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    if to_share:
        seen.needs(seen.may_share)
    return Desk(actor, seen, await survey_of(seen))


async def list_of(desk: Desk, batch: UUID) -> ListTold:
    """One list of this consultation. Raises NotThere."""
    found = await find_list(desk.seen.survey, batch)
    if found is None:
        raise NotThere
    return found
