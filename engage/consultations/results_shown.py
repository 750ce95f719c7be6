"""Counted answers as a page shows them, purely: one block a question, everybody first, then each group beside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engage.consultations.words import GROUP_NAMES, KIND_NAMES
from surveys.definition import Group, Question, said
from surveys.tally import Cell, Only, QuestionCount, count


@dataclass(frozen=True)
class Block:
    """One question counted. `bars` are (answer, how many, words); `table` has a column for everyone and each group."""

    id: str
    n: int
    text: str
    kind: str
    is_open: bool
    given: int
    base_words: str
    bars: tuple[tuple[str, int, str], ...]
    head: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def blocks(questions: Sequence[Question], cells: Iterable[Cell], only: Only) -> tuple[Block, ...]:
    """Each question counted, in order. Cells are sorted by question once, so that a long survey stays quick."""
    by_question: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_question[cell.question_id].append(cell)
    return tuple(
        _block(n, question, by_question[question.id], only) for n, question in enumerate(questions, start=1)
    )


def _block(n: int, question: Question, cells: list[Cell], only: Only) -> Block:
    everyone = count(question, cells, only)
    present = [group for group in Group if any(cell.group is group for cell in cells)]
    shown = [] if only.group or everyone.is_open else present
    columns = [count(question, cells, Only(group, only.how_answered, only.format)) for group in shown]
    return Block(
        id=question.id,
        n=n,
        text=said(question.text, "en"),
        kind=KIND_NAMES[question.kind],
        is_open=everyone.is_open,
        given=everyone.given,
        base_words=base_words(everyone),
        bars=tuple((one.label, one.n, share(one.n, everyone.given)) for one in everyone.options),
        head=("Answer", "Everyone", *(GROUP_NAMES[group] for group in shown)),
        table=_table(everyone, columns),
    )


def _table(everyone: QuestionCount, columns: Sequence[QuestionCount]) -> tuple[tuple[str, ...], ...]:
    each = [everyone, *columns]
    answers = [
        (option.label, *(share(_chose(column, option.code), column.given) for column in each))
        for option in everyone.options
    ]
    base = ("People who answered", *(f"{column.given:,}" for column in each))
    return (*answers, base) if everyone.options else ()


def _chose(column: QuestionCount, code: str) -> int:
    return next((option.n for option in column.options if option.code == code), 0)


def share(part: int, base: int) -> str:
    """`12 (40%)`; without a base only the number."""
    return f"{part:,} ({round(100 * part / base)}%)" if base else f"{part:,}"


def base_words(counted: QuestionCount) -> str:
    """`14 people answered. 2 skipped it, 1 said “I don’t know”.`"""
    verb = "wrote something" if counted.is_open else "answered"
    people = "1 person" if counted.given == 1 else f"{counted.given:,} people"
    others = [
        (counted.skipped, "skipped it"),
        (counted.dont_know, "said “I don’t know”"),
        (counted.dont_understand, "did not understand it"),
    ]
    told = ", ".join(f"{number:,} {words}" for number, words in others if number)
    return f"{people} {verb}.{f' {told}.' if told else ''}"
