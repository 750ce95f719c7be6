"""The same condition in a plainer form: `not` only in front of single tests, no brackets that change nothing."""

from collections.abc import Sequence
from typing import assert_never

from surveys.logic.expression import All, Chose, Counts, Either, Expression, Not, Standing, Stands


def opposite(expression: Expression) -> Expression:
    """The condition that holds for everybody else, with `not` only in front of single tests."""
    match expression:
        case Not(part):
            return settled(part)
        case All(parts):
            return Either(tuple(opposite(part) for part in parts))
        case Either(parts):
            return All(tuple(opposite(part) for part in parts))
        case Stands(name, Standing.answered):
            return Stands(name, Standing.not_answered)
        case Stands(name, Standing.not_answered):
            return Stands(name, Standing.answered)
        case Chose() | Counts() | Stands():
            return Not(expression)
        case _:
            assert_never(expression)


def settled(expression: Expression) -> Expression:
    """The same condition with `not` only in front of single tests, and without brackets that change nothing."""
    match expression:
        case Not(part):
            return opposite(part)
        case All(parts):
            return All(_flat(All, parts))
        case Either(parts):
            return Either(_flat(Either, parts))
        case Chose() | Counts() | Stands():
            return expression
        case _:
            assert_never(expression)


def _flat(kind: type[All] | type[Either], parts: Sequence[Expression]) -> tuple[Expression, ...]:
    found: list[Expression] = []
    for part in map(settled, parts):
        found += part.parts if isinstance(part, kind) else [part]
    return tuple(found)
