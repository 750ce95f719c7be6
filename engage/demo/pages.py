"""Sign in as anybody of the demo. Without ENGAGE_DEMO these pages do not exist."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post

from engage.access.permissions import ROLE_NAMES, Role
from engage.accounts import people, sessions
from engage.clock import now
from engage.database import writing
from engage.demo.people import first_name
from engage.demo.promised import words_to_follow
from engage.demo.sources import source
from engage.settings import settings
from engage.web.errors import NotThere
from engage.web.rendering import page, see
from engage.web.security import SESSION_COOKIE, cookie


def _only_in_a_demo() -> None:
    if not settings().demo:
        raise NotThere


@get("/demo")
async def who(request: Request[Any, Any, Any]) -> Response[Any]:
    """Everybody there is, with a button each."""
    _only_in_a_demo()
    about = {one["email"]: one for one in source("people")["people"]}
    shown = [
        {
            "id": row["id"],
            "name": row["name"],
            "first": first_name(row["name"]),
            "role": ROLE_NAMES[Role(about[row["email"]]["roles"][0])],
            "organisation": about[row["email"]]["organisation"],
            "about": about[row["email"]]["about"],
        }
        for row in await people.people()
        if row["email"] in about and "young_person" not in about[row["email"]]["roles"]
    ]
    return page(request, "demo/who.html", people=shown, words=await words_to_follow())


@post("/demo/{person:uuid}")
async def be(request: Request[Any, Any, Any], person: UUID) -> Response[Any]:
    """Sign in as one of them."""
    _only_in_a_demo()
    actor = await people.find_actor(person)
    if actor is None or not actor.is_staff:
        raise NotThere
    async with writing():
        token = await sessions.begin(person, request.headers.get("user-agent", ""), now=now())
    return see("/staff", cookies=[cookie(SESSION_COOKIE, token)])


router = Router("/", route_handlers=[who, be])
