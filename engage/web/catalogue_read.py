"""A catalogue of the interface as a person reads it through: each string beside its translation, how many are done, and a
mark that changes when a translation does. Gathering and compiling is left to `catalogues`."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engage.web.languages import EASY, LEFT_TO_RIGHT, LOCALES, UNTIL_HERE

_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class StringRead:
    """One string: its English (two where it counts), and its translation, one for each plural form; () when missing."""

    english: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def english_shown(self) -> tuple[str, ...]:
        """As a person reads it: what the site fills in stands in square brackets."""
        return tuple(_filled_in(text) for text in self.english)

    @property
    def shown(self) -> tuple[str, ...]:
        """The translation, the same way."""
        return tuple(_filled_in(text) for text in self.words)


@dataclass(frozen=True)
class CatalogueRead:
    """One language's catalogue. `mark` is 16 hex digits of what is translated, and of what."""

    code: str
    strings: tuple[StringRead, ...]
    mark: str

    @property
    def done(self) -> int:
        return sum(bool(one.words) for one in self.strings)

    @property
    def of(self) -> int:
        return len(self.strings)


def translations() -> tuple[str, ...]:
    """The languages besides English that there is a catalogue for, read or not."""
    codes = (path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/messages.po"))
    return tuple(sorted(code for code in codes if code != EASY))


def read_catalogue(code: str) -> CatalogueRead | None:
    """A language's catalogue as it lies here now; None for a language that has none."""
    if code not in translations():
        return None
    path = LOCALES / code / "LC_MESSAGES" / "messages.po"
    return _read(code, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(code: str, _changed: int) -> CatalogueRead:
    strings = tuple(_strings(code))
    told = "\x1e".join("\x1f".join((*one.english, "", *one.words)) for one in strings if one.words)
    return CatalogueRead(code, strings, hashlib.sha256(told.encode()).hexdigest()[:16])


def _strings(code: str) -> Iterator[StringRead]:
    from engage.web.catalogues import catalogue  # takes a moment, and only this page needs it

    for message in catalogue(code):
        if not message.id:
            continue
        said = _tuple(message.string)
        # a string the translator was not sure of is not used, so it counts as missing
        yield StringRead(_tuple(message.id), () if message.fuzzy or not all(said) else said)


def _filled_in(text: str) -> str:
    # between isolates, so that they stay whole in a text that runs from right to left
    return _PLACE.sub(lambda match: f"{LEFT_TO_RIGHT}[{match[1]}]{UNTIL_HERE}", text)


def _tuple(words: object) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words) if isinstance(words, tuple | list) else ()
