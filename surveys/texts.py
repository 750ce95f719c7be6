"""Every text of a survey at a place that keeps its name, and the languages a survey is put into. Which translations have
fallen behind their English is left to `translated`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from surveys.definition import Definition, Option, Question, Section
from surveys.editing import NoSuchPart, changed
from surveys.languages import plain
from surveys.wording import EASY, SIMPLE, Text

Words = Mapping[str, str]
Part = TypeVar("Part", Definition, Section, Question, Option)

_PARTS = {"title": "heading", "intro": "words before its questions"}
_QUESTIONS = {
    "text": "",
    "hint": ": hint",
    "unit": ": unit",
    "picture_says": ": what the picture shows",
    "transcript": ": what is said in the video",
}
_ROWS = {"options": "answer", "statements": "statement"}


@dataclass(frozen=True)
class Place:
    """One text. `key` is where it stands, such as `q_4kd2mwpx.options.yes`; `about` says so to staff; `part` is the id
    of its question or section, empty for the survey itself."""

    key: str
    text: Text
    about: str
    part: str = ""


def places(definition: Definition) -> tuple[Place, ...]:
    """Every text with words in any language, in the order of the survey."""
    return tuple(place for place in _places(definition) if place.text)


def _places(definition: Definition) -> Iterator[Place]:
    yield Place("title", definition.title, "Title")
    yield Place("intro", definition.intro, "Introduction")
    n = 0
    for number, section in enumerate(definition.sections, start=1):
        for field, about in _PARTS.items():
            yield Place(
                f"{section.id}.{field}", getattr(section, field), f"Part {number}: {about}", section.id
            )
        for question in section.questions:
            n += 1
            yield from _of_question(question, f"Question {n}")


def _of_question(question: Question, name: str) -> Iterator[Place]:
    for field, about in _QUESTIONS.items():
        yield Place(f"{question.id}.{field}", getattr(question, field), name + about, question.id)
    for rows, about in _ROWS.items():
        for number, row in enumerate(getattr(question, rows), start=1):
            key = f"{question.id}.{rows}.{row.code}"
            yield Place(key, row.text, f"{name}, {about} {number}", question.id)


def set_text(definition: Definition, key: str, language: str, words: str) -> Definition:
    """The text at one place in one language; no words takes it out. Raises NoSuchPart, and ValueError for too long."""
    return with_texts(definition, {key: {language: words}})


def with_texts(definition: Definition, texts: Mapping[str, Words]) -> Definition:
    """Many texts at once, by place and language. Raises NoSuchPart when a place is not in this survey (any more)."""
    left = dict(texts)
    fresh = _reworded(definition, {name: left.pop(name) for name in ("title", "intro") if name in left})
    by_part: dict[str, dict[str, Words]] = {}
    for key, words in left.items():
        part, _, rest = key.partition(".")
        by_part.setdefault(part, {})[rest] = words
    sections = tuple(_section(section, by_part) for section in fresh.sections)
    if by_part:
        raise NoSuchPart(next(iter(by_part)))
    return fresh if sections == fresh.sections else changed(fresh, sections=sections)


def _section(section: Section, by_part: dict[str, dict[str, Words]]) -> Section:
    fields = by_part.pop(section.id, {})
    _only(fields, _PARTS)
    questions = tuple(
        _question(one, by_part.pop(one.id)) if one.id in by_part else one for one in section.questions
    )
    fresh = _reworded(section, fields)
    return fresh if questions == fresh.questions else changed(fresh, questions=questions)


def _question(question: Question, fields: dict[str, Words]) -> Question:
    rows: dict[str, Any] = {}
    for name in _ROWS:
        codes = {
            key.partition(".")[2]: fields.pop(key) for key in tuple(fields) if key.startswith(f"{name}.")
        }
        _only(codes, {row.code: "" for row in getattr(question, name)})
        if codes:
            rows[name] = tuple(
                _reworded(row, {"text": codes.get(row.code, {})}) for row in getattr(question, name)
            )
    _only(fields, _QUESTIONS)
    fresh = _reworded(question, fields)
    return changed(fresh, **rows) if rows else fresh


def _only(wanted: Mapping[str, object], there: Mapping[str, object]) -> None:
    for name in wanted:
        if name not in there:
            raise NoSuchPart(name)


def _reworded(part: Part, fields: Mapping[str, Words]) -> Part:
    texts = {name: {**getattr(part, name), **words} for name, words in fields.items() if words}
    return changed(part, **texts) if texts else part


def completeness(definition: Definition, language: str) -> tuple[int, int]:
    """How many texts are written in a language, of those that have words to translate."""
    wanted = [place for place in places(definition) if place.text.get("en")]
    return sum(bool(place.text.get(language)) for place in wanted), len(wanted)


def written_languages(definition: Definition) -> tuple[str, ...]:
    """Every language that has words in this survey, offered or not."""
    return tuple(sorted({code for place in places(definition) for code in place.text}))


def offered(definition: Definition) -> tuple[str, ...]:
    """The languages people may choose, English first. Easy Read is a switch of its own, for each of them."""
    others = (code for code in definition.languages if code not in definition.unoffered)
    return tuple(dict.fromkeys(("en", *(code for code in others if not code.endswith(SIMPLE)))))


def with_language(definition: Definition, code: str) -> Definition:
    """With a language to write, not offered to people yet. One that is there already stays as it is."""
    if code in definition.languages:
        return definition
    waits = () if code == EASY else (code,)
    return changed(
        definition,
        languages=(*definition.languages, code),
        unoffered=tuple(dict.fromkeys((*definition.unoffered, *waits))),
    )


def offering(definition: Definition, code: str, is_offered: bool) -> Definition:
    """With a language offered to people, or not any more. English always is."""
    fresh = with_language(definition, code)
    waits = [one for one in fresh.unoffered if one != code]
    if not is_offered and code != "en":
        waits.append(code)
    return changed(fresh, unoffered=tuple(waits))


def without_language(definition: Definition, code: str) -> Definition:
    """Without a language and its Easy Read in the list. What is written in it stays, and is there again when the language
    is added again; `forgotten` takes the words out for good."""
    gone = {code, plain(code) + SIMPLE} if code != "en" else set()
    return changed(
        definition,
        languages=tuple(one for one in definition.languages if one not in gone),
        unoffered=tuple(one for one in definition.unoffered if one not in gone),
    )


def forgotten(definition: Definition, code: str) -> Definition:
    """Without a language and every word written in it, Easy Read too. English stays."""
    if plain(code) == "en":
        return definition
    gone = {plain(code): "", plain(code) + SIMPLE: ""}
    there = [place.key for place in places(definition) if gone.keys() & place.text.keys()]
    return without_language(with_texts(definition, dict.fromkeys(there, gone)), plain(code))
