"""Counting answers, purely: how each type is counted, and how many chose what. The numbers are raw: protecting small
ones is for whoever shows them. Places, numbers, days and areas are counted in `ranking` and `amounts`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from surveys.answers import AnswerState, Format, HowAnswered
from surveys.channels import Channel
from surveys.definition import Group, Question, QuestionKind, said
from surveys.questions import counted


class Way(StrEnum):
    """How a question is counted."""

    one = "one"  # each answer is one choice, so the choices add up to the answers
    many = "many"
    ranked = "ranked"
    number = "number"
    month = "month"
    area = "area"
    words = "words"
    files = "files"
    nothing = "nothing"


_WAYS: Mapping[QuestionKind, Way] = {
    QuestionKind.single_choice: Way.one,
    QuestionKind.yes_no: Way.one,
    QuestionKind.many: Way.many,
    QuestionKind.picture_choice: Way.many,
    QuestionKind.feeling_scale: Way.one,
    QuestionKind.agreement_scale: Way.one,
    QuestionKind.statement_set: Way.nothing,  # its statements are counted, each by itself
    QuestionKind.rank: Way.ranked,
    QuestionKind.short_text: Way.words,
    QuestionKind.long_text: Way.words,
    QuestionKind.several_texts: Way.words,
    QuestionKind.number: Way.number,
    QuestionKind.date: Way.month,
    QuestionKind.month: Way.month,
    QuestionKind.postcode_area: Way.area,
    QuestionKind.information: Way.nothing,
    QuestionKind.consent: Way.one,
    QuestionKind.who_answers: Way.one,
    QuestionKind.voice: Way.files,
    QuestionKind.photo: Way.files,
    QuestionKind.drawing: Way.files,
    QuestionKind.repeat: Way.one,
}
WITH_CHOICES = frozenset({Way.one, Way.many, Way.ranked})
WITH_VALUES = frozenset({Way.number, Way.month, Way.area})


def way_of(question: Question) -> Way:
    """How a question is counted."""
    if question.kind is QuestionKind.picture_choice and question.most == 1:
        return Way.one
    return _WAYS[question.kind]


class Cell(NamedTuple):
    """How many answers are alike in all of these. The choice "" counts the answers themselves (with `value`, such as a
    number in its plain form), any other those with this choice, in a rank at this place (from 1)."""

    question_id: str
    state: AnswerState
    choice: str
    group: Group
    how_answered: HowAnswered
    format: Format
    n: int
    place: int = 0
    value: str = ""
    language: str = "en"
    wave: int = 1
    channel: Channel = Channel.link
    is_marked: bool = False


@dataclass(frozen=True)
class Only:
    """Which answers to count; None is all of them. A language is the plain one: `pl` also has `pl-simple`. `is_marked`
    is False for those that nothing is odd about (`surveys.marks`), True for the others."""

    group: Group | None = None
    how_answered: HowAnswered | None = None
    format: Format | None = None
    language: str | None = None
    wave: int | None = None
    channel: Channel | None = None
    is_marked: bool | None = None

    def has(self, cell: Cell) -> bool:
        """Whether a cell is among them."""
        return (
            self.group in {None, cell.group}
            and self.how_answered in {None, cell.how_answered}
            and self.format in {None, cell.format}
            and self.language in {None, cell.language}
            and self.wave in {None, cell.wave}
            and self.channel in {None, cell.channel}
            and self.is_marked in {None, cell.is_marked}
        )

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in FILTERS if getattr(self, name) is not None)

    def but(self, filter: str, value: Any) -> "Only":
        """The same with another value of one filter."""
        return replace(self, **{filter: value})

    def without(self, *filters: str) -> "Only":
        """The same without some of its filters."""
        return replace(self, **dict[str, Any].fromkeys(filters))


FILTERS = ("group", "how_answered", "format", "language", "wave", "channel", "is_marked")
ALL = Only()


@dataclass(frozen=True)
class OptionCount:
    code: str
    label: str  # English
    n: int


@dataclass(frozen=True)
class QuestionCount:
    """One question counted. `given` is the base: the answers in which something was chosen, written or sent; of a
    repeat, one person may have given several."""

    question: Question
    way: Way
    given: int
    skipped: int
    dont_know: int
    dont_understand: int
    options: tuple[OptionCount, ...]

    @property
    def is_open(self) -> bool:
        return self.way in {Way.words, Way.files}

    @property
    def seen(self) -> int:
        """Everyone who passed this question."""
        return self.given + self.skipped + self.dont_know + self.dont_understand


def count(question: Question, cells: Iterable[Cell], only: Only = ALL) -> QuestionCount:
    """Count one question. A code the question no longer has comes last, under its code."""
    way = way_of(question)
    people: Counter[AnswerState] = Counter()
    chosen: Counter[str] = Counter()
    for cell in cells:
        if cell.question_id != question.id or not only.has(cell):
            continue
        if cell.choice:
            chosen[cell.choice] += cell.n if cell.state is AnswerState.given else 0
        else:
            people[cell.state] += cell.n
    labels = {option.code: said(option.text, "en") or option.code for option in counted(question)}
    labels |= {code: code for code in sorted(chosen) if code not in labels}
    has_choices = way in WITH_CHOICES
    return QuestionCount(
        question=question,
        way=way,
        given=people[AnswerState.given],
        skipped=people[AnswerState.skipped],
        dont_know=people[AnswerState.dont_know],
        dont_understand=people[AnswerState.dont_understand],
        options=tuple(OptionCount(code, label, chosen[code]) for code, label in labels.items())
        if has_choices
        else (),
    )
