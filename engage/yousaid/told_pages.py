"""Staff: say that people were told what came of a consultation, which keeps its promise, and take that back. A person
presses it; publishing something only offers it. Both stand in the history and on the public page of promises."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get, post

from engage.access.actors import Actor
from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.database import writing
from engage.respond.wishing import waiting_for
from engage.web.forms import Form, FormModel, Mistake, Words, asked, bind, filled, read_form
from engage.web.rendering import HERE, again, page, see
from engage.yousaid import promises, telling
from engage.yousaid.details import contact_details
from engage.yousaid.promises import Promised

AnyRequest: TypeAlias = Request[Any, Any, Any]
PAGE = "yousaid/told.html"
HERE_AT = "/staff/consultations/{consultation:uuid}/told"
OWNS = [requires(Permission.consultations_build)]
TOLD = {"told": "Everybody can see that you kept the promise.", "back": "The promise is open again."}


async def _find(request: AnyRequest, consultation: UUID) -> tuple[Actor, SeenConsultation]:
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    return actor, seen.needs(seen.may_build)


async def _values(seen: SeenConsultation, **more: Any) -> dict[str, Any]:
    found = await promises.promised(now().astimezone(HERE).date(), seen.survey)
    waiting = await waiting_for([seen.survey])
    return {
        "seen": seen,
        "promised": found[0] if found else None,
        "waiting": waiting.get(seen.survey, 0),
        "told": "",
        **more,
    }


@get(HERE_AT, guards=OWNS)
async def promise(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """How the promise stands, and what can be done about it."""
    _, seen = await _find(request, consultation)
    told = TOLD.get(request.query_params.get("done", ""), "")
    return page(request, PAGE, form=filled({}), **await _values(seen, told=told))


def _hindrance(promised: Promised | None) -> str:
    """What stands in the way of having told people; "" for nothing."""
    if promised is None:
        return "Open the survey first: nobody was promised anything yet"
    return "" if promised.published else "Publish one “You said, we did” first: people need something to read"


@post(HERE_AT, guards=OWNS)
async def have_told(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """We have told people. Those who asked get their last letter, and their addresses go."""
    actor, seen = await _find(request, consultation)
    values = await _values(seen)
    if hindrance := _hindrance(values["promised"]):
        return again(request, PAGE, form=Form({}, (Mistake("tell", hindrance),)), **values)
    async with writing():
        await telling.have_told(actor, seen, now=now())
    return see(f"/staff/consultations/{seen.id}/told?done=told")


class Reason(FormModel):
    """Why it is taken back, for everybody to read."""

    why: Words = asked("Write why it is taken back", min_length=1, max_length=300)


@post(f"{HERE_AT}/back", guards=OWNS)
async def not_told(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """It was not so after all. The reason stays in public."""
    actor, seen = await _find(request, consultation)
    typed = await read_form(request)
    wanted = bind(Reason, typed)
    if isinstance(wanted, Reason) and (found := contact_details(wanted.why)):
        wanted = Form(typed, (Mistake("why", f"Take out “{found[0]}”: everybody will read this"),))
    if isinstance(wanted, Form):
        return again(request, PAGE, form=wanted, **await _values(seen))
    async with writing():
        await telling.take_back(actor, seen, wanted.why, now=now())
    return see(f"/staff/consultations/{seen.id}/told?done=back")


router = Router("/", route_handlers=[promise, have_told, not_told])
