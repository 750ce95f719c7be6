"""Which language and which way of reading this request is answered in. Easy Read is a language of its own, `en-simple`;
a language of the interface is on once a person has read its catalogue (see `reviewed`)."""

import gettext
import re
from collections.abc import Collection
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from surveys.languages import LANGUAGES, language_of, plain
from surveys.wording import SIMPLE

# the files whose words people who answer, and the public, see; each such word has its Easy Read twin
FOR_RESPONDENTS = re.compile(
    r"engage/(respond|printing|invitations/paper/printed|consultations/(looking_over/review|building/paper_rules)|yousaid/(home|words|checked_words|cards|board|table_view|public_history|promises)|surveys|web)"
    r"|engage/templates/(respond|review|web|invitations/mail/stop|errors|layouts/(base|public|answering|error)|components|public|home|consultations/paper_sheet)"
    r"|engage/templates/yousaid/(home|surveys|what_changed|one_entry|promises)|surveys/"
)
# the pages that are answered in other languages; the others are for people who work here, in English
_IN_OTHER_LANGUAGES = re.compile(
    r"(respond|review|web|errors)/|invitations/mail/stop|yousaid/(home|surveys|what_changed|one_entry|promises)|consultations/preview"
)
LOCALES = Path(__file__).parent.parent / "locales"
EASY = "en-simple"
LEFT_TO_RIGHT, UNTIL_HERE = "\u2066", "\u2069"  # Unicode isolates
THEMES = ("light", "dark", "auto")


@dataclass(frozen=True)
class Display:
    """How this visitor wants pages to look and which language they read; kept in a cookie on their device only."""

    theme: str = "light"
    easy: bool = False
    calm: bool = False
    language: str = "en"

    @property
    def cookie(self) -> str:
        """The cookie's value, such as `dark.easy.calm` or `light.std.move.pl`."""
        words = [self.theme, "easy" if self.easy else "std", "calm" if self.calm else "move"]
        return ".".join([*words, self.language] if self.language != "en" else words)

    def reads(self, offered: Collection[str]) -> str:
        """The language a survey is shown in, among those it offers: `pl`, or `pl-simple` in Easy Read."""
        language = self.language if self.language in offered else "en"
        return language + SIMPLE if self.easy else language

    @property
    def interface(self) -> str:
        """The language of everything that is not a survey's own words: English until a person has read the other."""
        return self.language if self.language in _on else EASY if self.easy else "en"


def read_display(cookie: str | None) -> Display:
    """The display a cookie asks for; anything else in it is passed over."""
    words = (cookie or "").split(".")
    theme = next((name for name in THEMES if name in words), "light")
    language = next((word for word in words if word in LANGUAGES), "en")
    return Display(theme, easy="easy" in words, calm="calm" in words, language=language)


_on: frozenset[str] = frozenset()


def turn_on(codes: Collection[str]) -> None:
    """Speak these languages from now on, and no other but English: somebody has read their catalogues."""
    global _on  # noqa: PLW0603 - one value a process, replaced whole
    _on = frozenset(codes) & frozenset(LANGUAGES)


def turned_on() -> frozenset[str]:
    """The languages of the interface that are on, besides English."""
    return _on


def page_language(template: str, display: Display) -> str:
    """The language of a page's own words: what the visitor chose, where the page is one for everybody."""
    if _IN_OTHER_LANGUAGES.match(template):
        return display.interface
    return EASY if display.easy else "en"


_language: ContextVar[str] = ContextVar("language", default="en")


def speak(language: str) -> None:
    """Answer the rest of this request in a language."""
    _language.set(language)


def language() -> str:
    """The language this request is answered in."""
    return _language.get()


def is_english() -> bool:
    """Whether this request is answered in English, Easy Read or not."""
    return plain(_language.get()) == "en"


def direction(code: str) -> str:
    """`rtl` for right-to-left languages, else `ltr`."""
    return language_of(code).direction


def html_language(code: str) -> str:
    """The language tag a browser and a screen reader understand."""
    return "en-GB" if code in {"en", EASY} else plain(code)


def day_in(day: date, code: str) -> str:
    """`piątek, 12 grudnia 2025`: a day in another language; in English where its days are not known."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(plain(code), sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return format_date(day, "full", locale=locale)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("messages", LOCALES, languages=[code], fallback=True)


def translate(message: str) -> str:
    """A string of the interface in this request's language; in English where it is not translated yet."""
    return _fitting(_catalogue(_language.get()).gettext(message), message)


def translated(message: str, code: str) -> str | None:
    """A string of the interface in another language that is on; None where there is none."""
    if code not in _on:
        return None
    words = _catalogue(code).gettext(message)
    return words if words != message else None


def translate_plural(one: str, many: str, n: int) -> str:
    """A counted string of the interface in this request's language."""
    return _fitting(_catalogue(_language.get()).ngettext(one, many, n), one, many)


def _fitting(words: str, *english: str) -> str:
    """English that stands in a page written from right to left keeps its full stop where it belongs."""
    is_left_over = words in english and direction(_language.get()) == "rtl"
    return f"{LEFT_TO_RIGHT}{words}{UNTIL_HERE}" if is_left_over else words
