"""One question as it is written, of any type. What each type does with an answer is in `questions`, one file a type."""

import random
from collections.abc import Container, Mapping
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from surveys.wording import Text

ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
LONGEST_ANSWER = 20_000
MOST_OPTIONS = 60
MOST_TURNS = 10


class QuestionKind(StrEnum):
    single_choice = "single_choice"
    yes_no = "yes_no"
    many = "many"
    picture_choice = "picture_choice"
    feeling_scale = "feeling_scale"
    agreement_scale = "agreement_scale"
    statement_set = "statement_set"
    rank = "rank"
    short_text = "short_text"
    long_text = "long_text"
    several_texts = "several_texts"
    number = "number"
    date = "date"
    month = "month"
    postcode_area = "postcode_area"
    information = "information"
    consent = "consent"
    who_answers = "who_answers"
    voice = "voice"
    photo = "photo"
    drawing = "drawing"
    repeat = "repeat"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Frozen):
    """One answer to choose, one statement of a set, or one line of several short texts. An `exclusive` one ("None of
    these") stands alone; one that `says` has room for words ("Something else"). `picture` and the recordings by
    language in `audio` are ids of files that staff added to the survey."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")
    text: Text = {}
    symbol: str | None = None
    exclusive: bool = False
    says: bool = False
    picture: str | None = None
    audio: Mapping[str, str] = {}


class Route(Frozen):
    """Where to go on when `when` (see `logic`) holds after this question: a question id, a section id, or `end`."""

    when: str
    to: str


_LIMITS = {QuestionKind.short_text: 200, QuestionKind.several_texts: 200}


def _limit(fields: dict[str, Any]) -> int:
    return _LIMITS.get(fields.get("kind", QuestionKind.long_text), 3_000)


class Question(Frozen):
    """One question. What a field means is the same for every type; most types use only some:

    `options` answers to choose (in a scale: its own words for the standard codes; in several short texts: the lines);
    `statements` what a statement set asks about; `stem` the words of the set, on one of its statements; `points` of a
    scale; `most` how many may be chosen, ranked or told about; `low`, `high`, `decimals`, `unit` of a number;
    `max_length` letters of a text; `picture` with `picture_says`, `video` with `transcript` of an information page;
    `show_if` an expression (see `logic`), empty for always; `routes` where to go on, the first that holds.
    """

    id: str = Field(pattern=r"^q_[a-z0-9]{8}(\.[a-z0-9_]{1,40}){0,2}$")
    kind: QuestionKind
    text: Text = {}
    hint: Text = {}
    stem: Text = {}
    symbol: str | None = None
    options: tuple[Option, ...] = Field(default=(), max_length=MOST_OPTIONS)
    statements: tuple[Option, ...] = Field(default=(), max_length=MOST_OPTIONS)
    points: Literal[3, 5] = 5
    most: int | None = Field(default=None, ge=1, le=MOST_OPTIONS)
    low: float | None = Field(default=None, allow_inf_nan=False)
    high: float | None = Field(default=None, allow_inf_nan=False)
    decimals: int = Field(default=0, ge=0, le=3)
    unit: Text = {}
    picture: str | None = None
    picture_says: Text = {}
    video: str = Field(default="", max_length=500)
    transcript: Text = {}
    audio: Mapping[str, str] = {}
    offers_dont_know: bool = True
    offers_dont_understand: bool = True
    max_length: int = Field(default_factory=_limit, ge=1, le=LONGEST_ANSWER)
    show_if: str = Field(default="", max_length=2_000)
    routes: tuple[Route, ...] = Field(default=(), max_length=20)

    @model_validator(mode="after")
    def _codes_differ(self) -> Self:
        for options in (self.options, self.statements):
            codes = [option.code for option in options]
            if len(set(codes)) < len(codes):
                raise ValueError("Give each answer its own code")
        if any(statement.code[0].isdigit() for statement in self.statements):
            raise ValueError("Begin the code of a statement with a letter")
        return self

    def option(self, code: str) -> Option | None:
        """The option with this code, if it is one of this question's own."""
        return next((option for option in self.options if option.code == code), None)


def new_question_id(rng: random.Random, taken: Container[str] = ()) -> str:
    """An id that stays with a question through every version and wave, such as `q_4kd2mwpx`; none of those `taken`."""
    while (id := "q_" + "".join(rng.choice(ID_LETTERS) for _ in range(8))) in taken:
        pass
    return id
