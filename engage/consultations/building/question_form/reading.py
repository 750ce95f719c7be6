"""From what was typed to a question, or to the form with what to put right. What the form of a type does not show stays as
it was: other languages, recordings, conditions."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from engage.consultations.building.question_form.options import Allowed, is_symbol, read_own_words, read_rows
from engage.consultations.building.question_form.parts import Part, parts_of, standard_answers
from engage.consultations.building.question_form.rows import ANSWERS, STATEMENTS
from engage.consultations.building.question_form.words import Details, QuestionWords
from engage.web.forms import Form, Mistake, Typed, bind
from surveys.definition import EASY, MOST_TURNS, Question, QuestionKind
from surveys.editing import changed
from surveys.families import as_kind, kinds_like

_FIELDS: Mapping[Part, tuple[str, ...]] = {
    Part.points: ("points",),
    Part.most: ("most",),
    Part.range: ("low", "high", "decimals"),
    Part.unit: ("unit", "unit_easy"),
    Part.room: ("max_length",),
    Part.media: ("picture", "picture_says", "picture_says_easy", "video", "transcript", "transcript_easy"),
}


def shaped(question: Question, typed: Typed) -> Question:
    """The question as the kind that is chosen in the form, where it may become that; for showing the right fields."""
    raw = (typed.get("kind") or ("",))[0]
    near = {kind.value: kind for kind in kinds_like(question.kind)}
    return as_kind(question, near[raw]) if raw in near else question


def read_question(typed: Typed, question: Question, pictures: Collection[str] = ()) -> Question | Form:
    """The question with what was typed, or the form to show again with all of it. `pictures` are ids of files of the
    survey that may be chosen."""
    near = shaped(question, typed)
    parts = parts_of(near.kind)
    words, details = bind(QuestionWords, typed), bind(Details, _only(typed, parts))
    allowed = Allowed(pictures, alone=Part.alone in parts, says=Part.says in parts)
    rows, wrong_rows = _rows(typed, near, parts, allowed)
    mistakes = (
        *(words.mistakes if isinstance(words, Form) else _about_words(words, question)),
        *(details.mistakes if isinstance(details, Form) else _about(details, near, parts, allowed)),
        *wrong_rows,
    )
    if isinstance(words, Form) or isinstance(details, Form) or mistakes:
        return Form(typed, mistakes)
    return changed(near, **_worded(words, near, parts), **_detailed(details, near, parts), **rows)


def _only(typed: Typed, parts: frozenset[Part]) -> Typed:
    """The fields this type has: nonsense in another is passed over."""
    names = {name for part in parts for name in _FIELDS.get(part, ())}
    return {name: values for name, values in typed.items() if name in names}


def _about_words(words: QuestionWords, question: Question) -> Iterator[Mistake]:
    if not is_symbol(words.symbol, question.symbol):
        yield Mistake("symbol", "Choose a picture from the list")
    if words.kind not in kinds_like(question.kind):
        yield Mistake("kind", "Choose how people answer")


def _about(details: Details, near: Question, parts: frozenset[Part], allowed: Allowed) -> Iterator[Mistake]:
    low, high = details.low, details.high
    if details.points not in {3, 5, None}:
        yield Mistake("points", "Choose five steps or three")
    if near.kind is QuestionKind.repeat and (details.most or 1) > MOST_TURNS:
        yield Mistake("most", f"Write a number from 1 to {MOST_TURNS}, or leave it empty")
    if low is not None and high is not None and low > high:
        yield Mistake("high", "Make the highest number larger than the lowest")
    if details.picture and details.picture not in {*allowed.pictures, near.picture}:
        yield Mistake("picture", "Choose a picture from the list")
    if details.video and not details.video.startswith("https://"):
        yield Mistake("video", "Enter the whole address of the video. It begins with https://")


def _rows(
    typed: Typed, near: Question, parts: frozenset[Part], allowed: Allowed
) -> tuple[Mapping[str, Any], tuple[Mistake, ...]]:
    rows: dict[str, Any] = {}
    wrong: tuple[Mistake, ...] = ()
    if Part.own_words in parts:
        rows["options"], wrong = read_own_words(typed, near, standard_answers(near), allowed)
    elif parts & {Part.answers, Part.lines}:
        rows["options"], wrong = read_rows(typed, ANSWERS, near.options, allowed)
    if Part.statements in parts:
        rows["statements"], also = read_rows(typed, STATEMENTS, near.statements, Allowed(allowed.pictures))
        wrong = (*also, *wrong)
    return rows, wrong


def _worded(words: QuestionWords, near: Question, parts: frozenset[Part]) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "text": {**near.text, "en": words.text, EASY: words.text_easy},
        "hint": {**near.hint, "en": words.hint, EASY: words.hint_easy},
        "symbol": words.symbol or None,
    }
    if Part.offers in parts:
        found |= {f"offers_{name}": name in words.offers for name in ("dont_know", "dont_understand")}
    return found


def _detailed(details: Details, near: Question, parts: frozenset[Part]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    if Part.points in parts:
        found["points"] = details.points or near.points
    if Part.most in parts:
        found["most"] = details.most
    if Part.range in parts:
        found |= {"low": details.low, "high": details.high, "decimals": details.decimals or 0}
    if Part.unit in parts:
        found["unit"] = {**near.unit, "en": details.unit, EASY: details.unit_easy}
    if Part.room in parts:
        found["max_length"] = details.max_length or near.max_length
    if Part.media in parts:
        found |= {"picture": details.picture or None, "video": details.video}
        for name in ("picture_says", "transcript"):
            twin = {"en": getattr(details, name), EASY: getattr(details, f"{name}_easy")}
            found[name] = {**getattr(near, name), **twin}
    return found
