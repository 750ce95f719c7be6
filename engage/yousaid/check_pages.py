"""Staff: the second person reads an entry as the public will, and agrees or asks for a change; anybody who may publish takes back."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get, post

from engage.access.actors import Actor
from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.database import writing
from engage.themes.how import protected_words
from engage.web.errors import NotAllowed
from engage.web.forms import Form, FormModel, Mistake, Words, asked, bind, read_form
from engage.web.rendering import again, page, see
from engage.yousaid import cards, checked_words, checking, safe
from engage.yousaid.details import contact_details
from engage.yousaid.entries import SeenEntry, find_entry_for
from engage.yousaid.forms import revision_of
from engage.yousaid.snapshot import shown_of

AnyRequest: TypeAlias = Request[Any, Any, Any]
CHECKS = [requires(Permission.entries_publish)]


@get("/staff/entries/{entry:uuid}/check", guards=CHECKS)
async def read_to_check(request: AnyRequest, entry: UUID) -> Response[Any]:
    """The entry as the public will see it, plain and in Easy Read."""
    actor = actor_of(request)
    seen = await _find_to_publish(actor, entry)
    return page(request, "yousaid/check.html", form=Form(), **await _shown(actor, seen))


async def _find_to_publish(actor: Actor, entry: UUID) -> SeenEntry:
    seen = await find_entry_for(actor, entry)
    if not seen.rights.may_publish:
        raise NotAllowed
    return seen


async def _shown(actor: Actor, seen: SeenEntry) -> dict[str, Any]:
    grounds = await safe.grounds_of(seen)
    shown = await shown_of(seen, grounds.evidence)
    return {
        "entry": seen,
        "plain": cards.plain_card(shown),
        "easy": cards.easy_card(shown),
        "evidence": grounds.evidence,
        "how": protected_words(grounds.evidence.by_how),
        "checked": checked_words.sentences(shown.checked_by),
        "conditions_shown": safe.told(seen, grounds),
        "is_mine": seen.written_by == actor.id,
        "decided": None,
        "moved_on": None,
    }


class Note(FormModel):
    """What should change."""

    note: Words = asked("Write what should change", min_length=1, max_length=1_000)


@post("/staff/entries/{entry:uuid}/check", guards=CHECKS)
async def decide(request: AnyRequest, entry: UUID) -> Response[Any]:
    """Agree, which publishes; or send the words back with a note."""
    actor = actor_of(request)
    seen = await _find_to_publish(actor, entry)
    typed = await read_form(request)
    revision = revision_of(typed)
    if typed.get("do", ("",))[0] == "agree":
        async with writing():
            outcome = await checking.agree(actor, entry, revision, now=now())
        return await _after(request, actor, entry, outcome)
    wanted = bind(Note, typed)
    if isinstance(wanted, Form):
        return again(request, "yousaid/check.html", form=wanted, **await _shown(actor, seen))
    async with writing():
        returned = await checking.ask_for_change(actor, entry, revision, wanted.note, now=now())
    return await _after(request, actor, entry, returned, Form(typed))


async def _after(
    request: AnyRequest,
    actor: Actor,
    entry: UUID,
    outcome: checking.Done | checking.Blocked | checking.Decided | checking.MovedOn,
    form: Form | None = None,
) -> Response[Any]:
    """To the entry when it was done; otherwise the page as it is now, with what happened meanwhile."""
    if isinstance(outcome, checking.Done):
        return see(f"/staff/entries/{entry}")
    values = await _shown(actor, await find_entry_for(actor, entry))
    values["form"] = form or Form()
    match outcome:
        case checking.Blocked(sentences):
            values["problems"] = tuple(Mistake("safe", sentence) for sentence in sentences)
            return again(request, "yousaid/check.html", **values)
        case checking.Decided(check):
            values["decided"] = check
        case checking.MovedOn():
            values["moved_on"] = outcome
    return page(request, "yousaid/check.html", status=409, **values)


@get("/staff/entries/{entry:uuid}/take-back", guards=CHECKS)
async def before_taking_back(request: AnyRequest, entry: UUID) -> Response[Any]:
    """What will happen, and the reason to give."""
    seen = await _find_to_publish(actor_of(request), entry)
    return page(request, "yousaid/take_back.html", form=Form(), entry=seen)


class Reason(FormModel):
    """Why it is taken back, for everybody to read."""

    why: Words = asked("Write why it is taken back", min_length=1, max_length=500)


@post("/staff/entries/{entry:uuid}/take-back", guards=CHECKS)
async def take_back(request: AnyRequest, entry: UUID) -> Response[Any]:
    """Off the public page at once; the reason stays there."""
    actor = actor_of(request)
    seen = await _find_to_publish(actor, entry)
    typed = await read_form(request)
    wanted = bind(Reason, typed)
    if isinstance(wanted, Reason) and (found := contact_details(wanted.why)):
        wanted = Form(typed, (Mistake("why", f"Take out “{found[0]}”: everybody will read this"),))
    if isinstance(wanted, Form):
        return again(request, "yousaid/take_back.html", form=wanted, entry=seen)
    async with writing():
        await checking.take_back(actor, entry, wanted.why, now=now())
    return see(f"/staff/entries/{entry}")


router = Router("/", route_handlers=[read_to_check, decide, before_taking_back, take_back])
