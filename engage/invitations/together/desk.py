"""What the pages about sessions have in common: who may run them, which session a page is about, and its facts in words."""

from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.consultations.building import drafts
from engage.consultations.policy import find_consultation_for
from engage.invitations.reaching import Reaching
from engage.settings import settings
from engage.web.errors import NotThere
from surveys.authoring import definition_of, takes_answers
from surveys.definition import Definition
from surveys.together.attending import HowFar
from surveys.together.sessions import Session, find_session

AnyRequest: TypeAlias = Request[Any, Any, Any]
RUNS = [requires(Permission.consultations_build)]
SESSIONS = "/staff/consultations/{consultation:uuid}/sessions"
ONE = f"{SESSIONS}/{{session:uuid}}"


class Desk(Reaching):
    """One person who runs sessions of one consultation."""

    way = "sessions"

    def takes_answers(self, now: datetime) -> bool:
        """Whether the survey is open, so that a group can answer it."""
        return takes_answers(self.survey, now)

    async def asked(self) -> Definition:
        """The wording people answer now. Raises NotThere before the survey was opened."""
        definition = await definition_of(self.survey.current_version) if self.survey.current_version else None
        if definition is None:
            raise NotThere
        return definition


async def desk_of(request: AnyRequest, consultation: UUID) -> Desk:
    """The desk of whoever asks. Raises NotThere and NotAllowed."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_build and seen.may_read_words)
    return Desk(actor, seen, await drafts.survey_of(seen))


async def session_at(request: AnyRequest, consultation: UUID, session: UUID) -> tuple[Desk, Session]:
    """The desk and one of its sessions. Raises NotThere, also for a session of another consultation."""
    desk = await desk_of(request, consultation)
    found = await find_session(session)
    if found is None or found.survey != desk.seen.survey:
        raise NotThere
    return desk, found


def far_words(far: HowFar) -> str:
    """`7 have begun, 5 have finished.` Nothing about what anybody said."""
    if not far.begun:
        return "Nobody has begun yet."
    return f"{_have(far.begun)} begun, {_have(far.finished) if far.finished else 'nobody has'} finished."


def _have(many: int) -> str:
    return f"{many} has" if many == 1 else f"{many} have"


def join_link(session: Session) -> str:
    """What the QR code holds."""
    return f"{settings().address}/join/{session.code}"


def short_address() -> str:
    """What people type."""
    return f"{settings().address.partition('://')[2]}/join"
