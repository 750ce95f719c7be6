"""Typing a form in, all of it on one page, and settling where two people read different things."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.database import writing
from engage.invitations.paper import acts
from engage.invitations.paper.acts import Came, Overtaken
from engage.invitations.paper.comparing import mismatches
from engage.invitations.paper.desk import ONE, TYPES, Act, AnyRequest, Desk, act_of, desk_of
from engage.invitations.paper.entry import Entry
from engage.invitations.paper.forms import Form
from engage.invitations.paper.reading import LANGUAGE, Asked, read_entry, typed_again
from engage.invitations.paper.settling import read_choices
from engage.invitations.paper.sheet import (
    differences,
    form_choices,
    form_name,
    group_choices,
    how_choices,
    sheet,
)
from engage.web.forms import Form as Shown
from engage.web.forms import Typed, read_form
from engage.web.rendering import again, page, see

LATER, DONE = "later", "done"


@get(ONE + "/type", guards=TYPES)
async def type_form(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """The form with what this person typed of it so far; never with what the other person typed."""
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    act = act_of(found, desk.actor.id)
    if act not in {Act.type_first, Act.type_second}:
        return see(_leads_to(desk, found, act))
    asked = await desk.asked(found.version)
    typed = typed_again(asked, _own(desk, found, act))
    return page(request, "invitations/paper/type.html", **_values(desk, found, asked, Shown(typed)))


def _leads_to(desk: Desk, form: Form, act: Act) -> str:
    return f"{desk.here}/{form.id}" + ("/settle" if act is Act.settle else "")


def _own(desk: Desk, form: Form, act: Act) -> Entry:
    """What this person typed so far."""
    if act is Act.type_first:
        return form.first
    is_own = form.second_by == desk.actor.id and form.second_at is None
    return form.second if is_own else Entry(language=form.language)


def _values(desk: Desk, form: Form, asked: Asked, shown: Shown, **more: Any) -> dict[str, Any]:
    language = (shown.typed.get(LANGUAGE) or (form.language,))[0]
    language = language if language in asked.languages else form.language
    return {
        "seen": desk.seen,
        "one": form,
        "here": f"{desk.here}/{form.id}",
        "form": shown,
        "is_second": act_of(form, desk.actor.id) is Act.type_second,
        "parts": sheet(asked, language, shown.typed),
        "language": language,
        "form_name": form_name(language),
        "form_choices": form_choices(asked),
        "group_choices": group_choices(asked.groups),
        "how_choices": how_choices(),
        "shows_scan": form.has_scan and desk.seen.may_read_words,
        **more,
    }


@post(ONE + "/type", guards=TYPES)
async def keep_form(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Keep all of it, or show what does not fit with everything as it was typed."""
    typed = await read_form(request)
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    asked = await desk.asked(found.version)
    is_done = (typed.get("go") or (DONE,))[0] != LATER
    entry, mistakes = read_entry(asked, typed)
    # who answered may still be open while somebody is at it
    wrong = mistakes if is_done else tuple(one for one in mistakes if "-" in one.field)
    if wrong:
        shown = Shown(typed, wrong)
        return again(request, "invitations/paper/type.html", **_values(desk, found, asked, shown))
    async with writing():
        came = await acts.keep(desk, found, asked, entry, is_done=is_done)
    if isinstance(came, Overtaken):
        values = _values(
            desk, came.form, asked, Shown(typed), overtaken=act_of(came.form, desk.actor.id).value
        )
        return page(request, "invitations/paper/type.html", status=409, **values)
    here = f"{desk.here}/{found.id}"
    leads = {Came.differs: f"{here}/settle", Came.counted: f"{here}?done=counted"}
    return see(leads.get(came, f"{desk.here}?done={came.value}&form={found.number}"))


@get(ONE + "/settle", guards=TYPES)
async def settle_form(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Every place where two people read different things, side by side."""
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    if act_of(found, desk.actor.id) is not Act.settle:
        return see(f"{desk.here}/{found.id}")
    asked = await desk.asked(found.version)
    return page(request, "invitations/paper/settle.html", **_to_settle(desk, found, asked, Shown()))


def _to_settle(desk: Desk, form: Form, asked: Asked, shown: Shown, **more: Any) -> dict[str, Any]:
    names = mismatches(asked.definition, form.first, form.second)
    return {
        "seen": desk.seen,
        "one": form,
        "here": f"{desk.here}/{form.id}",
        "form": shown,
        "differing": differences(asked, names, form.first, form.second, shown.typed),
        "form_choices": form_choices(asked),
        "group_choices": group_choices(asked.groups),
        "how_choices": how_choices(),
        "shows_scan": form.has_scan and desk.seen.may_read_words,
        **more,
    }


@post(ONE + "/settle", guards=TYPES)
async def keep_settled(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Count it once every difference is settled."""
    typed = await read_form(request)
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    if act_of(found, desk.actor.id) is not Act.settle:
        return see(f"{desk.here}/{found.id}")
    asked = await desk.asked(found.version)
    return await _settled(request, desk, found, asked, typed)


async def _settled(request: AnyRequest, desk: Desk, form: Form, asked: Asked, typed: Typed) -> Response[Any]:
    names = mismatches(asked.definition, form.first, form.second)
    agreed = read_choices(asked, names, form, typed)
    if isinstance(agreed, tuple):
        shown = Shown(typed, agreed)
        return again(request, "invitations/paper/settle.html", **_to_settle(desk, form, asked, shown))
    async with writing():
        came = await acts.settle(desk, form, asked, agreed, len(names))
    if isinstance(came, Overtaken):
        return see(f"{desk.here}/{form.id}")
    return see(f"{desk.here}/{form.id}?done=counted")


router = Router("/", route_handlers=[type_form, keep_form, settle_form, keep_settled])
