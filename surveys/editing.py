"""Changing a draft, purely: each edit takes a definition and gives a new one. Saving is left to `authoring`."""

import random
import re
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel

from surveys.answers import Problem
from surveys.beginnings import new_question
from surveys.definition import (
    MOST_OPTIONS,
    MOST_QUESTIONS,
    Definition,
    Option,
    Question,
    Section,
    new_question_id,
)

__all__ = [
    "Direction",
    "NoSuchPart",
    "add_option",
    "add_question",
    "changed",
    "copy_question",
    "move_option",
    "move_question",
    "new_option_code",
    "new_question",
    "place_question",
    "remove_option",
    "remove_question",
    "replace_option",
    "replace_question",
    "set_intro",
    "set_title",
]

M = TypeVar("M", bound=BaseModel)
Part = TypeVar("Part", Question, Option)


class Direction(StrEnum):
    up = "up"
    down = "down"


class NoSuchPart(LookupError):
    """The question, section or option is not in this draft (any more)."""


def changed(model: M, **changes: Any) -> M:
    """The same value with some fields changed, and checked again."""
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    return type(model)(**(fields | changes))


def _words(text: Any, language: str, words: str) -> dict[str, str]:
    return {**text, language: words}


def set_title(definition: Definition, language: str, words: str) -> Definition:
    """The title in one language; no words takes it out."""
    return changed(definition, title=_words(definition.title, language, words))


def set_intro(definition: Definition, language: str, words: str) -> Definition:
    """What people read before the first question."""
    return changed(definition, intro=_words(definition.intro, language, words))


def add_question(
    definition: Definition, question: Question, after: str | None = None
) -> Definition | Problem:
    """With a question more: after a given one, else at the end."""
    if len(definition.questions) >= MOST_QUESTIONS:
        return Problem("kind", f"Take a question out first. A survey can have {MOST_QUESTIONS}")
    if after is None:
        sections = definition.sections or (Section(id="s_1"),)
        last = changed(sections[-1], questions=(*sections[-1].questions, question))
        return changed(definition, sections=(*sections[:-1], last))
    section = _section_of(definition, after)
    place = _place(section.questions, after) + 1
    return _with_questions(
        definition, section, (*section.questions[:place], question, *section.questions[place:])
    )


def replace_question(definition: Definition, question: Question) -> Definition:
    """With new wording for the question of the same id."""
    section = _section_of(definition, question.id)
    return _with_questions(definition, section, _replaced(section.questions, question.id, question))


def remove_question(definition: Definition, id: str) -> Definition:
    """Without one question. A section left empty stays: it may have a title."""
    section = _section_of(definition, id)
    return _with_questions(definition, section, tuple(q for q in section.questions if q.id != id))


def move_question(definition: Definition, id: str, direction: Direction) -> Definition:
    """One place up or down, on into the next section at its edge; at the very end it stays where it is."""
    section = _section_of(definition, id)
    moved = _moved(section.questions, _place(section.questions, id), direction)
    if moved is not None:
        return _with_questions(definition, section, moved)
    place = definition.sections.index(section) + (-1 if direction is Direction.up else 1)
    if not 0 <= place < len(definition.sections):
        return definition
    question, next_to = section.questions[_place(section.questions, id)], definition.sections[place]
    joined = (*next_to.questions, question) if direction is Direction.up else (question, *next_to.questions)
    both = {
        section.id: changed(section, questions=tuple(q for q in section.questions if q.id != id)),
        next_to.id: changed(next_to, questions=joined),
    }
    return changed(definition, sections=tuple(both.get(one.id, one) for one in definition.sections))


def place_question(definition: Definition, id: str, *, section: str, after: str | None) -> Definition:
    """In another place: in a section, behind one of its questions, or first there. Raises NoSuchPart."""
    question = _section_of(definition, id).questions[_place(_section_of(definition, id).questions, id)]
    without = remove_question(definition, id)
    to = without.section(section)
    if to is None:
        raise NoSuchPart(section)
    place = _place(to.questions, after) + 1 if after else 0
    return _with_questions(without, to, (*to.questions[:place], question, *to.questions[place:]))


def copy_question(
    definition: Definition, id: str, rng: random.Random
) -> tuple[Definition, Question] | Problem:
    """With a copy right behind it, and the copy. It is a question of its own: other id, asked of everybody it was
    asked of, going on where the survey goes on. Raises NoSuchPart."""
    section = _section_of(definition, id)
    question = section.questions[_place(section.questions, id)]
    taken = {one.id for one in definition.questions}
    fresh = next(one for one in iter(lambda: new_question_id(rng), None) if one not in taken)
    copied = changed(question, id=fresh, routes=())
    added = add_question(definition, copied, after=id)
    return added if isinstance(added, Problem) else (added, copied)


def add_option(question: Question, option: Option) -> Question | Problem:
    """With an answer more to choose; an exclusive one ("None of these") stays last."""
    if len(question.options) >= MOST_OPTIONS:
        return Problem("options", f"Take an answer out first. A question can have {MOST_OPTIONS}")
    ordered = sorted((*question.options, option), key=lambda one: one.exclusive)
    return changed(question, options=tuple(ordered))


def replace_option(question: Question, option: Option) -> Question:
    """With new wording for the option of the same code."""
    _place(question.options, option.code)
    return changed(question, options=_replaced(question.options, option.code, option))


def remove_option(question: Question, code: str) -> Question:
    """Without one option."""
    _place(question.options, code)
    return changed(question, options=tuple(one for one in question.options if one.code != code))


def move_option(question: Question, code: str, direction: Direction) -> Question:
    """One place up or down; at the end it stays where it is."""
    moved = _moved(question.options, _place(question.options, code), direction)
    return question if moved is None else changed(question, options=moved)


def new_option_code(question: Question, words: str) -> str:
    """A code no option of this question has, made of its words where they are plain letters: `quiet_place`."""
    plain = re.sub("[^a-z0-9]+", "_", words.lower()).strip("_")[:30].strip("_") or "a1"
    taken = {option.code for option in question.options}
    numbered = (f"{plain}_{n}" for n in range(2, MOST_OPTIONS + 3))
    return plain if plain not in taken else next(code for code in numbered if code not in taken)


def _key(part: Question | Option) -> str:
    return part.id if isinstance(part, Question) else part.code


def _place(parts: tuple[Part, ...], key: str) -> int:
    for place, part in enumerate(parts):
        if _key(part) == key:
            return place
    raise NoSuchPart(key)


def _replaced(parts: tuple[Part, ...], key: str, new: Part) -> tuple[Part, ...]:
    return tuple(new if _key(part) == key else part for part in parts)


def _moved(parts: tuple[Part, ...], place: int, direction: Direction) -> tuple[Part, ...] | None:
    to = place + (-1 if direction is Direction.up else 1)
    if not 0 <= to < len(parts):
        return None
    order = list(parts)
    order[place], order[to] = order[to], order[place]
    return tuple(order)


def _section_of(definition: Definition, id: str) -> Section:
    if section := definition.section_of(id):
        return section
    raise NoSuchPart(id)


def _with_questions(definition: Definition, section: Section, questions: tuple[Question, ...]) -> Definition:
    new = changed(section, questions=questions)
    return changed(
        definition, sections=tuple(new if one.id == section.id else one for one in definition.sections)
    )
