"""What a survey is: its wording in every language, its questions and their order, frozen. Judging the wording is
left to `checks`, reading answers to `questions`; a half-written draft is a good definition too."""

import random
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from surveys.typed import kept

EASY = "en-simple"
ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
LONGEST_TEXT = 4_000
LONGEST_ANSWER = 20_000
MOST_QUESTIONS = 200
MOST_OPTIONS = 60


def _clean_text(raw: Mapping[str, str]) -> Mapping[str, str]:
    text = {language: kept(words) for language, words in raw.items()}
    for words in text.values():
        if len(words) > LONGEST_TEXT:
            raise ValueError(f"Make this shorter: {LONGEST_TEXT:,} letters at most")
    return {language: text[language] for language in sorted(text) if text[language]}


# A language map such as {"en": …, "en-simple": …}; a language without words is left out.
Text = Annotated[Mapping[str, str], AfterValidator(_clean_text)]


def said(text: Mapping[str, str], language: str) -> str:
    """The words in a language; else its plain form, English, or the first there is. Nothing written: empty."""
    for code in (language, language.removesuffix("-simple"), "en"):
        if words := text.get(code):
            return words
    return next(iter(text.values()), "")


class QuestionKind(StrEnum):
    single_choice = "single_choice"
    many = "many"
    feeling_scale = "feeling_scale"
    short_text = "short_text"
    long_text = "long_text"


class Group(StrEnum):
    """Who answers."""

    young_person = "young_person"
    parent_carer = "parent_carer"
    professional = "professional"
    other = "other"


GROUP_NAMES: Mapping[Group, str] = {
    Group.young_person: "Young person",
    Group.parent_carer: "Parent or carer",
    Group.professional: "Works with families",
    Group.other: "Someone else",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Frozen):
    """One answer to choose. An `exclusive` one ("None of these") stands alone."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")
    text: Text = {}
    symbol: str | None = None
    exclusive: bool = False


_LIMITS = {QuestionKind.short_text: 200}


def _limit(fields: dict[str, Any]) -> int:
    return _LIMITS.get(fields.get("kind", QuestionKind.long_text), 3_000)


class Question(_Frozen):
    """One question. `max_length` counts letters and matters to text only."""

    id: str = Field(pattern=r"^q_[a-z0-9]{8}$")
    kind: QuestionKind
    text: Text = {}
    hint: Text = {}
    symbol: str | None = None
    options: tuple[Option, ...] = Field(default=(), max_length=MOST_OPTIONS)
    offers_dont_know: bool = True
    offers_dont_understand: bool = True
    max_length: int = Field(default_factory=_limit, ge=1, le=LONGEST_ANSWER)

    @model_validator(mode="after")
    def _codes_differ(self) -> Self:
        codes = [option.code for option in self.options]
        if len(set(codes)) < len(codes):
            raise ValueError("Give each answer its own code")
        return self

    def option(self, code: str) -> Option | None:
        """The option with this code, if it is one of this question's own."""
        return next((option for option in self.options if option.code == code), None)


class Section(_Frozen):
    id: str = Field(pattern=r"^s_[a-z0-9]{1,12}$")
    title: Text = {}
    intro: Text = {}
    questions: tuple[Question, ...] = ()


class Definition(_Frozen):
    """A whole survey. Equal definitions have equal JSON, and JSON comes back as an equal definition."""

    title: Text = {}
    intro: Text = {}
    languages: tuple[str, ...] = ("en", EASY)
    sections: tuple[Section, ...] = ()

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = [question.id for question in self.questions]
        if len(set(ids)) < len(ids):
            raise ValueError("Give each question its own id")
        if len(ids) > MOST_QUESTIONS:
            raise ValueError(f"Ask fewer questions: {MOST_QUESTIONS} at most")
        names = [section.id for section in self.sections]
        if len(set(names)) < len(names):
            raise ValueError("Give each section its own id")
        return self

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order it is asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, id: str) -> Question | None:
        """The question with this id, or None."""
        return self._by_id.get(id)

    def section_of(self, id: str) -> Section | None:
        """The section a question stands in, or None."""
        return next((one for one in self.sections if any(q.id == id for q in one.questions)), None)


def new_question_id(rng: random.Random) -> str:
    """An id that stays with a question through every version and wave, such as `q_4kd2mwpx`."""
    return "q_" + "".join(rng.choice(ID_LETTERS) for _ in range(8))
