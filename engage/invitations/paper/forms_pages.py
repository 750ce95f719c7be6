"""The forms of a consultation: how many are how far, beginning one, and everything about one that is not typing."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.audit import trail
from engage.clock import now
from engage.consultations.building.paper import numbers_on_paper
from engage.consultations.building.preview import modes_of
from engage.database import writing
from engage.invitations.paper import acts, counting, forms
from engage.invitations.paper.desk import FORMS, ONE, TYPES, AnyRequest, Desk, act_of, desk_of
from engage.invitations.paper.forms import Form
from engage.invitations.paper.reading import called
from engage.invitations.paper.sheet import form_name
from engage.web.forms import Form as Shown
from engage.web.forms import FormModel, Line, asked, bind, read_form
from engage.web.rendering import again, page, see
from surveys.authoring import draft_of

TOLD = {
    "typed": "Form %(n)s is saved. Somebody else types it in again before it counts.",
    "later": "Form %(n)s is saved as far as you came.",
    "out": "Form %(n)s is taken out.",
}
TOLD_ONE = {
    "counted": "This form counts now. Everything that was typed of it is in the answers.",
    "scan": "The scan is saved.",
}
MOST_SHOWN = 200


@get(FORMS, guards=TYPES)
async def all_forms(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """How many forms are how far, and what to do next with each."""
    desk = await desk_of(request, consultation, now())
    found = await forms.forms_of(desk.seen.id, limit=MOST_SHOWN)
    number = request.query_params.get("form", "")
    told = TOLD.get(request.query_params.get("done", ""), "") if number.isdecimal() else ""
    return page(
        request,
        "invitations/paper/forms.html",
        seen=desk.seen,
        here=desk.here,
        taking=desk.taking.value,
        until=desk.until,
        modes=modes_of(draft_of(desk.survey)),
        counts=await forms.counts_of(desk.seen.id),
        found=[(one, form_name(one.language), act_of(one, desk.actor.id).value) for one in found],
        most=MOST_SHOWN,
        told=told % {"n": number} if told else "",
    )


def _values(desk: Desk, one: Form, **more: Any) -> dict[str, Any]:
    return {
        "seen": desk.seen,
        "one": one,
        "here": f"{desk.here}/{one.id}",
        "back": desk.here,
        "act": act_of(one, desk.actor.id).value,
        "form_name": form_name(one.language),
        "form": Shown(),
        "off": (),
        "words": "",
        **more,
    }


@get(ONE, guards=TYPES)
async def one_form(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """How far one form is."""
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    told = TOLD_ONE.get(request.query_params.get("done", ""), "")
    off = await _off(desk, found)
    return page(request, "invitations/paper/form.html", **_values(desk, found, told=told, off=off))


async def _off(desk: Desk, form: Form) -> tuple[str, ...]:
    """The questions whose answers are kept and not counted, while the answers can be found from here."""
    left = await counting.not_counted(form.response) if form.response else frozenset()
    if not left:
        return ()
    definition = (await desk.asked(form.version)).definition
    numbers = numbers_on_paper(definition)
    return tuple(called(step, numbers) for step in definition.steps if step.id in left)


class Why(FormModel):
    """Why there is no second person."""

    why: Line = asked("Say why nobody else can type it in", min_length=3, max_length=200)


@post(ONE + "/alone", guards=TYPES)
async def alone(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Let whoever typed it first type it again."""
    typed = await read_form(request)
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    wanted = bind(Why, typed)
    if isinstance(wanted, Shown):
        return again(request, "invitations/paper/form.html", **_values(desk, found, form=wanted))
    async with writing():
        allowed = await acts.let_one_person(desk, found, wanted.why)
    return see(f"{desk.here}/{found.id}" + ("/type" if allowed else ""))


@get(ONE + "/remove", guards=TYPES)
async def ask_to_remove(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Asks once more."""
    desk = await desk_of(request, consultation, now())
    return page(request, "invitations/paper/remove.html", **_values(desk, await desk.form(form)))


@post(ONE + "/remove", guards=TYPES)
async def remove(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Take out a form that does not count."""
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    async with writing():
        gone = await acts.take_out(desk, found)
    return see(f"{desk.here}?done=out&form={found.number}" if gone else f"{desk.here}/{found.id}")


@post(ONE + "/words", guards=TYPES)
async def three_words(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Show the three words once, or not at all; from then on nothing leads from the paper to the answers."""
    typed = await read_form(request)
    desk = await desk_of(request, consultation, now())
    shows = (typed.get("do") or ("",))[0] == "show"
    async with writing():
        found = await desk.form(form, to_change=True)
        words = await counting.three_words(found.response) if found.response and shows else None
        if found.response:
            await forms.let_go_of_response(found)
        if words:
            await trail.record(
                desk.actor, "form:words-shown", desk.seen.id, f"Looked at the three words of paper form {found.number}, once",
                now=desk.moment, detail={"form": found.id, "number": found.number},
            )  # fmt: skip
    if not words:
        return see(f"{desk.here}/{found.id}")
    after = await desk.form(form)
    return page(request, "invitations/paper/form.html", **_values(desk, after, words=words))


router = Router("/", route_handlers=[all_forms, one_form, alone, ask_to_remove, remove, three_words])
