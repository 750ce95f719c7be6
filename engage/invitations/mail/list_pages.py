"""Lists of addresses: all of a consultation, a new one, one that was sent, and letting go of it."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.words import GROUP_NAMES
from engage.database import writing
from engage.invitations.mail import keeping
from engage.invitations.mail.counting import ListTold, lists_of
from engage.invitations.mail.desk import LETTERS, ONE, SEES, SHARES, AnyRequest, Desk, desk_of, list_of
from engage.invitations.mail.forms import ANYBODY, Brought, read_brought
from engage.invitations.mail.keeping import NewList
from engage.web.forms import Form, Mistake, Typed, read_file, read_form
from engage.web.rendering import again, page, see
from engage.web.security import HEADERS
from surveys.authoring import groups_of

NEW = "invitations/mail/list_new.html"
_TOLD = {
    "thrown": "The list is gone. Nothing was sent.",
    "deleted": "The addresses are deleted.",
}


@get(LETTERS, guards=SEES)
async def lists(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every list of a consultation."""
    desk = await desk_of(request, consultation, to_share=False)
    found = await lists_of(desk.seen.survey)
    told = _TOLD.get(request.query_params.get("done", ""), "")
    return page(request, "invitations/mail/lists.html", lists=found, told=told, **desk.values())


def _new_values(desk: Desk, form: Form) -> dict[str, Any]:
    groups = groups_of(desk.survey)
    choices = [(group.value, GROUP_NAMES[group]) for group in groups]
    return desk.values(form=form, choices=[*choices, (ANYBODY, "Each person says who they are")])


@get(f"{LETTERS}/new", guards=SHARES)
async def new_list(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Paste addresses or bring a file."""
    desk = await desk_of(request, consultation)
    if not desk.may_send:
        return see(desk.here)
    return page(request, NEW, **_new_values(desk, Form()))


@post(f"{LETTERS}/new", guards=SHARES)
async def bring(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Read the list and keep it for a day; nothing is sent yet."""
    desk = await desk_of(request, consultation)
    if not desk.may_send:
        return see(desk.here)
    typed = await read_form(request)
    file = await read_file(request, "file")
    brought = await asyncio.to_thread(read_brought, typed, file, groups_of(desk.survey))
    if isinstance(brought, Form):
        return again(request, NEW, **_new_values(desk, brought))
    kept = await _keep(desk, brought)
    if isinstance(kept, UUID):
        return see(f"{desk.here}/{kept}{'?columns=several' if brought.read.is_one_of_several else ''}")
    return again(request, NEW, **_new_values(desk, _wrong(typed, file is not None, kept)))


def _wrong(typed: Typed, is_file: bool, message: str) -> Form:
    return Form(typed, (Mistake("file" if is_file else "pasted", message),))


async def _keep(desk: Desk, brought: Brought) -> UUID | str:
    new = NewList(brought.name, brought.group, brought.read)
    async with writing():
        kept = await keeping.keep(desk.actor, desk.seen, new, desk.survey.closes_at, now=now())
    return kept if isinstance(kept, UUID) else kept.message


@post(f"{ONE}/throw-away", guards=SHARES)
async def throw_away(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """Forget a list that was not sent."""
    desk = await desk_of(request, consultation)
    async with writing():
        await keeping.throw_away(desk.actor, desk.seen, batch, now=now())
    return see(f"{desk.here}?done=thrown")


@get(f"{ONE}/progress", guards=SHARES)
async def progress(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """How far the letters are, for the small script."""
    desk = await desk_of(request, consultation)
    told = await list_of(desk, batch)
    shown = {
        "done": told.done if told.is_sent else 0,
        "of": told.batch.how_many,
        "text": how_far(told),
        "finished": not told.is_going,
    }
    return Response(shown, headers={**HEADERS, "cache-control": "no-store"})


def how_far(told: ListTold) -> str:
    """How far the latest round is, as a sentence."""
    if not told.is_sent:
        return ""
    return f"{told.done:,} of {told.batch.how_many:,} addresses done."


@get(f"{ONE}/addresses", guards=SHARES)
async def ask_to_delete(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """What deleting the addresses means."""
    desk = await desk_of(request, consultation)
    told = await list_of(desk, batch)
    return page(request, "invitations/mail/list_delete.html", list=told, **desk.values())


@post(f"{ONE}/addresses", guards=SHARES)
async def delete(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """Delete the addresses of a list that was sent."""
    desk = await desk_of(request, consultation)
    told = await list_of(desk, batch)
    async with writing():
        await keeping.delete_addresses(desk.actor, desk.seen, told.batch.id, now=now())
    return see(f"{desk.here}/{batch}?done=deleted")


HANDLERS: Sequence[Any] = [lists, new_list, bring, throw_away, progress, ask_to_delete, delete]
router = Router("/", route_handlers=HANDLERS)
