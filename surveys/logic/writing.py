"""A condition as it is written: one way only, so that equal conditions are equal text, and it reads back as itself."""

import re
from decimal import Decimal
from typing import assert_never

from surveys.logic.expression import All, Chose, Counts, Either, Expression, Not, Relation, Stands

# words of the language itself: an answer code that is one of them is written in quotes
_JOINING = {"and", "or", "not", "is", "does", "any", "of"}
_TESTING = {
    "answered",
    "unknown",
    "more",
    "less",
    "than",
    "at",
    "least",
    "most",
    "includes",
    "include",
    "ranks",
    "first",
}
RESERVED = frozenset(_JOINING | _TESTING)
BARE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}")


def write(expression: Expression) -> str:
    """The condition as text; `parse` of it gives the same condition back."""
    match expression:
        case All(parts):
            return " and ".join(_inside(part, All, Either) for part in parts)
        case Either(parts):
            return " or ".join(_inside(part, Either) for part in parts)
        case Not(part):
            return f"not {_inside(part, All, Either)}"
        case Chose(name, Relation.any_of | Relation.none_of as relation, codes):
            return f"{name} {relation} ({', '.join(map(_code, codes))})"
        case Chose(name, Relation.first, codes):
            return f"{name} ranks {_code(codes[0])} first"
        case Chose(name, relation, codes):
            return f"{name} {relation} {_code(codes[0])}"
        case Counts(name, comparison, number):
            return f"{name} {comparison} {number_words(number)}"
        case Stands(name, standing):
            return f"{name} {standing}"
        case _:
            assert_never(expression)


def _inside(part: Expression, *brackets: type) -> str:
    return f"({write(part)})" if isinstance(part, brackets) else write(part)


def _code(code: str) -> str:
    return code if BARE.fullmatch(code) and code.lower() not in RESERVED else f'"{code}"'


def number_words(number: Decimal) -> str:
    """A number in its plain form: `5`, `2.5`, `100`."""
    return f"{number.normalize():f}"
