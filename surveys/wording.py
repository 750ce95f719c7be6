"""Words in many languages: one text is a map from language to words, and Easy Read is a language of its own."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from surveys.typed import kept

EASY = "en-simple"
SIMPLE = "-simple"
LONGEST_TEXT = 4_000


def _clean_text(raw: Mapping[str, str]) -> Mapping[str, str]:
    text = {language: kept(words) for language, words in raw.items()}
    for words in text.values():
        if len(words) > LONGEST_TEXT:
            raise ValueError(f"Make this shorter: {LONGEST_TEXT:,} letters at most")
    return {language: text[language] for language in sorted(text) if text[language]}


# A language map such as {"en": …, "en-simple": …}; a language without words is left out.
Text = Annotated[Mapping[str, str], AfterValidator(_clean_text)]


def ways_to(language: str) -> tuple[str, ...]:
    """The languages to look for words in, best first: `pl-simple` reads `pl-simple`, `pl`, then English."""
    plain = language.removesuffix(SIMPLE)
    easy = (EASY,) if language.endswith(SIMPLE) else ()
    return tuple(dict.fromkeys((language, plain, *easy, "en")))


def spoken(text: Mapping[str, str], language: str) -> str | None:
    """The language `said` finds its words in, for the page to name; None when nothing is written at all."""
    return next((code for code in ways_to(language) if text.get(code)), next(iter(text), None))


def said(text: Mapping[str, str], language: str) -> str:
    """The words in a language; else its plain form, English, or the first there is. Nothing written: empty."""
    code = spoken(text, language)
    return text[code] if code else ""
