"""The words of a survey on a page: they know which language they are in, so that the page can tell a screen reader, a
voice and a browser. Which language somebody reads is decided in `languages`."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from engage.web import languages
from surveys.languages import Language, plain
from surveys.wording import spoken

_SENTENCE = re.compile(r"(?<=[.!?۔।]) ")


class InLanguage(str):
    """Words with the language they are in. Cutting or joining them gives plain words again."""

    __slots__ = ("language",)

    language: str

    def __new__(cls, words: str, language: str) -> "InLanguage":
        made = super().__new__(cls, words)
        made.language = language
        return made


def worded(text: Mapping[str, str], language: str) -> InLanguage:
    """The words of a text in a language, or in the nearest there is. Where the survey has no translation, words that
    the interface knows too ("Yes", "Really good") are taken from its catalogue, once that has been read."""
    code = spoken(text, language)
    if code is None:
        return InLanguage("", language)
    own = None
    if plain(code) == "en" != plain(language):
        own = languages.translated(text.get("en", text[code]), plain(language))
    return InLanguage(own, plain(language)) if own else InLanguage(text[code], code)


def told(words: str, language: str) -> InLanguage:
    """Words the library of questions says by itself ("I don’t know"), in a language where they are known."""
    own = languages.translated(words, plain(language)) if plain(language) != "en" else None
    return InLanguage(own or words, plain(language) if own else "en")


def first_sentences(text: InLanguage, most: int = 140) -> InLanguage:
    """As many whole sentences as fit into so many letters, in one line; at least the first."""
    line = ""
    for sentence in _SENTENCE.split(" ".join(text.split())):
        if line and len(line) + len(sentence) >= most:
            break
        line = f"{line} {sentence}".strip()
    return InLanguage(line, text.language)


def own_name(language: Language) -> InLanguage:
    """What a language calls itself, in itself."""
    return InLanguage(language.name, language.code)


def lang(words: str) -> Markup:
    """The attributes of an element that holds these words: `` lang="ur" dir="rtl"``, where that is not the page's."""
    code = words.language if isinstance(words, InLanguage) else None
    return lang_of(code) if code and words else Markup("")


def lang_of(code: str) -> Markup:
    """The same for a language by its code."""
    tag, page = languages.html_language(code), languages.html_language(languages.language())
    if tag == page:
        return Markup("")
    turns = languages.direction(code) != languages.direction(languages.language())
    marks = Markup(' lang="{}" dir="{}"') if turns else Markup(' lang="{}"')
    return marks.format(tag, languages.direction(code))
