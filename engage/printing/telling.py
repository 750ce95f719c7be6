"""Texts as a sheet takes them: with the language they are in, so that a screen reader speaks each in its own voice."""

from engage.web.languages import html_language
from engage.web.spoken import InLanguage


def told(words: str) -> str | dict[str, str]:
    """Plain words, or words and their language's tag, as `said` of sheets/parts.typ shows them."""
    if isinstance(words, InLanguage):
        return {"words": str(words), "lang": html_language(words.language)}
    return words
