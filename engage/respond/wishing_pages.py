"""Ask to be told what comes of a survey, and stop it. These pages stand apart from every answer: they read no cookie of
one, and whoever has not answered may ask too."""

from datetime import timedelta
from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.database import writing
from engage.respond import wishing
from engage.respond.asked import Asked, find_asked, wording
from engage.respond.pace import address_of
from engage.respond.switching import reads_of
from engage.web import languages
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.limits import is_too_often
from engage.web.rendering import again, language_of, page, see
from engage.web.security import VISITOR_COOKIE, keyed
from engage.web.spoken import worded
from surveys.definition import said

AnyRequest: TypeAlias = Request[Any, Any, Any]

PER = timedelta(hours=1)
FROM_ONE_VISITOR = 5
FROM_ONE_ADDRESS = 60  # a whole school shares one

N_ = str
NO_ADDRESS = N_("Enter your e-mail address, like name@example.org")
TOO_OFTEN = N_("Wait an hour, then try again. Too many addresses came from here")


async def _find(slug: str) -> Asked:
    asked = await find_asked(slug)
    if asked.version_id is None or asked.is_pilot:
        raise NotThere
    return asked


async def _values(request: AnyRequest, asked: Asked) -> dict[str, Any]:
    assert asked.version_id
    definition = await wording(asked.version_id)
    return {"asked": asked, "survey": worded(definition.title, reads_of(request, definition))}


@get("/tell-me/{slug:str}")
async def ask(request: AnyRequest, slug: str) -> Response[Any]:
    """What we keep, what we send, and one field."""
    asked = await _find(slug)
    done = request.query_params.get("done") == "1"
    return page(request, "respond/tell_me.html", form=filled({}), done=done, **await _values(request, asked))


@post("/tell-me/{slug:str}")
async def tell_me(request: AnyRequest, slug: str) -> Response[Any]:
    """Keep the address. The answer is the same whether it was new or not."""
    asked = await _find(slug)
    typed = await read_form(request)
    address = wishing.read_address(typed.get("address", ("",))[0])
    problem = NO_ADDRESS if address is None else TOO_OFTEN if await _too_often(request) else ""
    if problem or address is None or asked.told_at:
        if asked.told_at:
            return see(f"/tell-me/{asked.slug}")
        languages.speak(language_of(request))
        form = Form(typed, (Mistake("address", languages.translate(problem)),))
        return again(request, "respond/tell_me.html", form=form, done=False, **await _values(request, asked))
    assert asked.version_id
    title = said((await wording(asked.version_id)).title, "en")
    async with writing():
        await wishing.wish(asked.id, title, address, now())
    return see(f"/tell-me/{asked.slug}?done=1")


async def _too_often(request: AnyRequest) -> bool:
    visitor = request.cookies.get(VISITOR_COOKIE, "")
    limits = [("visitor", visitor, FROM_ONE_VISITOR), ("address", address_of(request), FROM_ONE_ADDRESS)]
    for kind, who, at_most in limits:
        if who and await is_too_often(keyed(f"wish-{kind}", who), at_most=at_most, per=PER, now=now()):
            return True
    return False


@get("/tell-me/stop/{token:str}")
async def ask_to_stop(request: AnyRequest, token: str) -> Response[Any]:
    """One question; nothing is changed by looking."""
    is_known = await wishing.find_wish(token) is not None
    return page(request, "respond/stop_letters.html", token=token, is_known=is_known)


@post("/tell-me/stop/{token:str}")
async def stop(request: AnyRequest, token: str) -> Response[Any]:
    """Delete the address, at once."""
    async with writing():
        await wishing.stop(token)
    return see("/tell-me/stopped")


@get("/tell-me/stopped")
async def stopped(request: AnyRequest) -> Response[Any]:
    """It is gone."""
    return page(request, "respond/stop_letters.html", token="", is_known=False)
