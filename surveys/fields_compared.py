"""How two wordings of one question differ, field by field, as plain values. Which parts of a survey are held against each
other is decided in `differences`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from surveys.order import moved_among
from surveys.question import Option, Question
from surveys.wording import said


class What(StrEnum):
    """One way in which a part differs."""

    reworded = "reworded"  # a text, in a language that had words before
    worded = "worded"  # a text, in a language that had none while others had
    picture = "picture"  # a picture, symbol, film or recording
    languages = "languages"  # which languages the survey is in
    added = "added"
    removed = "removed"
    moved = "moved"
    regrouped = "regrouped"  # stands under another heading
    kind = "kind"  # the type of a question, or the points of its scale
    answer_added = "answer_added"
    answer_removed = "answer_removed"
    answers_moved = "answers_moved"
    answer_kind = "answer_kind"  # an answer that now stands alone, or has room for words
    logic = "logic"  # for whom it is shown, where it leads
    limits = "limits"  # how long, how many, how high, which quiet answers


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `place` names the field (`text`, `options.yes.text`), `language` only a text's; `before`
    and `after` are its values in plain form, empty where there was or is none."""

    what: What
    place: str = ""
    language: str = ""
    before: str = ""
    after: str = ""


_TEXTS = ("text", "hint", "stem", "unit", "picture_says", "transcript")
_PICTURES = ("symbol", "picture", "video", "audio")
_KIND = ("kind", "points")
_LOGIC = ("show_if", "routes")
_OPTIONS = ("options", "statements")
# everything else a question says about itself, also what is added to it later
_REST = tuple(
    name
    for name in Question.model_fields
    if name not in {"id", *_TEXTS, *_PICTURES, *_KIND, *_LOGIC, *_OPTIONS}
)


def in_question(before: Question, after: Question) -> Iterator[Difference]:
    """Everything in which two wordings of a question differ, but for its place."""
    for what, names in (
        (What.kind, _KIND),
        (What.picture, _PICTURES),
        (What.logic, _LOGIC),
        (What.limits, _REST),
    ):
        for name in names:
            yield from in_value(what, name, getattr(before, name), getattr(after, name))
    for name in _TEXTS:
        yield from in_text(name, getattr(before, name), getattr(after, name))
    for name in _OPTIONS:
        yield from _options(name, getattr(before, name), getattr(after, name))


def _options(name: str, before: Sequence[Option], after: Sequence[Option]) -> Iterator[Difference]:
    old, new = ({option.code: option for option in options} for options in (before, after))
    for code, option in old.items():
        if code not in new:
            yield Difference(What.answer_removed, f"{name}.{code}", before=said(option.text, "en") or code)
    for code, option in new.items():
        place = f"{name}.{code}"
        if code in old:
            yield from _option(place, old[code], option)
        else:
            yield Difference(What.answer_added, place, after=said(option.text, "en") or code)
    if moved_among(list(old), list(new)):
        yield Difference(What.answers_moved, name, before=_order(before), after=_order(after))


def _order(options: Sequence[Option]) -> str:
    return ", ".join(said(option.text, "en") or option.code for option in options)


def _option(place: str, before: Option, after: Option) -> Iterator[Difference]:
    yield from in_text(f"{place}.text", before.text, after.text)
    for name in Option.model_fields:
        if name not in {"code", "text"}:
            what = What.picture if name in _PICTURES else What.answer_kind
            yield from in_value(what, f"{place}.{name}", getattr(before, name), getattr(after, name))


def in_text(place: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """Each language in which a text differs."""
    for language in dict.fromkeys(chain(before, after)):
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            is_new_language = before and not old
            yield Difference(What.worded if is_new_language else What.reworded, place, language, old, new)


def in_value(what: What, place: str, before: object, after: object) -> Iterator[Difference]:
    """One field that is no text, where it differs."""
    if before != after:
        yield Difference(what, place, before=_plain(before), after=_plain(after))


def _plain(value: object) -> str:
    """A value as a page can show it, when it has no better way."""
    match value:
        case None | False | () | "":
            return ""
        case True:
            return "yes"
        case tuple():
            return "; ".join(f"{route.when} → {route.to}" for route in value)
        case Mapping():
            return ", ".join(value)
        case _:
            return str(value)
