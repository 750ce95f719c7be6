"""See what I said, and take it back: with three words, without an account. What they opened stays open for fifteen
minutes on this device, under a signed note that is not sent anywhere else on the site."""

from datetime import timedelta
from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.database import writing
from engage.respond.asked import find_asked, wording
from engage.respond.checking import answers_seen, way_of
from engage.respond.codes import try_words
from engage.respond.coming_back import open_here
from engage.respond.following import take_down_quotes
from engage.respond.keys import receipt_key
from engage.respond.places import no_cookie
from engage.respond.road_ahead import road, what_became
from engage.respond.switching import reads_of
from engage.web import languages
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.notes import read_signed, signed
from engage.web.rendering import HERE, again, language_of, page, see
from engage.web.security import cookie
from engage.web.spoken import worded
from surveys.answers import Problem
from surveys.responding import State, find_by_receipt, set_quoting, withdraw

AnyRequest: TypeAlias = Request[Any, Any, Any]

WORDS = "words"
_NOTE = "my words"
PATH = "/my-words"
LIFE = timedelta(minutes=15)

N_ = str
QUOTING = {
    "quote": N_("Thank you. We may use your words, without your name."),
    "stopped": N_("We do not use your words from now on."),
    "gone": N_("We do not use your words from now on. What showed them is taken down."),
}


async def _opened(request: AnyRequest) -> State | None:
    """The response whose words were typed on this device a moment ago."""
    code = read_signed(_NOTE, request.cookies.get(WORDS, ""), LIFE)
    found = await find_by_receipt(str(code), receipt_key()) if code else None
    return found if isinstance(found, State) else None


@get(PATH)
async def ask(request: AnyRequest) -> Response[Any]:
    """Ask for the three words."""
    return page(request, "respond/my_words.html", form=filled({}))


@post(PATH)
async def open_words(request: AnyRequest) -> Response[Any]:
    """Find what was sent with them."""
    typed = await read_form(request)
    found = await try_words(request, typed.get("code", ("",))[0], now())
    if isinstance(found, Problem):
        languages.speak(language_of(request))
        mistake = Mistake("code", languages.translate(found.message))
        return again(request, "respond/my_words.html", form=Form(typed, (mistake,)))
    note = signed(_NOTE, found.code)
    return see(f"{PATH}/answers", cookies=[cookie(WORDS, note, path=PATH, max_age=int(LIFE.total_seconds()))])


@get(f"{PATH}/answers")
async def answers(request: AnyRequest) -> Response[Any]:
    """What I said, when it was sent, and what I can do about it."""
    state = await _opened(request)
    if state is None:
        return see(PATH)
    moment = now()
    languages.speak(language_of(request))
    definition = await wording(state.version_id)
    language = reads_of(request, definition)
    asked = await find_asked(state.survey_slug)
    is_sent = state.completed_at and not state.withdrawn_at and not state.is_pilot
    became = await what_became(state, language) if is_sent else ()
    return page(
        request,
        "respond/my_answers.html",
        survey=worded(definition.title, language),
        state=state,
        asked=asked,
        together=answers_seen(way_of(definition, state), "", language),
        may_change=state.may_change(moment),
        became=became,
        road=road(state, asked, became, moment.astimezone(HERE).date()) if is_sent else (),
        quoting=QUOTING.get(request.query_params.get("done", ""), ""),
    )


@post(f"{PATH}/quoting")
async def quoting(request: AnyRequest) -> Response[Any]:
    """Allow to be quoted, or stop it. Stopping takes down at once whatever quotes them."""
    typed = await read_form(request)
    state = await _opened(request)
    if state is None:
        return see(PATH)
    may = typed.get("may", ("",))[0] == "yes"
    async with writing():
        await set_quoting(state.response_id, may)
        gone = 0 if may else await take_down_quotes(state.response_id, now())
    return see(f"{PATH}/answers?done={'quote' if may else 'gone' if gone else 'stopped'}#quoting")


@post(f"{PATH}/change")
async def change(request: AnyRequest) -> Response[Any]:
    """Open the answers where they were given, to change or finish them."""
    state = await _opened(request)
    if state is None or not state.may_change(now()):
        return see(f"{PATH}/answers")
    return await open_here(state)


@get(f"{PATH}/delete")
async def ask_to_delete(request: AnyRequest) -> Response[Any]:
    """One last question."""
    state = await _opened(request)
    if state is None or state.withdrawn_at:
        return see(PATH)
    return page(request, "respond/delete.html")


@post(f"{PATH}/delete")
async def delete(request: AnyRequest) -> Response[Any]:
    """Take everything back. Deleting twice is deleting once."""
    state = await _opened(request)
    if state is None:
        return see(PATH)
    async with writing():
        await take_down_quotes(state.response_id, now())
        await withdraw(state.response_id, now())
    return see(f"{PATH}/deleted", cookies=[no_cookie(WORDS, PATH)])


@get(f"{PATH}/deleted")
async def deleted(request: AnyRequest) -> Response[Any]:
    """They are gone."""
    return page(request, "respond/deleted.html")


@post(f"{PATH}/close")
async def close(request: AnyRequest) -> Response[Any]:
    """I'm done: nobody after me on this device sees them."""
    return see("/", cookies=[no_cookie(WORDS, PATH)])
