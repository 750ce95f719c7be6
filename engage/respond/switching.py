"""The switch of Easy Read: a button of the form itself, so that what was typed or picked comes along."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from engage.web import languages
from engage.web.forms import Typed
from engage.web.languages import Display
from engage.web.rendering import DISPLAY_COOKIE, display_of
from engage.web.security import cookie

_WAYS = {"easy": True, "std": False}


@dataclass(frozen=True)
class Look:
    """How the next page looks, and the cookie that says so when the switch was pressed."""

    display: Display
    cookies: tuple[Cookie, ...] = ()

    @property
    def language(self) -> str:
        return languages.EASY if self.display.easy else "en"

    @property
    def was_switched(self) -> bool:
        return bool(self.cookies)


def look_of(request: Request[Any, Any, Any], typed: Typed | None = None) -> Look:
    """The display this visitor chose, or has just chosen with the switch."""
    display = display_of(request)
    pressed = (typed or {}).get("go", ("",))[0]
    if pressed not in _WAYS:
        return Look(display)
    wanted = replace(display, easy=_WAYS[pressed])
    return Look(wanted, (cookie(DISPLAY_COOKIE, wanted.cookie),))
