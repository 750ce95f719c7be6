"""The pages of a young reviewer, for a phone and in Easy Read unless they chose otherwise: the link, the questions as people
will meet them, and what they think. Nothing they choose in the questions is kept."""

from dataclasses import replace
from typing import Any, TypeAlias

from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie

from engage.clock import now
from engage.consultations.building import preview
from engage.consultations.looking_over import reviewing
from engage.consultations.looking_over.review_form import read_said
from engage.consultations.looking_over.reviewing import REVIEWING, Review
from engage.database import writing
from engage.web import languages
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.languages import Display
from engage.web.rendering import DISPLAY_COOKIE, display_of, page, see
from engage.web.security import cookie
from surveys.definition import said
from surveys.languages import LANGUAGES
from surveys.texts import offered

AnyRequest: TypeAlias = Request[Any, Any, Any]
HOME = "/review"
# what the bar and the foot of the real page lead to
_AROUND = ("display", "help", "privacy", "accessibility", "cookies")


def _display(request: AnyRequest) -> Display:
    """Easy Read, until this visitor has chosen."""
    shown = display_of(request)
    return shown if DISPLAY_COOKIE in request.cookies else replace(shown, easy=True)


def _shown(request: AnyRequest, template: str, **values: Any) -> Response[Any]:
    display = _display(request)
    languages.speak(display.interface)
    return page(request, template, **{"display": display, **values})


def _place(token: str, seconds: int) -> Cookie:
    return cookie(REVIEWING, token, path=HOME, max_age=seconds)


def _reads(request: AnyRequest, review: Review) -> str:
    return _display(request).reads(offered(review.definition))


@get("/review/{token:str}")
async def link(request: AnyRequest, token: str) -> Response[Any]:
    """What the link is for. Opening it changes nothing; a device that has begun goes on."""
    if await reviewing.can_begin(token, now()):
        return _shown(request, "review/link.html", token=token)
    if await reviewing.find_review(request, now()):
        return see(HOME)
    return _shown(request, "review/over.html", status=404)


@post("/review/{token:str}")
async def begin(request: AnyRequest, token: str) -> Response[Any]:
    """Exchange the link for a cookie: it opens nothing any more, and is in no later address."""
    await read_form(request)
    async with writing():
        begun = await reviewing.begin(token, now())
    if begun is None:
        return _shown(request, "review/over.html", status=404)
    seconds = int((begun.until - now()).total_seconds())
    return see(HOME, cookies=[_place(begun.token, seconds)])


@get(HOME)
async def start(request: AnyRequest) -> Response[Any]:
    """What people read first, and the way to the questions."""
    review = await reviewing.find_review(request, now())
    if review is None:
        return _shown(request, "review/over.html", status=404)
    language = _reads(request, review)
    screens = preview.screens(review.definition)
    return _shown(
        request,
        "review/start.html",
        asked_by=review.asked_by,
        title=said(review.definition.title, language),
        intro=said(review.definition.intro, language),
        first=f"{HOME}/q/{screens[0]}" if screens else f"{HOME}/say",
        count=len(screens),
    )


@get(f"{HOME}/q/{{screen:str}}")
async def question(request: AnyRequest, screen: str) -> Response[Any]:
    """One question as people will meet it."""
    review = await reviewing.find_review(request, now())
    if review is None:
        return _shown(request, "review/over.html", status=404)
    if screen not in preview.screens(review.definition):
        raise NotThere
    language = _reads(request, review)
    values = preview.values_at(review.definition, screen, language, review.media)
    return _shown(request, "review/question.html", **values)


@post(f"{HOME}/q/{{screen:str}}")
async def press(request: AnyRequest, screen: str) -> Response[Any]:
    """A button of the question: on, back, or another way of reading. Nothing is kept."""
    typed = await read_form(request)
    review = await reviewing.find_review(request, now())
    if review is None:
        return _shown(request, "review/over.html", status=404)
    go = (typed.get("go") or ("next",))[0]
    here = f"{HOME}/q/{screen}"
    if go in _AROUND:
        return see(f"/{go}?back={here}")
    if wanted := _switched(request, go):
        return see(here, cookies=[cookie(DISPLAY_COOKIE, wanted.cookie)])
    return see(_leads_to(review, screen, go))


def _switched(request: AnyRequest, go: str) -> Display | None:
    if go in {preview.STANDARD, preview.EASY_READ}:
        return replace(_display(request), easy=go == preview.EASY_READ)
    if go.startswith("lang-") and go.removeprefix("lang-") in LANGUAGES:
        return replace(_display(request), language=go.removeprefix("lang-"))
    return None


def _leads_to(review: Review, screen: str, go: str) -> str:
    screens = preview.screens(review.definition)
    if go == "stop" or screen not in screens:
        return HOME
    place = screens.index(screen) + (-1 if go == "back" else 1)
    if place < 0:
        return HOME
    return f"{HOME}/q/{screens[place]}" if place < len(screens) else f"{HOME}/say"


@get(f"{HOME}/say")
async def ask(request: AnyRequest) -> Response[Any]:
    """What do you think?"""
    review = await reviewing.find_review(request, now())
    if review is None:
        return _shown(request, "review/over.html", status=404)
    return _shown(request, "review/say.html", form=filled({"called": "nobody"}))


@post(f"{HOME}/say")
async def tell(request: AnyRequest) -> Response[Any]:
    """Keep what they think; the visit is over then."""
    typed = await read_form(request)
    review = await reviewing.find_review(request, now())
    if review is None:
        return _shown(request, "review/over.html", status=404)
    wanted = read_said(typed)
    if isinstance(wanted, Form):
        return _put_right(request, typed, wanted)
    async with writing():
        kept = await reviewing.say(review, wanted.verdict, wanted.note, wanted.name, now())
    if not kept:
        return _shown(request, "review/over.html", status=404)
    return see(f"{HOME}/thanks", cookies=[_place("", 0)])


def _put_right(request: AnyRequest, typed: Typed, wanted: Form) -> Response[Any]:
    languages.speak(_display(request).interface)
    told = tuple(Mistake(one.field, languages.translate(one.message)) for one in wanted.mistakes)
    return _shown(request, "review/say.html", status=422, form=Form(typed, told))


@get(f"{HOME}/thanks")
async def thanks(request: AnyRequest) -> Response[Any]:
    """Thank you."""
    return _shown(request, "review/thanks.html")


router = Router("/", route_handlers=[link, begin, start, question, press, ask, tell, thanks])
