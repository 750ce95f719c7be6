"""Changing a draft, purely: each edit takes a definition and gives a new one. Saving is left to `authoring`."""

import random
import re
from collections.abc import Container
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel

from surveys.answers import Problem
from surveys.beginnings import new_question
from surveys.definition import (
    MOST_OPTIONS,
    MOST_QUESTIONS,
    Definition,
    Question,
    Section,
    new_question_id,
)

__all__ = [
    "Direction",
    "NoSuchPart",
    "add_question",
    "changed",
    "copy_question",
    "move_question",
    "new_option_code",
    "new_question",
    "place_question",
    "remove_question",
    "replace_question",
    "set_intro",
    "set_title",
]

M = TypeVar("M", bound=BaseModel)


class Direction(StrEnum):
    up = "up"
    down = "down"


class NoSuchPart(LookupError):
    """The question or section is not in this draft (any more)."""


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


def add_question(definition: Definition, question: Question, after: str = "") -> Definition | Problem:
    """With a question more: behind a given one while that is there, else at the end."""
    if len(definition.questions) >= MOST_QUESTIONS:
        return Problem("kind", f"Take a question out first. A survey can have {MOST_QUESTIONS}")
    section = definition.section_of(after)
    if section is None:
        sections = definition.sections or (Section(id="s_1"),)
        last = changed(sections[-1], questions=(*sections[-1].questions, question))
        return changed(definition, sections=(*sections[:-1], last))
    place = _place(section.questions, after) + 1
    return _with_questions(
        definition, section, (*section.questions[:place], question, *section.questions[place:])
    )


def replace_question(definition: Definition, question: Question) -> Definition:
    """With new wording for the question of the same id."""
    section = _section_of(definition, question.id)
    questions = tuple(question if one.id == question.id else one for one in section.questions)
    return _with_questions(definition, section, questions)


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
    fresh = new_question_id(rng, {one.id for one in definition.questions})
    copied = changed(question, id=fresh, routes=())
    added = add_question(definition, copied, after=id)
    return added if isinstance(added, Problem) else (added, copied)


def new_option_code(words: str, taken: Container[str], *, begins_with_letter: bool = False) -> str:
    """A code that is not `taken`, made of an answer's words where they are plain letters: `quiet_place`."""
    plain = re.sub("[^a-z0-9]+", "_", words.lower()).strip("_")[:30].strip("_") or "a1"
    if begins_with_letter and plain[0].isdigit():
        plain = f"s_{plain}"
    numbered = (plain, *(f"{plain}_{n}" for n in range(2, 2 * MOST_OPTIONS + 3)))
    return next(code for code in numbered if code not in taken)


def _place(questions: tuple[Question, ...], id: str) -> int:
    for place, question in enumerate(questions):
        if question.id == id:
            return place
    raise NoSuchPart(id)


def _moved(questions: tuple[Question, ...], place: int, direction: Direction) -> tuple[Question, ...] | None:
    to = place + (-1 if direction is Direction.up else 1)
    if not 0 <= to < len(questions):
        return None
    order = list(questions)
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
