"""What the pages about code cards have in common: who may make them, which batch a page is about, and its facts in words."""

from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.consultations import stages
from engage.consultations.building import drafts
from engage.consultations.policy import find_consultation_for
from engage.consultations.words import GROUP_NAMES
from engage.invitations.reaching import Reaching
from engage.settings import settings
from engage.web.errors import NotThere
from surveys.invitations.batches import FEW, Batch, find_batch
from surveys.invitations.tables import BatchKind
from surveys.tables import SurveyState

AnyRequest: TypeAlias = Request[Any, Any, Any]
SHARES = [requires(Permission.consultations_share)]
CARDS = "/staff/consultations/{consultation:uuid}/cards"
ONE = f"{CARDS}/{{batch:uuid}}"


class Desk(Reaching):
    """One person at the cards of one consultation."""

    way = "cards"

    def may_make(self, now: datetime) -> bool:
        """Whether cards would be of use: the survey is open, or will be."""
        is_closed = self.survey.state == SurveyState.closed
        return not is_closed and not stages.is_over(self.survey.state, self.survey.closes_at, now)


async def desk_of(request: AnyRequest, consultation: UUID) -> Desk:
    """Raises NotThere, or NotAllowed for whoever sees it but may not share it."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    return Desk(actor, seen.needs(seen.may_share), await drafts.survey_of(seen))


async def batch_at(request: AnyRequest, consultation: UUID, batch: UUID) -> tuple[Desk, Batch]:
    """A batch of cards of this consultation. Raises NotThere."""
    desk = await desk_of(request, consultation)
    found = await find_batch(desk.seen.survey, batch)
    if found is None or found.kind is not BatchKind.cards:
        raise NotThere
    return desk, found


def used_words(batch: Batch) -> str:
    """How many cards were used. Of a handful no small number is told: somebody who stands beside would know who has
    answered just now, and could look for the answers that came in."""
    if batch.used_shown is None:
        return f"Fewer than {FEW} of {batch.how_many} used"
    return f"{batch.used_shown} of {batch.how_many} used"


def state_of(batch: Batch, now: datetime) -> tuple[str, str]:
    """A chip's state, and its word."""
    if batch.is_closed:
        return "closed", "Closed"
    return ("open", "Works") if batch.is_open(now) else ("closed", "Over")


def whose(batch: Batch) -> str:
    """Who the cards are for."""
    return GROUP_NAMES[batch.group] if batch.group else "Anybody: they say who they are"


def short_address() -> str:
    """Where the words of a card are typed, as it is said."""
    return f"{settings().address.partition('://')[2]}/c"
