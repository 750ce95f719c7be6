"""Counting answers, purely. The numbers are raw: protecting small ones is for whoever shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.answers import AnswerState, Format, HowAnswered
from surveys.definition import Group, Question, said
from surveys.questions import counted, is_open


@dataclass(frozen=True)
class Cell:
    """How many answers are alike in all of these. The choice "" counts people, any other one who chose it."""

    question_id: str
    state: AnswerState
    choice: str
    group: Group
    how_answered: HowAnswered
    format: Format
    n: int


@dataclass(frozen=True)
class Only:
    """Which answers to count; None is all of them."""

    group: Group | None = None
    how_answered: HowAnswered | None = None
    format: Format | None = None

    def has(self, cell: Cell) -> bool:
        """Whether a cell is among them."""
        return (
            self.group in {None, cell.group}
            and self.how_answered in {None, cell.how_answered}
            and self.format in {None, cell.format}
        )


ALL = Only()


@dataclass(frozen=True)
class OptionCount:
    code: str
    label: str  # English
    n: int


@dataclass(frozen=True)
class QuestionCount:
    """One question counted. `given` is the base: the people who chose or wrote something."""

    question: Question
    is_open: bool
    given: int
    skipped: int
    dont_know: int
    dont_understand: int
    options: tuple[OptionCount, ...]

    @property
    def seen(self) -> int:
        """Everyone who passed this question."""
        return self.given + self.skipped + self.dont_know + self.dont_understand


def count(question: Question, cells: Iterable[Cell], only: Only = ALL) -> QuestionCount:
    """Count one question. A code the question no longer has comes last, under its code."""
    people: Counter[AnswerState] = Counter()
    chosen: Counter[str] = Counter()
    for cell in cells:
        if cell.question_id != question.id or not only.has(cell):
            continue
        if cell.choice:
            chosen[cell.choice] += cell.n
        else:
            people[cell.state] += cell.n
    labels = {option.code: said(option.text, "en") or option.code for option in counted(question)}
    labels |= {code: code for code in sorted(chosen) if code not in labels}
    return QuestionCount(
        question=question,
        is_open=is_open(question),
        given=people[AnswerState.given],
        skipped=people[AnswerState.skipped],
        dont_know=people[AnswerState.dont_know],
        dont_understand=people[AnswerState.dont_understand],
        options=tuple(OptionCount(code, label, chosen[code]) for code, label in labels.items()),
    )
