"""Stopping for now, and going on later or on another device with the three words."""

from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond import codes
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.checking import way_of
from engage.respond.codes import try_words
from engage.respond.passing import passes_by_itself
from engage.respond.places import find_place, place_cookie
from engage.respond.switching import look_of
from engage.respond.turns import question_path
from engage.settings import settings
from engage.web import languages
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.rendering import again, language_of, page, see
from surveys import responding
from surveys.answers import Problem
from surveys.responding import State

AnyRequest: TypeAlias = Request[Any, Any, Any]

N_ = str
IS_CLOSED = N_("This survey is closed, so your answers can’t be changed")
TAKEN_BACK = N_("These answers were deleted. You can start again")


@get("/s/{slug:str}/stopped")
async def stopped(request: AnyRequest, slug: str) -> Response[Any]:
    """Saved, with the three words to come back with."""
    slug = read_slug(slug)
    place = await find_place(request, slug)
    if place is None or place.is_sent:
        return see(f"/s/{slug}")
    code = codes.code_of(place.state) or await codes.hand_out(place.state.response_id)
    return page(
        request,
        "respond/stopped.html",
        headers=passes_by_itself(request, slug),
        slug=slug,
        host=settings().address.partition("://")[2],
        code=code,
        closes_at=place.state.closes_at,
        testing=place.state.is_pilot,
        on=await where_to_go_on(place.state),
        others=look_of(request).page_others(await wording(place.state.version_id)),
    )


async def where_to_go_on(state: State) -> str:
    """The first question not passed yet, or the page to check the answers."""
    next_one = way_of(await wording(state.version_id), state).resume()
    return question_path(state.survey_slug, next_one) if next_one else f"/s/{state.survey_slug}/check"


@get("/s/{slug:str}/resume")
async def resume(request: AnyRequest, slug: str) -> Response[Any]:
    """Ask for the three words."""
    asked = await find_asked(slug)
    return page(request, "respond/resume.html", form=filled({}), slug=asked.slug)


@post("/s/{slug:str}/resume")
async def go_on(request: AnyRequest, slug: str) -> Response[Any]:
    """Open the place the words belong to, here, at the first question not passed yet."""
    typed = await read_form(request)
    slug = read_slug(slug)
    found = await try_words(request, typed.get("code", ("",))[0], now())
    problem = found if isinstance(found, Problem) else _not_to_open(found.state)
    if problem or isinstance(found, Problem):
        languages.speak(language_of(request))
        mistake = Mistake("code", languages.translate(problem.message if problem else ""))
        return again(request, "respond/resume.html", form=Form(typed, (mistake,)), slug=slug)
    return await open_here(found.state)


def _not_to_open(state: State) -> Problem | None:
    if state.withdrawn_at:
        return Problem("code", TAKEN_BACK)
    return None if state.may_change(now()) else Problem("code", IS_CLOSED)


async def open_here(state: State) -> Response[Any]:
    """Put the place of a response on this device and go there."""
    token = await responding.move(state.response_id)
    is_change = state.completed_at is not None
    path = f"/s/{state.survey_slug}/check" if is_change else await where_to_go_on(state)
    return see(path, cookies=[place_cookie(state.survey_slug, token, is_change=is_change)])
