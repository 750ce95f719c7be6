"""Whether a condition holds for one person.

No answer, a skipped question and a question that is not on the way are all the same: every test is false, but for
`is not answered`. "I don’t know" is no answer either, but `is unknown` holds. So `is not yes` holds for somebody who
gave another answer; `not … is yes` holds for everybody who did not say yes, also for who said nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol, assert_never

from surveys.answers import AnswerState, Given
from surveys.logic.expression import (
    GROUP,
    HOW,
    All,
    Chose,
    Comparison,
    Counts,
    Either,
    Expression,
    Not,
    Relation,
    Standing,
    Stands,
)
from surveys.who import NOBODY, Who

_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")


class Facts(Protocol):
    """What is known of a person."""

    def about(self, name: str, /) -> Sequence[Given]:
        """The answers under a name: none, one, or one for each turn when a repeat is looked at from outside."""


@dataclass(frozen=True)
class Known:
    """Facts from plain answers. With a `turn`, the answer of the same turn comes before the plain one."""

    answers: Mapping[str, Given] = field(default_factory=dict)
    who: Who = NOBODY
    turn: int | None = None

    def about(self, name: str, /) -> Sequence[Given]:
        if name in {GROUP, HOW}:
            return about_who(self.who, name)
        own = self.answers.get(f"{name}.{self.turn}") if self.turn else None
        found = own or self.answers.get(name)
        return (found,) if found else ()


def about_who(who: Who, name: str) -> Sequence[Given]:
    """What is known of the person under `group` and `how`, in the shape of an answer."""
    known = who.group if name == GROUP else who.how
    return (Given(AnswerState.given, (known.value,)),) if known else ()


def holds(expression: Expression, facts: Facts) -> bool:
    """Whether it holds. Total: any answers, any codes, no errors. Of several turns one is enough; a negated test
    (`is not`, `does not include`) asks that there is an answer and that no turn has the code."""
    match expression:
        case Chose(name, relation, codes):
            return _chose(facts.about(name), relation, codes)
        case All(parts):
            return all(holds(part, facts) for part in parts)
        case Either(parts):
            return any(holds(part, facts) for part in parts)
        case Not(part):
            return not holds(part, facts)
        case Counts(name, comparison, number):
            return any(_counts(given, comparison, number) for given in facts.about(name))
        case Stands(name, standing):
            return _stands(facts.about(name), standing)
        case _:
            assert_never(expression)


def _chose(answers: Sequence[Given], relation: Relation, codes: tuple[str, ...]) -> bool:
    given = [one for one in answers if one.is_given]
    match relation:
        case Relation.is_ | Relation.any_of | Relation.includes:
            return any(_says(one, codes) for one in given)
        case Relation.is_not | Relation.none_of | Relation.excludes:
            return bool(given) and not any(_says(one, codes) for one in given)
        case Relation.first:
            return any(one.choices[:1] == codes[:1] for one in given)
        case _:
            assert_never(relation)


def _says(given: Given, codes: tuple[str, ...]) -> bool:
    """Whether one of the codes was chosen; a number, date or area is compared as it was written."""
    if given.choices:
        return any(code in codes for code in given.choices)
    if not given.text:
        return False
    number = _number(given.text)
    return any(
        given.text.casefold() == code.casefold() or (number is not None and number == _number(code))
        for code in codes
    )


def _counts(given: Given, comparison: Comparison, number: Decimal) -> bool:
    if not given.is_given:
        return False
    found = _number(given.choices[0] if len(given.choices) == 1 else given.text)
    if found is None:
        return False
    match comparison:
        case Comparison.more:
            return found > number
        case Comparison.less:
            return found < number
        case Comparison.at_least:
            return found >= number
        case Comparison.at_most:
            return found <= number
        case _:
            assert_never(comparison)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if len(text) < 64 and _NUMBER.fullmatch(text) else None


def _stands(answers: Sequence[Given], standing: Standing) -> bool:
    match standing:
        case Standing.answered:
            return any(one.is_given for one in answers)
        case Standing.not_answered:
            return not any(one.is_given for one in answers)
        case Standing.unknown:
            return any(one.state in {AnswerState.dont_know, AnswerState.dont_understand} for one in answers)
        case _:
            assert_never(standing)
