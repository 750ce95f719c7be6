"""The switches of Easy Read and of the language: buttons of the form itself, so that what was typed or picked comes along."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from engage.web.forms import Typed
from engage.web.languages import Display
from engage.web.rendering import DISPLAY_COOKIE, display_of
from engage.web.security import cookie
from surveys.definition import Definition
from surveys.languages import LANGUAGES, Language, language_of, plain
from surveys.texts import offered

_WAYS = {"easy": True, "std": False}
LANG = "lang-"


@dataclass(frozen=True)
class Look:
    """How the next page looks, and the cookie that says so when a switch was pressed."""

    display: Display
    cookies: tuple[Cookie, ...] = ()

    @property
    def language(self) -> str:
        """The language of the interface."""
        return self.display.interface

    @property
    def was_switched(self) -> bool:
        return bool(self.cookies)

    def reads(self, definition: Definition) -> str:
        """The language the survey's own words are shown in; an answer keeps it."""
        return self.display.reads(offered(definition))

    def others(self, definition: Definition) -> tuple[Language, ...]:
        """The languages a survey offers besides the one it is shown in, to switch to."""
        here = language_of(self.reads(definition)).code
        return tuple(language_of(code) for code in offered(definition) if code != here)

    def page_others(self, definition: Definition) -> tuple[Language, ...]:
        """Those of them to read a page without the survey's words in: languages of the site, besides the one it is in."""
        return tuple(
            one for one in self.others(definition) if self._speaks(one) and one.code != plain(self.language)
        )

    def _speaks(self, language: Language) -> bool:
        return plain(replace(self.display, language=language.code).interface) == language.code


def look_of(request: Request[Any, Any, Any], typed: Typed | None = None) -> Look:
    """The display this visitor chose, or has just chosen with a switch."""
    display = display_of(request)
    pressed = (typed or {}).get("go", ("",))[0]
    if pressed in _WAYS:
        wanted = replace(display, easy=_WAYS[pressed])
    elif switches_language(pressed):
        wanted = replace(display, language=pressed.removeprefix(LANG))
    else:
        return Look(display)
    return Look(wanted, (cookie(DISPLAY_COOKIE, wanted.cookie),))


def switches_language(pressed: str) -> bool:
    """Whether a button is one of the languages, such as `lang-pl`."""
    return pressed.startswith(LANG) and pressed.removeprefix(LANG) in LANGUAGES


def reads_of(request: Request[Any, Any, Any], definition: Definition) -> str:
    """The language this visitor reads a survey in: `pl`, or `pl-simple` with Easy Read."""
    return look_of(request).reads(definition)
