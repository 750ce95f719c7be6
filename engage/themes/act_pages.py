"""What the workbench's buttons reach: each reads the form, finds the consultation for this actor, acts, and goes back."""

from collections.abc import Sequence
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.consultations.policy import find_consultation_for
from engage.database import writing
from engage.themes import deciding, moving
from engage.themes.acts import Act, Done, Overtaken
from engage.themes.linking import decide_link
from engage.themes.moving import Chosen, Moved, read_chosen
from engage.themes.tables import LinkState
from engage.themes.undoing import undo
from engage.themes.view import View
from engage.themes.words import answers_words
from engage.themes.workbench import Told, workbench
from engage.web.forms import Form, FormModel, Line, Mistake, Typed, Words, asked, bind, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem

AnyRequest: TypeAlias = Request[Any, Any, Any]
REVIEWS = [requires(Permission.themes_review)]
HERE = "/staff/consultations/{consultation:uuid}/themes"

Outcome: TypeAlias = Done | Overtaken | Moved | Problem


async def _act(request: AnyRequest, consultation: UUID) -> Act:
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    return Act(seen.needs(seen.may_review and seen.may_read_words), actor, now())


def _first(typed: Typed, name: str) -> str:
    return typed.get(name, ("",))[0]


def _id(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


async def _after(
    request: AnyRequest, act: Act, view: View, outcome: Outcome, typed: Typed | None = None
) -> Response[Any]:
    """Back to the view when all went as wished; otherwise the workbench with what to say."""
    seen = act.consultation
    match outcome:
        case Problem(field, message):
            mistaken = Form(typed or {}, (Mistake(field, message),))
            return await workbench(request, seen, view, Told((), 422), mistaken)
        case Overtaken(message):
            form = Form(typed) if typed else None
            return await workbench(request, seen, view, Told((message,)), form)
        case Moved(n, _, left) if left:
            did = (f"{answers_words(n)} went as you wished.",) if n else ()
            return await workbench(request, seen, view, Told((*did, *left)))
    return see(f"/staff/consultations/{seen.id}/themes?{view.query}&did=1#answers")


@post(f"{HERE}/answers", guards=REVIEWS)
async def decide_on_answers(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep, move or take out the ticked answers, or the one whose button was pressed."""
    act = await _act(request, consultation)
    typed = await read_form(request)
    view = View.read_line(_first(typed, "view"))
    do, _, about = _first(typed, "do").partition(":")
    answer, _, place = about.partition(":")
    chosen = _chosen(typed, {answer} if answer else set(typed.get("answer", ())))
    to = place or _first(typed, "to")
    if do not in {"fits", "quiet"} and not chosen and not (do == "make" and _first(typed, "empty")):
        return await _after(request, act, view, Problem("answer", "Tick at least one answer first"))
    if do == "move" and to == "new":
        return _name_page(request, act, view, chosen, Form())
    async with writing():
        outcome = await _decide(act, do, chosen, to, typed)
    if do == "make" and isinstance(outcome, Problem):
        form = Form(typed, (Mistake(outcome.field, outcome.message),))
        return _name_page(request, act, view, chosen, form)
    return await _after(request, act, view, outcome)


def _chosen(typed: Typed, ids: set[str]) -> tuple[Chosen, ...]:
    """Of the answers that were on the screen those that are meant."""
    return tuple(one for one in read_chosen(typed.get("shown", ())) if str(one.answer) in ids)


async def _decide(act: Act, do: str, chosen: Sequence[Chosen], to: str, typed: Typed) -> Moved | Problem:
    match do:
        case "keep":
            return await moving.keep_here(act, chosen)
        case "fits":
            return await moving.keep_what_fits(act, read_chosen(typed.get("shown", ())))
        case "quiet":
            return await moving.take_out_silent(act, read_chosen(typed.get("shown", ())))
        case "out":
            return await moving.take_out(act, chosen)
        case "make":
            return await moving.make_theme(act, chosen, bind_name(typed))
        case "move" if theme := _id(to):
            return await moving.move(act, chosen, theme)
    return Problem("to", "Choose a theme from the list")


def bind_name(typed: Typed) -> str:
    """The name that was typed, as one line."""
    return " ".join(_first(typed, "name").split())


def _name_page(
    request: AnyRequest, act: Act, view: View, chosen: Sequence[Chosen], form: Form
) -> Response[Any]:
    show = again if form.mistakes else page
    return show(request, "themes/name.html", seen=act.consultation, view=view, chosen=chosen, form=form)


@get(f"{HERE}/new", guards=REVIEWS)
async def new_theme(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Name a theme before it has answers."""
    return _name_page(request, await _act(request, consultation), View(), (), Form())


class Meaning(FormModel):
    """A theme's name and what it means."""

    name: Line = asked("Enter a name for the theme", min_length=1, max_length=deciding.LONGEST_NAME)
    description: Words = asked("Say what it means", default="", max_length=2000)


@post(f"{HERE}/{{theme:uuid}}", guards=REVIEWS)
async def decide_on_theme(request: AnyRequest, consultation: UUID, theme: UUID) -> Response[Any]:
    """Save the name, accept, merge or drop."""
    act = await _act(request, consultation)
    typed = await read_form(request)
    view = View.read_line(_first(typed, "view")).of(theme=theme)
    saw = _first(typed, "saw")
    do = _first(typed, "do")
    if do in {"save", "accept"}:
        return await _save(request, act, theme, view, typed)
    async with writing():
        if do == "drop":
            outcome: Done | Overtaken | Problem = await deciding.drop(act, theme, saw)
        elif do == "merge" and (into := _id(_first(typed, "into"))):
            outcome = await deciding.merge(act, theme, into, saw)
        else:
            outcome = Problem("into", "Choose another theme from the list")
    if isinstance(outcome, Done):
        view = View(theme=str(outcome.theme) if outcome.theme else "")
    return await _after(request, act, view, outcome, None)


async def _save(request: AnyRequest, act: Act, theme: UUID, view: View, typed: Typed) -> Response[Any]:
    wanted = bind(Meaning, typed)
    if isinstance(wanted, Form):
        return await workbench(request, act.consultation, view, Told((), 422), wanted)
    saw = _first(typed, "saw")
    async with writing():
        outcome = await deciding.name(act, theme, wanted.name, wanted.description, saw)
        if isinstance(outcome, Done) and _first(typed, "do") == "accept":
            outcome = await deciding.accept(act, theme, await deciding.stamp_of(act, theme))
    return await _after(request, act, view, outcome, typed)


class LinkWish(FormModel):
    """A link to decide on."""

    focus_area: UUID = asked("Choose a focus area from the list")
    verdict: LinkState = asked("Choose a focus area from the list")
    saw: Line = ""


@post(f"{HERE}/{{theme:uuid}}/links", guards=REVIEWS)
async def link(request: AnyRequest, consultation: UUID, theme: UUID) -> Response[Any]:
    """Confirm or reject a link, or make one."""
    act = await _act(request, consultation)
    typed = await read_form(request)
    view = View.read_line(_first(typed, "view")).of(theme=theme)
    wanted = bind(LinkWish, typed)
    if isinstance(wanted, Form) or wanted.verdict is LinkState.suggested:
        return await _after(request, act, view, Problem("focus_area", "Choose a focus area from the list"))
    async with writing():
        outcome = await decide_link(act, theme, wanted.focus_area, wanted.verdict, wanted.saw)
    return await _after(request, act, view, outcome)


@post(f"{HERE}/undo", guards=REVIEWS)
async def take_back(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Take one act back."""
    act = await _act(request, consultation)
    typed = await read_form(request)
    view = View.read_line(_first(typed, "view"))
    id = _first(typed, "act")
    if not (id.isascii() and id.isdecimal() and len(id) < 18):
        return await _after(request, act, view, Overtaken("Choose a change from the list."))
    async with writing():
        outcome = await undo(act, int(id))
    if isinstance(outcome, Done) and outcome.theme:
        view = View(theme=str(outcome.theme))
    return await _after(request, act, view, outcome)


@get([f"{HERE}/answers", f"{HERE}/undo"], guards=REVIEWS)
async def back_to_the_themes(consultation: UUID) -> Response[Any]:
    """Somebody reloads the page that answered a form."""
    return see(f"/staff/consultations/{consultation}/themes")


@get([f"{HERE}/{{theme:uuid}}", f"{HERE}/{{theme:uuid}}/links"], guards=[requires(Permission.themes_see)])
async def one_theme(consultation: UUID, theme: UUID) -> Response[Any]:
    """A theme’s own address."""
    return see(f"/staff/consultations/{consultation}/themes?theme={theme}")


HANDLERS = [
    decide_on_answers, new_theme, decide_on_theme, link, take_back, back_to_the_themes, one_theme,
]  # fmt: skip
