"""From questions as they are written to screens as they are answered: a statement set is one screen a statement, and
what follows a `repeat` question in its section comes once for each child (or whatever) it counts.

A screen's id is the question's own, then the statement's code, then the turn: `q_4kd2mwpx.s2.1`. Answers are kept under it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.question import MOST_TURNS, Question, QuestionKind

_TURN = re.compile(r"\.\d+$")


@dataclass(frozen=True)
class Step:
    """One screen. `question` is what this screen asks, under the screen's own id; `root` is the id of the question as
    it was written; `turn` counts from 1 inside a repeat, whose question is `repeat`."""

    question: Question
    root: str
    section: str
    turn: int | None = None
    repeat: str | None = None
    is_last_of_root: bool = True

    @property
    def id(self) -> str:
        return self.question.id


def counts_as(id: str) -> str:
    """The id under which answers are counted together: every turn of a repeat counts as one question."""
    return _TURN.sub("", id)


def root_of(id: str) -> str:
    """The id of the question as it was written."""
    return id.partition(".")[0]


def turns_of(repeat: Question) -> int:
    """How often a repeat may ask at most."""
    return min(repeat.most or 5, MOST_TURNS)


def asked_in_turns(questions: Sequence[Question]) -> Sequence[Question]:
    """Those of a section's questions that follow its `repeat` question, if there is one."""
    kinds = [question.kind for question in questions]
    return questions[kinds.index(QuestionKind.repeat) + 1 :] if QuestionKind.repeat in kinds else ()


def steps_in(section: str, questions: Sequence[Question]) -> Iterator[Step]:
    """Every screen a section can have, at the most turns, in order."""
    repeated = asked_in_turns(questions)
    once = questions[: len(questions) - len(repeated)]
    for question in once:
        yield from _screens(section, question)
    for turn in range(1, turns_of(once[-1]) + 1) if repeated else ():
        for question in repeated:
            yield from _screens(section, question, once[-1].id, turn)


def _screens(
    section: str, question: Question, repeat: str | None = None, turn: int | None = None
) -> Iterator[Step]:
    suffix = f".{turn}" if turn else ""
    if question.kind is not QuestionKind.statement_set:
        own = question.model_copy(update={"id": question.id + suffix}) if suffix else question
        yield Step(own, question.id, section, turn, repeat)
        return
    asked = statements_of(question)
    for n, one in enumerate(asked, start=1):
        own = one.model_copy(update={"id": one.id + suffix}) if suffix else one
        yield Step(own, question.id, section, turn, repeat, is_last_of_root=n == len(asked))


def statements_of(question: Question) -> tuple[Question, ...]:
    """The statements of a set, each as the question it is on its own screen."""
    kind = QuestionKind.single_choice if question.options else QuestionKind.agreement_scale
    return tuple(
        question.model_copy(
            update={
                "id": f"{question.id}.{statement.code}",
                "kind": kind,
                "text": statement.text,
                "stem": question.text,
                "symbol": statement.symbol or question.symbol,
                "audio": statement.audio,
                "statements": (),
                "routes": (),
                "show_if": "",
            }
        )
        for statement in question.statements
    )
