"""Whether a translation still says what its English says: each carries a short mark of the English it was made from
(`Definition.translated_from`). Easy Read is a translation too; Easy Read in another language is made from Easy Read."""

import hashlib
from collections.abc import Mapping

from surveys.definition import Definition
from surveys.texts import Place, Words, places, with_texts
from surveys.wording import EASY, SIMPLE, Text

UNSURE = "00000000"  # the mark of a translation made from English that is not known


def source_of(text: Text, language: str) -> str:
    """The English a translation of this text is made from; empty where there is none."""
    if language.endswith(SIMPLE) and language != EASY:
        return text.get(EASY) or text.get("en", "")
    return text.get("en", "")


def mark_of(words: str) -> str:
    """A short mark of exactly these words: 8 hex digits."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]


def is_out_of_date(definition: Definition, place: Place, language: str) -> bool:
    """Whether the English changed after this translation was made. One without a mark is taken to be right."""
    mark = definition.translated_from.get(place.key, {}).get(language)
    if mark is None or not place.text.get(language):
        return False
    return mark != mark_of(source_of(place.text, language))


def out_of_date(definition: Definition, language: str) -> tuple[Place, ...]:
    """Every text whose translation has fallen behind, in the order of the survey."""
    return tuple(place for place in places(definition) if is_out_of_date(definition, place, language))


def remarked(before: Definition, after: Definition) -> Definition:
    """`after` with its marks brought up to date. A translation that is new or changed is made from the English as it is
    now; one left alone keeps the mark it had, so that it falls behind when its English changed. A mark set on purpose
    stands, and marks of texts that are gone are dropped."""
    old = {place.key: place.text for place in places(before)}
    marks: dict[str, Mapping[str, str]] = {}
    for place in sorted(places(after), key=lambda place: place.key):
        was = old.get(place.key, {})
        had, has = before.translated_from.get(place.key, {}), after.translated_from.get(place.key, {})
        marks[place.key] = {
            language: _mark(language, was, place.text, had.get(language), has.get(language))
            for language in sorted(place.text)
            if language != "en" and source_of(place.text, language)
        }
    kept = {key: one for key, one in marks.items() if one}
    return after if kept == after.translated_from else after.model_copy(update={"translated_from": kept})


def _mark(language: str, was: Text, now: Text, had: str | None, has: str | None) -> str:
    if has is not None and has != had:
        return has
    if was.get(language) != now[language]:
        return mark_of(source_of(now, language))
    return had or mark_of(source_of(was, language))


def translate(definition: Definition, language: str, words: Mapping[str, str]) -> Definition:
    """With words in one language at many places, each made from the English as it is now. The same words again say
    that they are still right. Raises NoSuchPart."""
    fresh = with_texts(definition, {key: {language: said} for key, said in words.items()})
    made = {place.key: mark_of(source_of(place.text, language)) for place in places(fresh)}
    return with_marks(fresh, language, {key: made[key] for key in words if key in made})


def with_marks(definition: Definition, language: str, marks: Mapping[str, str]) -> Definition:
    """With marks set on purpose, by place."""
    all_marks: dict[str, Words] = dict(definition.translated_from)
    for key, mark in marks.items():
        all_marks[key] = {**all_marks.get(key, {}), language: mark}
    return definition.model_copy(update={"translated_from": all_marks})


def behind(had: str | None, made_from: str, now: str) -> str:
    """The mark of a translation that was made from other English than there is `now`, or that somebody is not sure of:
    never the mark it `had`, so that it counts as set on purpose, and never one that says it is right."""
    marks = (mark_of(made_from), UNSURE, UNSURE[1:] + "1")
    return next(mark for mark in marks if mark not in {had, mark_of(now)})
