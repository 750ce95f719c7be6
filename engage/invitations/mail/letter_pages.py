"""One list: what was found in it, the letter to it, the letter as it will look, sending it, and at most two reminders."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.words import GROUP_NAMES
from engage.database import writing
from engage.invitations.mail import counting, keeping, sending
from engage.invitations.mail.counting import ListTold
from engage.invitations.mail.desk import ONE, SHARES, AnyRequest, Desk, desk_of, list_of
from engage.invitations.mail.forms import fields_of, read_letter
from engage.invitations.mail.list_pages import how_far
from engage.invitations.mail.stopping import STOP
from engage.invitations.mail.wording import EXAMPLE, About, Words, first_words, letter
from engage.settings import settings
from engage.web.errors import NotThere
from engage.web.forms import Form, Typed, filled, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.invitations.batches import FEW

_TOLD = {
    "sent": "The letters are on their way.",
    "before": "This was sent already. Nothing was sent twice.",
    "deleted": "The addresses are deleted.",
}
_ROUNDS = ("Invitation", "First reminder", "Second reminder")


@get(ONE, guards=SHARES)
async def one_list(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """A list that waits to be sent, with its letter; or how far one is that was sent."""
    desk = await desk_of(request, consultation)
    told = await list_of(desk, batch)
    if told.is_sent:
        return await _sent(request, desk, told)
    form = filled(fields_of(first_words(await sending.about(batch), told.batch.group, 0)))
    several = request.query_params.get("columns", "") == "several"
    values = await _found_values(desk, told, form)
    return page(request, "invitations/mail/list_found.html", **{**values, "is_one_of_several": several})


async def _found_values(desk: Desk, told: ListTold, form: Form) -> dict[str, Any]:
    found = await keeping.found_in(told.batch.id)
    shown = {"list": told, "found": found, "group": _group(told), "few": FEW, "is_one_of_several": False}
    return desk.values(form=form, nth=0, **shown)


def _group(told: ListTold) -> str:
    return GROUP_NAMES[told.batch.group] if told.batch.group else ""


async def _sent(request: AnyRequest, desk: Desk, told: ListTold) -> Response[Any]:
    values = desk.values(
        list=told,
        rounds=[(_ROUNDS[one.nth], one) for one in told.rounds],
        group=_group(told),
        bounced=await keeping.bounced_of(told.batch.id),
        may_remind=_may_remind(desk, told),
        how_far=how_far(told),
        told=_TOLD.get(request.query_params.get("done", ""), ""),
    )
    return page(request, "invitations/mail/list_sent.html", **values)


def _may_remind(desk: Desk, told: ListTold) -> bool:
    is_open = desk.may_send and told.batch.is_open(now())
    return is_open and bool(told.addresses) and len(told.rounds) <= sending.MOST_REMINDERS


@get(f"{ONE}/reminder", guards=SHARES)
async def reminder(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """The words of a reminder, and about how many would get one."""
    desk = await desk_of(request, consultation)
    told = await list_of(desk, batch)
    if not told.is_sent or not _may_remind(desk, told):
        return see(f"{desk.here}/{batch}")
    form = filled(fields_of(first_words(await sending.about(batch), told.batch.group, len(told.rounds))))
    return page(request, "invitations/mail/reminder.html", **await _reminder_values(desk, told, form))


async def _reminder_values(desk: Desk, told: ListTold, form: Form) -> dict[str, Any]:
    many = counting.about(await counting.would_be_reminded(told.batch.id))
    return desk.values(list=told, form=form, nth=len(told.rounds), about=many)


@post(ONE, guards=SHARES)
async def send_or_look(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """Show the letter as it will look, go back to its words, or send it. `nth` says which round the page was for."""
    desk = await desk_of(request, consultation)
    told = await list_of(desk, batch)
    typed = await read_form(request)
    nth = _nth(typed)
    if nth != len(told.rounds):
        return see(f"{desk.here}/{batch}?done=before")
    words = read_letter(typed)
    if isinstance(words, Form):
        return await _write_again(request, desk, told, words)
    match typed.get("do", ("",))[0]:
        case "send":
            return await _send(request, desk, told, words)
        case "change":
            return await _write_again(request, desk, told, filled(fields_of(words)))
        case _:
            return await _look(request, desk, told, words)


def _nth(typed: Typed) -> int:
    raw = typed.get("nth", ("",))[0]
    return int(raw) if raw in {"0", "1", "2"} else -1


async def _write_again(request: AnyRequest, desk: Desk, told: ListTold, form: Form) -> Response[Any]:
    show = again if form.mistakes else page
    if told.is_sent:
        return show(request, "invitations/mail/reminder.html", **await _reminder_values(desk, told, form))
    return show(request, "invitations/mail/list_found.html", **await _found_values(desk, told, form))


async def _look(
    request: AnyRequest, desk: Desk, told: ListTold, words: Words, trouble: Problem | None = None
) -> Response[Any]:
    about: About = await sending.about(told.batch.id)
    nth = len(told.rounds)
    many = counting.about(await counting.would_be_reminded(told.batch.id)) if nth else told.batch.how_many
    show = again if trouble else page
    values = desk.values(
        list=told,
        nth=nth,
        many=many,
        words=words,
        sender=settings().mail_from,
        letter=letter(words.words, about, EXAMPLE, f"{about.address}{STOP}/…"),
        trouble=trouble,
    )
    return show(request, "invitations/mail/letter.html", **values)


async def _send(request: AnyRequest, desk: Desk, told: ListTold, words: Words) -> Response[Any]:
    nth = len(told.rounds)
    if nth > sending.MOST_REMINDERS:
        raise NotThere
    async with writing():
        done = await sending.send(desk.actor, desk.seen, told.batch.id, nth, words, now=now())
    if isinstance(done, Problem):
        return await _look(request, desk, told, words, done)
    return see(f"{desk.here}/{told.batch.id}?done=sent")


router = Router("/", route_handlers=[one_list, reminder, send_or_look])
