"""For an administrator: who is here and what they may do."""

import json
from typing import Any, TypeAlias
from uuid import UUID

from asyncpg import UniqueViolationError
from litestar import Request, Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import ROLE_NAMES, Permission, Role
from engage.accounts import people
from engage.audit import trail
from engage.clock import now
from engage.database import writing
from engage.web.forms import Form, FormModel, Line, Mistake, asked, bind, read_form
from engage.web.rendering import again, page, see

AnyRequest: TypeAlias = Request[Any, Any, Any]
MANAGES = [requires(Permission.people_manage)]


class NewPerson(FormModel):
    """Somebody to welcome."""

    name: Line = asked("Enter their name", min_length=1, max_length=120)
    email: Line = asked(
        "Enter their e-mail address, like name@example.org", pattern=r"^\S+@\S+$", max_length=320
    )
    organisation: UUID = asked("Choose an organisation")
    role: Role = asked("Choose what they do there")


class NewOrganisation(FormModel):
    """An organisation to add."""

    organisation_name: Line = asked("Enter the organisation’s name", min_length=1, max_length=200)
    kind: Line = "council"


async def _shown() -> dict[str, Any]:
    found = [{**row, "roles": json.loads(row["roles"])} for row in await people.people()]
    choices = [(row["id"], row["name"]) for row in await people.organisations()]
    return {"people": found, "organisation_choices": choices, "role_names": ROLE_NAMES}


@get("/staff/people", guards=MANAGES)
async def everybody(request: AnyRequest) -> Response[Any]:
    """People, organisations and roles."""
    return page(request, "accounts/people.html", form=Form(), new=Form(), **await _shown())


@post("/staff/people", guards=MANAGES)
async def welcome(request: AnyRequest) -> Response[Any]:
    """Add a person with a first role."""
    typed = await read_form(request)
    wanted = bind(NewPerson, typed)
    if isinstance(wanted, Form):
        return again(request, "accounts/people.html", form=wanted, new=Form(), **await _shown())
    try:
        async with writing():
            person = await people.welcome(wanted.name, wanted.email, now=now())
            await people.join(person, wanted.organisation, wanted.role)
            await trail.record(
                actor_of(request), "person:welcomed", person, f"Welcomed {wanted.name}", now=now(),
                detail={"role": wanted.role, "organisation": wanted.organisation},
            )  # fmt: skip
    except UniqueViolationError:
        form = Form(typed, (Mistake("email", "Somebody here already has this e-mail address"),))
        return again(request, "accounts/people.html", form=form, new=Form(), **await _shown())
    return see("/staff/people")


@post("/staff/people/organisations", guards=MANAGES)
async def found(request: AnyRequest) -> Response[Any]:
    """Add an organisation."""
    typed = await read_form(request)
    wanted = bind(NewOrganisation, typed)
    if isinstance(wanted, Form):
        return again(
            request,
            "accounts/people.html",
            form=Form(),
            new=wanted,
            problems=wanted.problems,
            **await _shown(),
        )
    try:
        async with writing():
            made = await people.found_organisation(wanted.organisation_name, wanted.kind)
            await trail.record(
                actor_of(request),
                "organisation:founded",
                made,
                f"Added {wanted.organisation_name}",
                now=now(),
            )
    except UniqueViolationError:
        new = Form(typed, (Mistake("organisation_name", "This organisation is already here"),))
        return again(
            request, "accounts/people.html", form=Form(), new=new, problems=new.problems, **await _shown()
        )
    return see("/staff/people")


class NewRole(FormModel):
    """One more role."""

    organisation: UUID = asked("Choose an organisation")
    role: Role = asked("Choose what they do there")


@post("/staff/people/{person:uuid}/roles", guards=MANAGES)
async def join(request: AnyRequest, person: UUID) -> Response[Any]:
    """Give somebody one more role."""
    wanted = bind(NewRole, await read_form(request))
    if isinstance(wanted, Form):
        return again(request, "accounts/people.html", form=Form(), new=Form(), **await _shown())
    async with writing():
        await people.join(person, wanted.organisation, wanted.role)
        await trail.record(
            actor_of(request), "membership:given", person, f"Gave the role {ROLE_NAMES[wanted.role].lower()}",
            now=now(), detail={"role": wanted.role, "organisation": wanted.organisation},
        )  # fmt: skip
    return see("/staff/people")


@post("/staff/people/roles/{membership:uuid}/end", guards=MANAGES)
async def leave(request: AnyRequest, membership: UUID) -> Response[Any]:
    """Take a role away."""
    async with writing():
        await people.leave(membership)
        await trail.record(actor_of(request), "membership:ended", membership, "Took a role away", now=now())
    return see("/staff/people")


router = Router("/", route_handlers=[everybody, welcome, found, join, leave])
