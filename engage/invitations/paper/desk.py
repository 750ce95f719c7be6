"""One person at the forms of one consultation: who may come in, what stands on the paper, and whose turn it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.invitations.paper.forms import Form, find_form
from engage.invitations.paper.reading import Asked
from engage.invitations.paper.taking import Taking, last_moment, taking
from engage.invitations.reaching import Reaching
from engage.invitations.tables import PaperState
from engage.respond.asked import wording
from engage.web.errors import NotThere
from surveys.authoring import find_survey

AnyRequest: TypeAlias = Request[Any, Any, Any]
TYPES = [requires(Permission.consultations_see)]
FORMS = "/staff/consultations/{consultation:uuid}/forms"
ONE = FORMS + "/{form:uuid}"


class Act(StrEnum):
    """What one person can do with a form now."""

    type_first = "type_first"
    type_second = "type_second"
    settle = "settle"
    wait_for_first = "wait_for_first"  # somebody else is still typing it
    find_another = "find_another"  # typed by this person, so somebody else is next
    nothing = "nothing"  # it counts already


@dataclass(frozen=True)
class Desk(Reaching):
    """One person at the forms of one consultation."""

    way = "forms"

    moment: datetime

    @property
    def taking(self) -> Taking:
        return taking(self.survey, self.moment)

    @property
    def until(self) -> datetime | None:
        """The end of taking paper."""
        return last_moment(self.survey)

    async def asked(self, version: UUID) -> Asked:
        """What stands on a paper of this version."""
        return Asked(await wording(version), self.groups)

    async def form(self, id: UUID, *, to_change: bool = False) -> Form:
        """One form, or NotThere."""
        found = await find_form(self.seen.id, id, to_change=to_change)
        if found is None:
            raise NotThere
        return found


async def desk_of(request: AnyRequest, consultation: UUID, moment: datetime) -> Desk:
    """The desk of somebody who may type: those who build the survey, and those of its organisation who read answers."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(may_type(seen))
    survey = await find_survey(seen.survey)
    assert survey
    return Desk(actor, seen, survey, moment)


def may_type(seen: SeenConsultation) -> bool:
    """Whether this person may type in what others wrote on paper."""
    return seen.may_build or (seen.is_own and seen.may_read_words)


def act_of(form: Form, person: UUID) -> Act:
    """What one person can do with a form now. The second person is another one, unless it was said why not."""
    if form.is_counted:
        return Act.nothing
    if form.state is PaperState.differs:
        return Act.settle
    if form.is_begun:
        return Act.type_first if form.first_by in {None, person} else Act.wait_for_first
    is_other = form.first_by != person or form.one_person
    return Act.type_second if is_other else Act.find_another
