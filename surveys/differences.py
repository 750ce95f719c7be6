"""What differs between two wordings of one survey, part by part: texts, pictures, answers, order, logic, limits. Pure.
Every difference is found: two definitions without one are equal, but for the notes of a translator. What a difference
means for counting is decided in `joins`; how it is told is the page's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from surveys.definition import Definition, Section
from surveys.fields_compared import Difference, What, in_question, in_text, in_value
from surveys.order import moved_among
from surveys.question import Question
from surveys.wording import said

__all__ = ["WORDING", "Anything", "Difference", "Part", "What", "differences", "may_be_correction"]


# What may differ in a slip that was put right: the words and pictures themselves, never what can be answered or by whom.
WORDING = frozenset({What.reworded, What.worded, What.picture, What.languages})
# What may make the same question mean something else, so that somebody says whether answers are counted together.
_ASKS = frozenset(
    {
        What.reworded,
        What.picture,
        What.kind,
        What.answer_added,
        What.answer_removed,
        What.answers_moved,
        What.answer_kind,
        What.limits,
    }
)


Anything: TypeAlias = Definition | Section | Question


@dataclass(frozen=True)
class Part:
    """One part that differs: the whole survey (`id` is empty), a heading, or a question; None where it was not or is no
    more. `number` counts questions from 1, in the new order, or in the old one for a question taken out. `surveys` are the two wordings it stands in."""

    id: str
    before: Anything | None
    after: Anything | None
    found: tuple[Difference, ...]
    number: int = 0
    surveys: tuple[Definition, Definition] | None = None

    @property
    def is_question(self) -> bool:
        return isinstance(self.after or self.before, Question)

    @property
    def is_section(self) -> bool:
        return isinstance(self.after or self.before, Section)

    @cached_property
    def whats(self) -> frozenset[What]:
        return frozenset(one.what for one in self.found)

    @property
    def is_wording_only(self) -> bool:
        """Whether only words and pictures differ."""
        return self.whats <= WORDING

    @property
    def asks_for_join(self) -> bool:
        """Whether somebody has to say if answers before and after are counted together."""
        stayed = isinstance(self.before, Question) and isinstance(self.after, Question)
        return stayed and any(one.what in _ASKS and one.place != "max_length" for one in self.found)

    @property
    def must_be_apart(self) -> bool:
        """Whether answers before and after cannot be counted together at all."""
        return What.kind in self.whats

    @property
    def words(self) -> str:
        """What the part says, in plain words."""
        part = self.after or self.before
        return said(part.text if isinstance(part, Question) else part.title, "en") if part else ""


def differences(before: Definition, after: Definition) -> tuple[Part, ...]:
    """Every part that differs: the whole, then headings and questions in the new order, then those taken out."""
    parts = (_whole(before, after), *_sections(before, after), *_questions(before, after))
    return tuple(replace(part, surveys=(before, after)) for part in parts if part.found)


def may_be_correction(parts: Sequence[Part]) -> bool:
    """Whether these differences may be put right without a new version: only words and pictures differ."""
    return all(part.is_wording_only for part in parts)


# what is told in its own way; any other field counts as one that changes what is asked
_KNOWN = {
    Definition: {"title", "intro", "languages", "unoffered", "sections", "translated_from"},
    Section: {"id", "title", "intro", "questions", "show_if"},
}


def _whole(before: Definition, after: Definition) -> Part:
    found = [*_words_round(before, after)]
    if (before.languages, before.unoffered) != (after.languages, after.unoffered):
        old, new = (", ".join(_offered(one)) for one in (before, after))
        found.append(Difference(What.languages, "languages", before=old, after=new))
    return Part("", before, after, tuple(found))


def _offered(definition: Definition) -> list[str]:
    return [code for code in definition.languages if code not in definition.unoffered]


def _words_round(before: Definition | Section, after: Definition | Section) -> Iterator[Difference]:
    yield from in_text("title", before.title, after.title)
    yield from in_text("intro", before.intro, after.intro)
    for name in type(before).model_fields:
        if name not in _KNOWN[type(before)]:
            yield from in_value(What.limits, name, getattr(before, name), getattr(after, name))


def _sections(before: Definition, after: Definition) -> Iterator[Part]:
    old = {section.id: section for section in before.sections}
    moved = moved_among(list(old), [section.id for section in after.sections])
    for section in after.sections:
        was = old.pop(section.id, None)
        if was is None:
            yield Part(section.id, None, section, (Difference(What.added),))
            continue
        found = [*_words_round(was, section)]
        found += in_value(What.logic, "show_if", was.show_if, section.show_if)
        found += [Difference(What.moved)] if section.id in moved else []
        yield Part(section.id, was, section, tuple(found))
    for gone in old.values():
        yield Part(gone.id, gone, None, (Difference(What.removed),))


def _questions(before: Definition, after: Definition) -> Iterator[Part]:
    old = {question.id: question for question in before.questions}
    order = [question.id for question in after.questions]
    numbers = {id: n for n, id in enumerate(old, start=1)}
    moved = moved_among(list(old), order)
    for n, question in enumerate(after.questions, start=1):
        was = old.pop(question.id, None)
        if was is None:
            yield Part(question.id, None, question, (Difference(What.added),), n)
            continue
        found = tuple(in_question(was, question))
        if question.id in moved:
            place = Difference(What.moved, before=str(numbers[question.id]), after=str(n))
            found = (place, *found)
        if _heading(before, question.id) != _heading(after, question.id):
            found = (Difference(What.regrouped), *found)
        yield Part(question.id, was, question, found, n)
    for gone in old.values():
        yield Part(gone.id, gone, None, (Difference(What.removed),), numbers[gone.id])


def _heading(definition: Definition, question: str) -> str:
    section = definition.section_of(question)
    return section.id if section else ""
