"""From a template and plain values to a page: language, display, form tokens and hashed asset names are set here."""

import gzip
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response.redirect import Redirect
from markupsafe import Markup

from engage.web import languages, spoken, sprite
from engage.web.assets_served import asset_url
from engage.web.forms import CSRF_FIELD, Form
from engage.web.languages import Display
from engage.web.security import EMBEDDED_HEADERS, FRAMED_HEADERS, HEADERS, binding_for_page, form_token

TEMPLATES = Path(__file__).parent.parent / "templates"
HERE = ZoneInfo("Europe/London")
DISPLAY_COOKIE = "display"

AnyRequest: TypeAlias = Request[Any, Any, Any]


@dataclass(frozen=True)
class Site:
    """What this place calls itself; kept in the database, shown on every page."""

    name: str = "Engage"
    area: str = ""
    demo: bool = False


@dataclass(frozen=True)
class _Page:
    binding: str
    display: Display


_current: ContextVar[_Page] = ContextVar("page")


class _CurrentDisplay:
    """The display of the page being made, for components, which see no request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_current.get().display, name)


EMPTY_PLACE = Markup("<!--place-->")  # where the page of nobody in particular has no token


def _csrf_field() -> Markup:
    if not _current.get().binding:
        return EMPTY_PLACE
    token = form_token(_current.get().binding)
    return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, token)


def drawing(name: str, address: Callable[[str], str] = asset_url) -> Markup:
    """The inside of a picture of the symbol `name`: every page has the core ones at hand, another is drawn here."""
    if name in sprite.CORE:
        return Markup('<use href="{}"/>').format(address(f"symbol:{name}"))
    return Markup(sprite.inline(name))  # noqa: S704 - our own drawings


@cache
def environment() -> Environment:
    """The one Jinja environment; autoescape is on everywhere."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        auto_reload=False,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        languages.translate, languages.translate_plural, newstyle=True
    )
    made.globals.update(asset=asset_url, drawing=drawing, csrf_field=_csrf_field, empty_form=Form())
    made.globals.update(display=_CurrentDisplay())
    made.filters.update(day=day, day_time=day_time, time_of_day=time_of_day, paragraphs=paragraphs)
    made.filters.update(lang=spoken.lang, lang_of=spoken.lang_of, own_name=spoken.own_name)
    return made


def day(moment: date | datetime | None) -> str:
    """`Friday 12 December 2025`, in local time and in the language of the page."""
    if moment is None:
        return ""
    local = moment.astimezone(HERE).date() if isinstance(moment, datetime) else moment
    if not languages.is_english():
        return languages.day_in(local, languages.language())
    return f"{local:%A} {local.day} {local:%B} {local.year}"


def time_of_day(moment: datetime) -> str:
    """`9:20am`, in local time; `09:20` outside of English."""
    local = moment.astimezone(HERE)
    if not languages.is_english():
        return f"{local:%H:%M}"
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def day_time(moment: datetime | None) -> str:
    """`Friday 12 December 2025, 9:20am`, in local time."""
    return f"{day(moment)}, {time_of_day(moment)}" if moment else ""


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs; line breaks inside one are kept. Everything is escaped."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return Markup("").join(
        Markup("<p{}>{}</p>").format(spoken.lang(text), Markup("<br>").join(block.split("\n")))
        for block in blocks
    )


def display_of(request: AnyRequest) -> Display:
    """How this visitor wants pages to look."""
    return languages.read_display(request.cookies.get(DISPLAY_COOKIE))


def language_of(request: AnyRequest) -> str:
    """The language of the interface for this visitor (Easy Read is `en-simple`). What a survey says is in the language
    of `Display.reads`."""
    return display_of(request).interface


_site: Callable[[], Site] = Site


def use_site(find: Callable[[], Site]) -> None:
    """Tell pages where the place's name comes from."""
    global _site  # noqa: PLW0603 - set once, by create_app
    _site = find


def site() -> Site:
    """What this place calls itself."""
    return _site()


def page(
    request: AnyRequest,
    template: str,
    /,
    *,
    status: int = 200,
    cookies: list[Cookie] | None = None,
    headers: Mapping[str, str] | None = None,
    language: str | None = None,
    display: Display | None = None,
    framed: bool = False,
    embedded: bool = False,
    findable: bool = False,
    cacheable: bool = False,
    **values: Any,
) -> Response[bytes]:
    """One HTML page. `values` are what the template shows: plain values, frozen records and Forms. `framed` is for our
    own frames, `embedded` for those of other sites; only what is `findable` or has a `preview` is for search engines."""
    shown = display or display_of(request)
    code = language or languages.page_language(template, shown)
    languages.speak(code)
    binding, visitor = binding_for_page(request)
    _current.set(_Page(binding, shown))
    if "problems" not in values:
        form = values.get("form")
        values["problems"] = form.problems if isinstance(form, Form) else ()
    html = _rendered(
        template,
        code,
        path=request.url.path,
        actor=request.scope.get("actor"),
        tablet=request.scope.get("tablet", ""),
        save_data=request.headers.get("save-data") == "on",
        **values,
    )
    kept = [*(cookies or []), *([visitor] if visitor and CSRF_FIELD in html else [])]
    body = html.encode("utf-8", "replace")
    sent = dict(EMBEDDED_HEADERS if embedded else FRAMED_HEADERS if framed else HEADERS)
    sent["cache-control"] = "no-cache" if cacheable else "no-store"
    sent["vary"] = "accept-encoding, cookie, save-data"
    if not (findable or values.get("preview")):
        sent["x-robots-tag"] = "noindex"
    sent.update(headers or {})
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=5, mtime=0)
        sent |= {"content-encoding": "gzip"}
    return Response(body, status_code=status, media_type="text/html", headers=sent, cookies=kept)


def public_html(template: str, display: Display, *, path: str, **values: Any) -> str:
    """A page as anybody gets it, without a request: no token, `EMPTY_PLACE` where its form would have one."""
    code = languages.page_language(template, display)
    languages.speak(code)
    _current.set(_Page("", display))
    return _rendered(template, code, path=path, actor=None, tablet="", save_data=False, problems=(), **values)


def _rendered(template: str, code: str, /, **values: Any) -> str:
    return (
        environment()
        .get_template(template)
        .render(
            site=site(),
            lang=code,
            html_lang=languages.html_language(code),
            dir=languages.direction(code),
            **values,
        )
    )


def again(request: AnyRequest, template: str, /, **values: Any) -> Response[bytes]:
    """The page of a form once more, with what was typed and what to put right: status 422."""
    return page(request, template, status=422, **values)


def see(path: str, cookies: list[Cookie] | None = None) -> Redirect:
    """After a write: look at another page (303)."""
    return Redirect(path, status_code=303, cookies=cookies, headers={"cache-control": "no-store", **HEADERS})


def text(body: str, *, status: int = 200, media_type: str = "text/plain; charset=utf-8") -> Response[str]:
    """A plain answer, never cached."""
    return Response(
        body, status_code=status, media_type=media_type, headers={**HEADERS, "cache-control": "no-store"}
    )


def download(body: bytes, name: str, media_type: str) -> Response[bytes]:
    """A file to keep; the name is ASCII and safe in a header."""
    safe = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in name
    )
    headers = {
        **HEADERS,
        "cache-control": "no-store",
        "content-disposition": f'attachment; filename="{safe}"',
    }
    return Response(body, status_code=200, media_type=media_type, headers=headers)
