"""The first page after signing in, the list of consultations, and starting a new one."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get, post

from engage.access.actors import Actor, Held
from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.consultations import overview, setting_up
from engage.consultations.cards import cards_for
from engage.consultations.words import GROUP_NAMES
from engage.database import writing
from engage.web.forms import Form, FormModel, Line, Mistake, Words, asked, bind, filled, read_form
from engage.web.rendering import again, page, see
from surveys.definition import Group
from surveys.templates import template, templates

AnyRequest: TypeAlias = Request[Any, Any, Any]
BUILDS = [requires(Permission.consultations_build)]
_ASKED = (Group.parent_carer, Group.young_person, Group.professional)


@get("/staff", guards=[requires()])
async def first_page(request: AnyRequest) -> Response[Any]:
    """What needs this person, then every consultation they see."""
    actor = actor_of(request)
    return page(
        request,
        "consultations/overview.html",
        needs=await overview.needs_of(actor),
        cards_shown=await cards_for(actor, now=now()),
        may_start=actor.may(Permission.consultations_build),
        today=now().date(),
    )


@get("/staff/consultations", guards=[requires(Permission.consultations_see)])
async def all_of_them(request: AnyRequest) -> Response[Any]:
    """Every consultation this person sees."""
    actor = actor_of(request)
    return page(
        request,
        "consultations/list.html",
        cards_shown=await cards_for(actor, now=now()),
        may_start=actor.may(Permission.consultations_build),
    )


class NewConsultation(FormModel):
    """A consultation to start."""

    title: Line = asked("Enter a title", min_length=1, max_length=120)
    purpose: Words = asked("Say what it is for", min_length=1, max_length=600)
    groups: tuple[Group, ...] = asked("Choose who you want to hear from", min_length=1)
    organisation: UUID | None = asked("Choose the organisation that runs it", default=None)
    template: Line = asked("Choose what to start from", min_length=1)


def _choices(actor: Actor) -> dict[str, Any]:
    return {
        "group_choices": [(group.value, GROUP_NAMES[group]) for group in _ASKED],
        "organisation_choices": [
            (held.organisation, held.organisation_name) for held in setting_up.may_build_in(actor)
        ],
        "template_choices": [(one.key, one.title, "", _about(one)) for one in templates()],
    }


def _about(one: Any) -> str:
    count = len(one.definition.questions)
    facts = f"{count} questions, about {one.minutes} minutes. " if count else ""
    return facts + str(one.about)


@get("/staff/consultations/new", guards=BUILDS)
async def new(request: AnyRequest) -> Response[Any]:
    """An empty form."""
    return page(request, "consultations/new.html", form=filled({}), **_choices(actor_of(request)))


def _read(actor: Actor, typed: Any) -> setting_up.Wanted | Form:
    wanted = bind(NewConsultation, typed)
    if isinstance(wanted, Form):
        return wanted
    organisation = _organisation(actor, wanted.organisation)
    if organisation is None:
        return Form(typed, (Mistake("organisation", "Choose the organisation that runs it"),))
    chosen = template(wanted.template)
    if chosen is None:
        return Form(typed, (Mistake("template", "Choose what to start from"),))
    groups = tuple(dict.fromkeys(wanted.groups))
    return setting_up.Wanted(wanted.title, wanted.purpose, groups, organisation, chosen)


def _organisation(actor: Actor, chosen: UUID | None) -> Held | None:
    allowed = setting_up.may_build_in(actor)
    if chosen is None and len(allowed) == 1:
        return allowed[0]
    return next((held for held in allowed if held.organisation == chosen), None)


@post("/staff/consultations/new", guards=BUILDS)
async def start(request: AnyRequest) -> Response[Any]:
    """Start it and go on to its questions."""
    actor = actor_of(request)
    wanted = _read(actor, await read_form(request))
    if isinstance(wanted, Form):
        return again(request, "consultations/new.html", form=wanted, **_choices(actor))
    async with writing():
        made = await setting_up.start(actor, wanted, now=now())
    return see(f"/staff/consultations/{made}/questions?done=started")


router = Router("/", route_handlers=[first_page, all_of_them, new, start])
