"""What a condition is once it is read: tests of one answer each, joined by and, or, not. Frozen and comparable."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, assert_never

GROUP, HOW = "group", "how"


class Relation(StrEnum):
    """How chosen codes are tested; the value is how it is written. The first three and `includes` mean the same: one
    of the codes is among what was chosen, whether one can choose one answer or many."""

    is_ = "is"
    is_not = "is not"
    any_of = "is any of"
    none_of = "is not any of"
    includes = "includes"
    excludes = "does not include"
    first = "ranks first"


class Comparison(StrEnum):
    more = "is more than"
    less = "is less than"
    at_least = "is at least"
    at_most = "is at most"


class Standing(StrEnum):
    """Whether there is an answer. Unknown is "I don’t know" and "I don’t understand"."""

    answered = "is answered"
    not_answered = "is not answered"
    unknown = "is unknown"


@dataclass(frozen=True)
class Chose:
    """What was chosen. One code, but for `any_of` and `none_of`, which take one or more."""

    name: str
    relation: Relation
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """How large a number is."""

    name: str
    comparison: Comparison
    number: Decimal


@dataclass(frozen=True)
class Stands:
    """Whether it was answered at all."""

    name: str
    standing: Standing


@dataclass(frozen=True)
class All:
    """Two or more that must all hold."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Either:
    """Two or more of which one is enough."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Not:
    """Holds for exactly those for whom `part` does not, also for who gave no answer at all."""

    part: "Expression"


Test: TypeAlias = Chose | Counts | Stands
Expression: TypeAlias = Test | All | Either | Not


def tests(expression: Expression) -> Iterator[Test]:
    """Every test in it, as written."""
    match expression:
        case All(parts) | Either(parts):
            for part in parts:
                yield from tests(part)
        case Not(part):
            yield from tests(part)
        case Chose() | Counts() | Stands():
            yield expression
        case _:
            assert_never(expression)


def names(expression: Expression) -> tuple[str, ...]:
    """The ids of the questions it looks at, each once, in the order they are written; not `group` and `how`."""
    return tuple(dict.fromkeys(test.name for test in tests(expression) if test.name not in {GROUP, HOW}))
