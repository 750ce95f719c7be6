"""Staff: write an entry, change it, ask for a check. What was typed is kept whatever happens."""

from typing import Any, TypeAlias
from uuid import UUID, uuid4

from litestar import Request, Response, Router, get, post

from engage.access.actors import Actor
from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.database import writing
from engage.web.errors import NotAllowed
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import HERE, again, page, see
from engage.yousaid import writing_up
from engage.yousaid.checking import Blocked, ask_for_check
from engage.yousaid.entries import SeenEntry, find_entry_for
from engage.yousaid.forms import form_of, read_wording, revision_of, with_revision
from engage.yousaid.reading_pages import shown_entry
from engage.yousaid.writing_page import (
    both,
    editing_page,
    find_theme_to_answer,
    first_organisation,
    offered,
    themes_to_choose,
    writing_page,
)

AnyRequest: TypeAlias = Request[Any, Any, Any]
WRITES = [requires(Permission.entries_write)]
FIRST_REVISION = 1


@get("/staff/entries/new", guards=WRITES)
async def new(request: AnyRequest) -> Response[Any]:
    """An empty form about a theme; without a theme, the themes to choose from."""
    actor = actor_of(request)
    wanted = request.query_params.get("theme", "")
    if not wanted:
        return page(request, "yousaid/choose_theme.html", groups=await themes_to_choose(actor))
    theme, rights = await find_theme_to_answer(actor, wanted)
    form = filled(
        {
            "id": uuid4(),
            "focus_area": theme.focus_areas[0] if theme.focus_areas else "",
            "organisation": first_organisation(actor),
            "decided_by": actor.name,
        }
    )
    return page(request, "yousaid/write.html", **await writing_page(form, theme, rights))


@post("/staff/entries/new", guards=WRITES)
async def write(request: AnyRequest) -> Response[Any]:
    """Keep a new draft; the id in the form makes a second press the same entry."""
    actor = actor_of(request)
    typed = await read_form(request)
    theme, rights = await find_theme_to_answer(actor, _first(typed, "theme"))
    moment = now()
    wording = read_wording(typed, await offered(), moment.astimezone(HERE).date())
    if isinstance(wording, Form):
        return again(request, "yousaid/write.html", **await writing_page(wording, theme, rights))
    id = _id_of(_first(typed, "id"))
    async with writing():
        is_new = await writing_up.write_entry(actor, id, theme.theme_id, wording, now=moment)
    if not is_new:
        return await _save(request, actor, id, typed, wording, FIRST_REVISION)
    return await _go_on(request, actor, id, typed)


def _first(typed: Typed, name: str) -> str:
    return typed.get(name, ("",))[0]


def _id_of(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()


@get("/staff/entries/{entry:uuid}/edit", guards=WRITES)
async def edit(request: AnyRequest, entry: UUID) -> Response[Any]:
    """The form with the words as they are."""
    seen = await _find_to_write(actor_of(request), entry)
    return page(request, "yousaid/write.html", **await editing_page(form_of(seen), seen))


async def _find_to_write(actor: Actor, entry: UUID) -> SeenEntry:
    seen = await find_entry_for(actor, entry)
    if not seen.rights.may_write:
        raise NotAllowed
    return seen


@post("/staff/entries/{entry:uuid}/edit", guards=WRITES)
async def change(request: AnyRequest, entry: UUID) -> Response[Any]:
    """Keep the words as a new revision, unless somebody else was faster: then both are shown."""
    actor = actor_of(request)
    seen = await _find_to_write(actor, entry)
    typed = await read_form(request)
    wording = read_wording(typed, await offered(), now().astimezone(HERE).date())
    if isinstance(wording, Form):
        return again(request, "yousaid/write.html", **await editing_page(wording, seen))
    return await _save(request, actor, entry, typed, wording, revision_of(typed))


async def _save(
    request: AnyRequest,
    actor: Actor,
    entry: UUID,
    typed: Typed,
    wording: writing_up.Wording,
    revision: int,
) -> Response[Any]:
    seen = await _find_to_write(actor, entry)
    async with writing():
        saved = await writing_up.change_entry(actor, seen, wording, revision, now=now())
    if isinstance(saved, writing_up.Saved):
        return await _go_on(request, actor, entry, typed)
    theirs = await find_entry_for(actor, entry)
    told = Mistake("theirs", f"{theirs.writer or 'Somebody'} saved other words. Read both, then save again")
    form = with_revision(Form(typed, (told,)), theirs.revision)
    return again(request, "yousaid/write.html", **await both(form, theirs))


async def _go_on(request: AnyRequest, actor: Actor, entry: UUID, typed: Typed) -> Response[Any]:
    """After a save: to the entry, or first to a second person when that was asked for."""
    if _first(typed, "do") == "ask":
        return await _asked(request, actor, entry)
    return see(f"/staff/entries/{entry}")


async def _asked(request: AnyRequest, actor: Actor, entry: UUID) -> Response[Any]:
    async with writing():
        asked = await ask_for_check(actor, entry, now=now())
    if not isinstance(asked, Blocked):
        return see(f"/staff/entries/{entry}")
    shown = await shown_entry(actor, await find_entry_for(actor, entry))
    problems = tuple(Mistake("safe", sentence) for sentence in asked.sentences)
    return again(request, "yousaid/entry.html", form=Form(), problems=problems, **shown)


@post("/staff/entries/{entry:uuid}/ask", guards=WRITES)
async def ask(request: AnyRequest, entry: UUID) -> Response[Any]:
    """Ask a second person."""
    return await _asked(request, actor_of(request), entry)


router = Router("/", route_handlers=[new, write, edit, change, ask])
