"""Questions as we write them down in TOML: plain words beside their Easy Read, every field a question has. Words that are
easy already serve for both. A field nobody knows is an error: a slip of the pen is not passed over."""

from collections.abc import Mapping
from typing import Any

from surveys.question import Option, Question, Route
from surveys.wording import EASY

Raw = Mapping[str, Any]

_TEXTS = ("text", "hint", "unit", "picture_says", "transcript")
_PLAIN = (
    "id", "kind", "symbol", "points", "most", "low", "high", "decimals", "picture", "video", "offers_dont_know",
    "offers_dont_understand", "max_length", "show_if",
)  # fmt: skip
_ROWS = ("options", "statements")
_OPTION = ("code", "symbol", "exclusive", "says", "picture")


def text_in(raw: Raw, name: str) -> dict[str, str]:
    """The words under `name`, with the Easy Read under `easy_name`."""
    words = raw.get(name, "")
    return {"en": words, EASY: raw.get(f"easy_{name}", words)}


def question_in(raw: Raw, also: frozenset[str] = frozenset()) -> Question:
    """One question. `also` are fields that belong to whoever keeps it, such as tags. Raises ValueError."""
    _only(raw, {*_TEXTS, *(f"easy_{name}" for name in _TEXTS), *_PLAIN, *_ROWS, "routes", *also})
    return Question(
        **{name: raw[name] for name in _PLAIN if name in raw},
        **{name: text_in(raw, name) for name in _TEXTS},
        **{rows: tuple(map(option_in, raw.get(rows, ()))) for rows in _ROWS},
        routes=tuple(Route(**route) for route in raw.get("routes", ())),
    )


def option_in(raw: Raw) -> Option:
    """One answer, statement or line. Raises ValueError."""
    _only(raw, {*_OPTION, "text", "easy_text"})
    return Option(text=text_in(raw, "text"), **{name: raw[name] for name in _OPTION if name in raw})


def _only(raw: Raw, known: set[str]) -> None:
    if strange := sorted(raw.keys() - known):
        raise ValueError(f"{raw.get('id') or raw.get('code')}: no such field: {', '.join(strange)}")
