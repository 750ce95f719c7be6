"""One question to try out, before the first one, for those who read Easy Read: the same cards and buttons, and nothing
is kept. Somebody who has answered anything already does not get it again."""

from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.places import find_place
from engage.respond.switching import look_of
from engage.respond.turns import first_question
from engage.web import languages
from engage.web.forms import FieldState, read_form
from engage.web.rendering import display_of, page, see
from surveys.languages import Language
from surveys.questions.posted import ANSWER
from surveys.who import Who

AnyRequest: TypeAlias = Request[Any, Any, Any]

N_ = str
PATH = "/s/{slug:str}/practice"
CHOICES = (
    ("music", N_("Music"), "music"),
    ("sport", N_("Sport"), "sport"),
    ("both", N_("I like both"), "heart"),
)


@get(PATH)
async def practice(request: AnyRequest, slug: str) -> Response[Any]:
    """The question to try, or what was chosen in it."""
    slug = read_slug(slug)
    first = await _first_of(request, slug)
    if first is None:
        return see(f"/s/{slug}")
    if not display_of(request).easy:
        return see(first)
    languages.speak(display_of(request).interface)
    tried = request.query_params.get("tried", "")
    choices = [(code, languages.translate(words), picture) for code, words, picture in CHOICES]
    return page(
        request,
        "respond/practice.html",
        slug=slug,
        first=first,
        picks_field=FieldState(ANSWER),
        choices=choices,
        tried=next((choice for choice in choices if choice[0] == tried), None),
        testing=(await find_asked(slug)).is_pilot,
        others=await _others(request, slug),
    )


@post(PATH)
async def try_it(request: AnyRequest, slug: str) -> Response[Any]:
    """Show what was chosen; with nothing chosen, or without Easy Read, go to the first question."""
    typed = await read_form(request)
    slug = read_slug(slug)
    first = await _first_of(request, slug)
    if first is None:
        return see(f"/s/{slug}")
    look = look_of(request, typed)
    chosen = typed.get(ANSWER, ("",))[0]
    if typed.get("go") == ("back",):
        return see(f"/s/{slug}?going=on")
    if look.was_switched and look.display.easy:
        return see(f"/s/{slug}/practice", cookies=[*look.cookies])
    if look.was_switched or typed.get("go") == ("skip",) or chosen not in {code for code, *_ in CHOICES}:
        return see(first, cookies=[*look.cookies])
    return see(f"/s/{slug}/practice?tried={chosen}")


async def _others(request: AnyRequest, slug: str) -> tuple[Language, ...]:
    place = await find_place(request, slug)
    return look_of(request).others(await wording(place.state.version_id)) if place else ()


async def _first_of(request: AnyRequest, slug: str) -> str | None:
    """The first question of somebody who has only just begun; None for everybody else."""
    place = await find_place(request, slug)
    if place is None or place.is_sent or not place.state.may_change(now()) or place.state.answers:
        return None
    state = place.state
    return first_question(slug, await wording(state.version_id), Who(state.group, state.how_answered))
