"""Staff pages of the plan register: what was promised after inspections, and how far it is."""

from typing import Any, TypeAlias
from urllib.parse import urlencode

from litestar import Request, Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.database import writing
from engage.plan.focus_areas import Framework, focus_areas, frameworks
from engage.plan.importing import import_text
from engage.plan.reading import LARGEST
from engage.web.forms import Form, Mistake, Typed, read_file, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem

AnyRequest: TypeAlias = Request[Any, Any, Any]


@get("/staff/plan", guards=[requires(Permission.plan_see)])
async def plan(request: AnyRequest) -> Response[Any]:
    """One plan with its focus areas, as cards or as a table."""
    every = await frameworks()
    chosen = _chosen(every, request.query_params.get("plan", ""))
    return page(
        request,
        "plan/plan.html",
        frameworks=every,
        chosen=chosen,
        areas=await focus_areas(chosen.id) if chosen else (),
        as_table=request.query_params.get("view") == "table",
        is_new="new" in request.query_params,
        may_edit=actor_of(request).may(Permission.plan_edit),
    )


def _chosen(every: tuple[Framework, ...], key: str) -> Framework | None:
    """The plan asked for, else the newest one that still has something open, else the newest."""
    asked = [one for one in every if one.key == key]
    open_ones = [one for one in every if one.still_open]
    return next(iter([*asked, *open_ones, *every]), None)


@get("/staff/plan/import", guards=[requires(Permission.plan_edit)])
async def choose_file(request: AnyRequest) -> Response[Any]:
    """Hand in a file, or paste its text."""
    return page(request, "plan/import.html", form=Form())


@post("/staff/plan/import", guards=[requires(Permission.plan_edit)])
async def take_in(request: AnyRequest) -> Response[Any]:
    """Read the plan; whatever is wrong is told beside the box, with the text still in it."""
    typed = await read_form(request)
    text = await _handed_in(request, typed)
    if isinstance(text, Mistake):
        return again(request, "plan/import.html", form=Form(typed, (text,)))
    async with writing():
        imported = await import_text(text, actor_of(request), now())
    if isinstance(imported, Problem):
        shown = {**typed, "text": (text[:LARGEST],)}
        return again(request, "plan/import.html", form=Form(shown, (Mistake("text", imported.message),)))
    return see(f"/staff/plan?{urlencode({'plan': imported.key, 'new': 1})}")


async def _handed_in(request: AnyRequest, typed: Typed) -> str | Mistake:
    """The text of the file when one was chosen, else the pasted text."""
    file = await read_file(request, "file")
    if file is None:
        pasted = typed.get("text", ("",))[0]
        return pasted or Mistake("file", "Choose a TOML file, or paste its text")
    name, body = file
    if len(body) > LARGEST:
        return Mistake("file", f"Choose a smaller file: {name} is larger than {LARGEST // 1000} KB")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Mistake("file", f"{name} cannot be read as text. Save the plan as TOML, in UTF-8")


router = Router("/", route_handlers=[plan, choose_file, take_in])
