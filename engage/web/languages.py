"""Which language and which way of reading this request is answered in. Easy Read is a language of its own, `en-simple`."""

import gettext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "locales"
EASY = "en-simple"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he", "ps"})
THEMES = ("light", "dark", "auto")


@dataclass(frozen=True)
class Display:
    """How this visitor wants pages to look; kept in a cookie on their device only."""

    theme: str = "light"
    easy: bool = False
    calm: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's value, such as `dark.easy.calm`."""
        return ".".join([self.theme, "easy" if self.easy else "std", "calm" if self.calm else "move"])


def read_display(cookie: str | None) -> Display:
    """The display a cookie asks for; anything else in it is passed over."""
    words = set((cookie or "").split("."))
    theme = next((name for name in THEMES if name in words), "light")
    return Display(theme, easy="easy" in words, calm="calm" in words)


_language: ContextVar[str] = ContextVar("language", default="en")


def speak(language: str) -> None:
    """Answer the rest of this request in a language."""
    _language.set(language)


def language() -> str:
    """The language this request is answered in."""
    return _language.get()


def direction(code: str) -> str:
    """`rtl` for right-to-left languages, else `ltr`."""
    return "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def html_language(code: str) -> str:
    """The language tag a browser and a screen reader understand."""
    return "en-GB" if code in {"en", EASY} else code


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("messages", LOCALES, languages=[code], fallback=True)


def translate(message: str) -> str:
    """A string of the interface in this request's language."""
    return _catalogue(_language.get()).gettext(message)


def translate_plural(one: str, many: str, n: int) -> str:
    """A counted string of the interface in this request's language."""
    return _catalogue(_language.get()).ngettext(one, many, n)
