"""Code cards as staff have them: make some for a school or a group, see how many were used, close them, make new ones."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from engage.audit import trail
from engage.clock import now
from engage.consultations.words import GROUP_NAMES
from engage.database import writing
from engage.invitations.cards.desk import (
    CARDS,
    ONE,
    SHARES,
    AnyRequest,
    Desk,
    batch_at,
    desk_of,
    short_address,
    state_of,
    used_words,
    whose,
)
from engage.invitations.cards.forms import ANYBODY, read_new
from engage.respond.keys import invitation_key
from engage.web.forms import Form, filled, read_form
from engage.web.rendering import again, page, see
from surveys.authoring import draft_of
from surveys.invitations import batches
from surveys.invitations.batches import Batch
from surveys.invitations.tables import BatchKind
from surveys.languages import language_of
from surveys.texts import offered

LIST, PAGE = "invitations/cards/cards.html", "invitations/cards/batch.html"
TOLD = {
    "made": "Made. Print them, and cut along the lines.",
    "again": "The old cards let nobody in any more. These are for whoever has not answered.",
    "closed": "Closed. These cards let nobody in any more. Who has begun can finish.",
    "nothing": "The old cards let nobody in any more. All of them were used, so there are no new ones to make.",
}


def shown(batch: Batch) -> dict[str, Any]:
    """A batch as a template shows it."""
    state, word = state_of(batch, now())
    return {"one": batch, "used": used_words(batch), "state": state, "word": word, "whose": whose(batch)}


async def _list_values(desk: Desk) -> dict[str, Any]:
    found = await batches.batches_of(desk.seen.survey, BatchKind.cards)
    names = [(group.value, GROUP_NAMES[group]) for group in desk.groups]
    return {
        "seen": desk.seen,
        "survey": desk.survey,
        "may_make": desk.may_make(now()),
        "made": [shown(one) for one in found],
        "groups": [*names, (ANYBODY, "Anybody: they say who they are")] if len(names) > 1 else names,
        "address": short_address(),
    }


@get(CARDS, guards=SHARES)
async def all_cards(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The cards there are, and a form to make more."""
    desk = await desk_of(request, consultation)
    only = desk.groups[0].value if len(desk.groups) == 1 else None
    return page(request, LIST, form=filled({"group": only}), **await _list_values(desk))


@post(CARDS, guards=SHARES)
async def make(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Make a batch."""
    desk = await desk_of(request, consultation)
    typed = await read_form(request)
    wanted = read_new(typed, desk.survey, desk.groups, desk.actor.name, now())
    if isinstance(wanted, Form) or not desk.may_make(now()):
        form = wanted if isinstance(wanted, Form) else Form(typed)
        return again(request, LIST, form=form, **await _list_values(desk))
    async with writing():
        made = await batches.make_batch(wanted, invitation_key(), now())
        told = f"Made {wanted.how_many:,} code card{'' if wanted.how_many == 1 else 's'} for {wanted.name}"
        detail = {"batch": made, "how_many": wanted.how_many}
        await trail.record(desk.actor, "cards:made", desk.seen.id, told, now=now(), detail=detail)
    return see(f"{desk.here}/{made}?done=made")


@get(ONE, guards=SHARES)
async def one_batch(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """One batch: print it, close it, make new ones instead."""
    desk, found = await batch_at(request, consultation, batch)
    others = [language_of(code) for code in offered(draft_of(desk.survey)) if code != "en"]
    before = await batches.find_batch(found.survey, found.instead_of) if found.instead_of else None
    later = next(
        (one for one in await batches.batches_of(found.survey, found.kind) if one.instead_of == found.id),
        None,
    )
    return page(
        request,
        PAGE,
        seen=desk.seen,
        told=TOLD.get(request.query_params.get("done", "")),
        others=others,
        before=before,
        later=later,
        address=short_address(),
        is_open=found.is_open(now()),
        may_make=desk.may_make(now()),
        **shown(found),
    )


@get(f"{ONE}/close", guards=SHARES)
async def ask_to_close(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """Really? With the choice to make new ones for whoever has not answered."""
    desk, found = await batch_at(request, consultation, batch)
    if found.is_closed:
        return see(f"{desk.here}/{found.id}")
    return page(
        request, "invitations/cards/close.html", seen=desk.seen, may_make=desk.may_make(now()), **shown(found)
    )


@post(f"{ONE}/close", guards=SHARES)
async def close(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """Close it."""
    desk, found = await batch_at(request, consultation, batch)
    async with writing():
        if await batches.close_batch(found.id, now()):
            told, detail = f"Closed the code cards for {found.name}", {"batch": found.id}
            await trail.record(desk.actor, "cards:closed", desk.seen.id, told, now=now(), detail=detail)
    return see(f"{desk.here}/{found.id}?done=closed")


@post(f"{ONE}/again", guards=SHARES)
async def make_again(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """Close it, and make as many new ones as were not used."""
    desk, found = await batch_at(request, consultation, batch)
    if not desk.may_make(now()):
        return see(f"{desk.here}/{found.id}")
    async with writing():
        made = await batches.reissue(found, invitation_key(), now(), desk.actor.name)
        told = f"Closed the code cards for {found.name}" + (" and made new ones" if made else "")
        detail = {"batch": found.id, "instead": made}
        await trail.record(desk.actor, "cards:made_again", desk.seen.id, told, now=now(), detail=detail)
    return see(f"{desk.here}/{made}?done=again" if made else f"{desk.here}/{found.id}?done=nothing")
