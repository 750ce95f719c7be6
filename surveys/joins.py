"""How answers before and after a change of a live survey are counted: put right, together, or apart. Pure.

Apart means that the question goes on under a new id, so that no count anywhere can mix the two; what named the old id
(logic, words taken from an answer, a translator's notes) names the new one.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from surveys.answers import Problem
from surveys.definition import MOST_OPTIONS, Definition, Question, new_question_id
from surveys.differences import Part, differences, may_be_correction
from surveys.editing import changed
from surveys.renaming import renamed


class Counted(StrEnum):
    """What becomes of the answers that came before."""

    same = "same"  # a slip was put right: it means what it meant
    together = "together"  # it means something else, and is counted as one all the same
    apart = "apart"


@dataclass(frozen=True)
class Join:
    """What was said about one question when a version was published. `was` is the id it had before."""

    question: str
    was: str
    join: Counted
    why: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody said about one question that differs."""

    counted: Counted
    why: str = ""


@dataclass(frozen=True)
class Publication:
    """What is to be published, decided: a correction keeps the version's number."""

    definition: Definition
    is_correction: bool
    joins: tuple[Join, ...] = ()


Decisions: TypeAlias = Mapping[str, Said]
NOTHING = Problem("", "There is nothing to publish: these are the words people answer now")
NOT_A_SLIP = Problem("means", "More than words has changed, so this cannot be a slip put right")
HOW = "Choose how the answers before and after are counted"
NOT_SAME = "Choose whether they are counted together or apart: more than words has changed"
ONLY_APART = "Count them apart: another type of question has other answers"
WHY = "Say why they are counted apart"


def decided(
    published: Definition,
    draft: Definition,
    decisions: Decisions,
    *,
    only_slips: bool,
    rng: random.Random,
) -> Publication | tuple[Problem, ...]:
    """The publication these decisions make, or what is still to be said. `only_slips`: every change means the same."""
    parts = differences(published, draft)
    if not parts:
        return (NOTHING,)
    if only_slips:
        return Publication(draft, True) if may_be_correction(parts) else (NOT_A_SLIP,)
    asking = [part for part in parts if part.asks_for_join]
    if problems := tuple(_problems(asking, decisions)):
        return problems
    apart = [part.id for part in asking if decisions[part.id].counted is Counted.apart]
    names = _new_names([published, draft], apart, rng)
    joins = tuple(
        Join(names.get(part.id, part.id), part.id, decisions[part.id].counted, decisions[part.id].why)
        for part in asking
    )
    return Publication(renamed(draft, names), False, joins)


def _problems(parts: Sequence[Part], decisions: Decisions) -> Iterable[Problem]:
    for part in parts:
        told = decisions.get(part.id)
        if told is None:
            yield Problem(f"count-{part.id}", HOW)
        elif part.must_be_apart and told.counted is not Counted.apart:
            yield Problem(f"count-{part.id}", ONLY_APART)
        elif told.counted is Counted.same and not part.is_wording_only:
            yield Problem(f"count-{part.id}", NOT_SAME)
        elif told.counted is Counted.apart and not told.why:
            yield Problem(f"why-{part.id}", WHY)


def _new_names(known: Sequence[Definition], ids: Sequence[str], rng: random.Random) -> dict[str, str]:
    """A new id for each of these questions, one that neither wording has."""
    taken = {question.id for definition in known for question in definition.questions}
    names: dict[str, str] = {}
    for id in ids:
        names[id] = new_question_id(rng, taken)
        taken.add(names[id])
    return names


def as_counted(newest: Question, earlier: Iterable[Question]) -> Question:
    """A question with every answer that could ever be chosen while it was counted as one: those taken out come last."""
    options = {option.code: option for option in newest.options}
    for question in earlier:
        options |= {option.code: option for option in question.options if option.code not in options}
    every = tuple(options.values())[:MOST_OPTIONS]
    return newest if len(every) == len(newest.options) else changed(newest, options=every)
