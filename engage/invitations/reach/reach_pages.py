"""Who is missing: a sentence, a picture, a table for each way of telling people apart, and where to go from there."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.access.actors import Actor
from engage.access.guards import actor_of
from engage.access.permissions import Permission
from engage.consultations.answers import reach_shown
from engage.consultations.building.bench import SEES, AnyRequest
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.invitations.reach.matching import matches
from engage.invitations.reach.population import dimensions
from engage.invitations.reach.standing import both_of, reach_of
from engage.web.forms import filled
from engage.web.rendering import page
from surveys.results import reached

REACH = "/staff/consultations/{consultation:uuid}/reach"
TOLD = {
    "kept": "The numbers are saved. All consultations use them.",
    "removed": "These numbers are gone.",
    "matched": "The answers are matched. This is who is missing.",
    "unmatched": "This question tells nothing about them any more.",
}


def may_edit(actor: Actor, seen: SeenConsultation) -> bool:
    """Who may change the numbers of the place, which all consultations share, and what is matched here."""
    return seen.may_share or (seen.is_own and actor.may(Permission.plan_edit))


@get(REACH, guards=SEES)
async def reach(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Who has been heard beside who there is."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    if not seen.may_read_words:
        return page(request, "consultations/custody.html", status=403, seen=seen)
    shown = await reach_of(seen)
    one, other = request.query_params.get("one", ""), request.query_params.get("other", "")
    came = await reached(seen.survey)
    ways = [way for way in reach_shown.who(came) if way.head in {"Way", "Way in"}]
    known, matched = await dimensions(), await matches(seen.id)
    return page(
        request,
        "invitations/reach.html",
        seen=seen,
        shown=shown,
        names=[one.dimension.name for one in shown if not one.instead],
        crossed=await both_of(seen, shown, one, other),
        asked_both=bool(one or other),
        ways=ways,
        form=filled({"one": one, "other": other}),
        known=known,
        unmatched=[one for one in known if one.name not in {each.dimension.name for each in shown}],
        matched=matched,
        may_edit=may_edit(actor, seen),
        told=TOLD.get(request.query_params.get("done", ""), ""),
    )


router = Router("/", route_handlers=[reach])
