"""Pages that belong to no room: how the site looks on this device, help, and the promises every visitor may read."""

from collections.abc import Iterable
from re import compile as pattern
from typing import Any, TypeAlias

from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie

from engage.clock import now
from engage.database import rows
from engage.web.forms import Typed, filled, read_form
from engage.web.languages import THEMES, Display, turned_on
from engage.web.rendering import DISPLAY_COOKIE, display_of, page, see, text
from engage.web.security import cookie
from surveys.languages import LANGUAGES, Language, language_of

AnyRequest: TypeAlias = Request[Any, Any, Any]


# browsers drop tabs and line ends and read "\\" as "/", so "/\t/elsewhere" would leave the site
_PATH = pattern(r"/(?!/)[!-\[\]-~]*")


def _own_path(path: str) -> str:
    return path if _PATH.fullmatch(path) else "/"


def _question(request: AnyRequest) -> str:
    """The question somebody came from and goes back to; "" when they came from elsewhere."""
    back = _own_path(request.query_params.get("back", ""))
    return back if back.startswith("/s/") else ""


@get("/display")
async def display(request: AnyRequest) -> Response[Any]:
    """Make this site work for you."""
    shown = display_of(request)
    form = filled(
        {
            "theme": shown.theme,
            "mode": "easy" if shown.easy else "std",
            "calm": "calm" if shown.calm else "move",
            "language": shown.language,
            "back": _own_path(request.query_params.get("back", "/")),
        }
    )
    return page(request, "web/display.html", form=form, tongues=_tongues(shown))


def _tongues(shown: Display) -> tuple[Language, ...]:
    """The languages to choose from: those the site speaks, and the one a survey was read in; none when that is English."""
    codes = dict.fromkeys(("en", *sorted(turned_on()), shown.language))
    return tuple(language_of(code) for code in codes) if len(codes) > 1 else ()


@post("/display")
async def set_display(request: AnyRequest) -> Response[Any]:
    """Keep the choice on this device; fields that are not sent stay as they are."""
    typed = await read_form(request)
    before = display_of(request)
    theme = typed.get("theme", (before.theme,))[0]
    language = typed.get("language", (before.language,))[0]
    chosen = Display(
        theme if theme in THEMES else before.theme,
        easy=typed["mode"][0] == "easy" if "mode" in typed else before.easy,
        calm=typed["calm"][0] == "calm" if "calm" in typed else before.calm,
        language=language if language in LANGUAGES else before.language,
    )
    return see(_own_path(typed.get("back", ("/",))[0]), cookies=[cookie(DISPLAY_COOKIE, chosen.cookie)])


@get("/help")
async def help_page(request: AnyRequest) -> Response[Any]:
    """Who to talk to, now and later."""
    return page(request, "web/help.html", back=_question(request), findable=True)


def help_first(request: AnyRequest, typed: Typed, cookies: Iterable[Cookie] = ()) -> Response[Any]:
    """Help for somebody whose words could not be kept where they were typed: they wait here, and go back with them."""
    fields = [(name, value) for name, values in typed.items() if name != "go" for value in values]
    return page(
        request, "web/help.html", cookies=[*cookies], back=_own_path(request.url.path), waiting=fields
    )


@get("/privacy")
async def privacy(request: AnyRequest) -> Response[Any]:
    """What we do with your answers."""
    return page(request, "web/privacy.html", back=_question(request), findable=True)


@get("/accessibility")
async def accessibility(request: AnyRequest) -> Response[Any]:
    """What was tested and what was not."""
    return page(request, "web/accessibility.html", back=_question(request), findable=True)


@get("/cookies")
async def cookies(request: AnyRequest) -> Response[Any]:
    """The few cookies there are."""
    return page(request, "web/cookies.html", back=_question(request), findable=True)


@get("/health")
async def health() -> Response[Any]:
    """200 with JSON while the database answers; otherwise 503 by the error handlers."""
    await rows("SELECT 1")
    return Response(
        {"status": "ok", "database": "ok", "time": now().isoformat()}, headers={"cache-control": "no-store"}
    )


@get("/robots.txt")
async def robots() -> Response[Any]:
    """Machines may look at what is public. Pages that are nobody's to find say so themselves, in a header that a machine
    kept out would never read; staff's are kept out as well."""
    return text("User-agent: *\nDisallow: /staff\nDisallow: /sign-in\n")


router = Router(
    "/", route_handlers=[display, set_display, help_page, privacy, accessibility, cookies, health, robots]
)
