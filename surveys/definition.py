"""What a survey is: its wording in every language, its questions and their order, frozen. Judging the wording is
left to `checks`, reading answers to `questions`; a half-written draft is a good definition too."""

from collections.abc import Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from surveys.question import (
    ID_LETTERS,
    LONGEST_ANSWER,
    MOST_OPTIONS,
    MOST_TURNS,
    Frozen,
    Option,
    Question,
    QuestionKind,
    Route,
    new_question_id,
)
from surveys.steps import Step, counts_as, root_of, steps_in
from surveys.who import GROUP_NAMES, Group
from surveys.wording import EASY, LONGEST_TEXT, Text, said

__all__ = [
    "EASY",
    "GROUP_NAMES",
    "ID_LETTERS",
    "LONGEST_ANSWER",
    "LONGEST_TEXT",
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "MOST_TURNS",
    "Definition",
    "Group",
    "Option",
    "Question",
    "QuestionKind",
    "Route",
    "Section",
    "Step",
    "Text",
    "new_question_id",
    "said",
]

MOST_QUESTIONS = 200


class Section(Frozen):
    """Questions that belong together, under one heading. `show_if` (see `logic`) is empty for always."""

    id: str = Field(pattern=r"^s_[a-z0-9]{1,12}$")
    title: Text = Field(default_factory=dict)
    intro: Text = Field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    show_if: str = Field(default="", max_length=2_000)


class Definition(Frozen):
    """A whole survey. Equal definitions have equal JSON, and JSON comes back as an equal definition.

    `translated_from` remembers which English a translation was made from: by the place of a text (see `texts`), by
    language, a short mark of the English words. `unoffered` are those of its languages that are still being written:
    staff see them, the people who answer are not offered them yet.
    """

    title: Text = Field(default_factory=dict)
    intro: Text = Field(default_factory=dict)
    languages: tuple[str, ...] = ("en", EASY)
    unoffered: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    translated_from: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = [question.id for question in self.questions]
        if len(set(ids)) < len(ids) or any("." in id for id in ids):
            raise ValueError("Give each question its own id")
        if len(ids) > MOST_QUESTIONS:
            raise ValueError(f"Ask fewer questions: {MOST_QUESTIONS} at most")
        names = [section.id for section in self.sections]
        if len(set(names)) < len(names):
            raise ValueError("Give each section its own id")
        return self

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question as it is written, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every screen there can be, in order, before anything is left out for one person."""
        return tuple(step for section in self.sections for step in steps_in(section.id, section.questions))

    @cached_property
    def counted(self) -> tuple[Question, ...]:
        """Every question as answers are counted: each statement of a set by itself, all turns of a repeat together."""
        each = (step.question.model_copy(update={"id": counts_as(step.id)}) for step in self.steps)
        return tuple({question.id: question for question in each}.values())

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _steps_by_id(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}

    def question(self, id: str) -> Question | None:
        """The question written under this id, or None."""
        return self._by_id.get(id)

    def step(self, id: str) -> Step | None:
        """The screen with this id, or None."""
        return self._steps_by_id.get(id)

    def first_screen(self, id: str) -> Step | None:
        """The screen with this id; for a question as it is written, the first of its screens. None for neither."""
        return self.step(id) or next((step for step in self.steps if step.root == id), None)

    def named(self, name: str) -> Step | None:
        """The screen a condition or a text means by a name; of what is asked in every turn of a repeat, the first."""
        return self.step(name) or self.step(f"{name}.1")

    def looks_into_repeat(self, name: str, at: str) -> bool:
        """Whether a name means all turns of a repeat, because the question `at` stands outside of it."""
        step, here = self.step(f"{name}.1"), self.section_of(root_of(at))
        return step is not None and (here is None or here.id != step.section)

    def section_of(self, id: str) -> Section | None:
        """The section a question as it is written stands in, or None."""
        return next((one for one in self.sections if any(q.id == id for q in one.questions)), None)

    def section(self, id: str) -> Section | None:
        """The section with this id, or None."""
        return next((one for one in self.sections if one.id == id), None)
