"""A condition as lines to choose from, and back: each line says which answer of which question, all of them together or any
one. What lines can't say is left as it was written."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from surveys.answers import Problem
from surveys.logic import Expression, parse, write
from surveys.logic.expression import (
    All,
    Chose,
    Comparison,
    Counts,
    Either,
    Not,
    Relation,
    Standing,
    Stands,
)

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


class Join(StrEnum):
    all = "all"
    any = "any"


class Says(StrEnum):
    """How a line reads on after “They”."""

    said = "said"
    else_ = "else"
    more = "more"
    less = "less"
    at_least = "at_least"
    at_most = "at_most"


_COMPARED: Mapping[Says, Comparison] = {
    Says.more: Comparison.more,
    Says.less: Comparison.less,
    Says.at_least: Comparison.at_least,
    Says.at_most: Comparison.at_most,
}
_COMPARES = {comparison: says for says, comparison in _COMPARED.items()}


@dataclass(frozen=True)
class Line:
    """`what` names question and answer (see `topics`), `number` is for a question with a number."""

    what: str
    says: Says = Says.said
    number: str = ""

    @property
    def name(self) -> str:
        return self.what.partition(":")[0]


@dataclass(frozen=True)
class Lines:
    """A whole condition; none at all is for everybody."""

    lines: tuple[Line, ...] = ()
    join: Join = Join.all


def lines_of(condition: str, counted: Collection[str] = ()) -> Lines | None:
    """A condition as lines; None when they can't say it. `counted` are the names of questions that ask for a number."""
    if not condition.strip():
        return Lines()
    read = parse(condition)
    found = None if isinstance(read, Problem) else _lines(read)
    return found and Lines(tuple(_numbered(line, counted) for line in found.lines), found.join)


def _numbered(line: Line, counted: Collection[str]) -> Line:
    """`q is 5` of a question that asks for a number is about its number."""
    name, what, code = line.what.split(":", 2)
    return Line(f"{name}:number:", line.says, code) if what == "is" and name in counted else line


def _lines(expression: Expression) -> Lines | None:
    match expression:
        case Chose(name, Relation.any_of, codes):
            join = Join.any if len(codes) > 1 else Join.all
            return Lines(tuple(Line(f"{name}:is:{code}") for code in codes), join)
        case Either(parts):
            each = [_line(part) for part in parts]
            return Lines(tuple(line for line in each if line), Join.any) if all(each) else None
        case All(parts):
            several = [_as_many(part) for part in parts]
            return Lines(tuple(line for lines in several for line in lines)) if all(several) else None
        case _:
            lines = _as_many(expression)
            return Lines(lines) if lines else None


def _as_many(expression: Expression) -> tuple[Line, ...]:
    """One line, or one for each answer that was not given; none when lines can't say it."""
    if isinstance(expression, Chose) and expression.relation is Relation.none_of:
        return tuple(Line(f"{expression.name}:is:{code}", Says.else_) for code in expression.codes)
    line = _line(expression)
    return (line,) if line else ()


def _line(expression: Expression) -> Line | None:
    match expression:
        case Chose(name, Relation.is_ | Relation.includes, (code,)):
            return Line(f"{name}:is:{code}")
        case Chose(name, Relation.is_not | Relation.excludes, (code,)):
            return Line(f"{name}:is:{code}", Says.else_)
        case Chose(name, Relation.first, (code,)):
            return Line(f"{name}:first:{code}")
        case Counts(name, comparison, number):
            return Line(f"{name}:number:", _COMPARES[comparison], f"{number.normalize():f}")
        case Stands(name, standing):
            return Line(f"{name}:{standing.name}:")
        case Not(Chose(name, Relation.first, (code,))):
            return Line(f"{name}:first:{code}", Says.else_)
        case _:
            return None


def condition_of(
    lines: Lines, several: Collection[str] = (), counted: Collection[str] = (), before: str = ""
) -> str:
    """The lines as a condition; `before` comes back as it was when the lines say just that. `several` are the names of
    questions in which several answers can be chosen."""
    if lines == lines_of(before, counted):
        return before
    parts = tuple(_expression(line, several) for line in lines.lines)
    if not parts:
        return ""
    if len(parts) == 1:
        return write(parts[0])
    return write(All(parts) if lines.join is Join.all else Either(parts))


def _expression(line: Line, several: Collection[str]) -> Expression:
    name, what, code = line.what.split(":", 2)
    if what == "number":
        if line.says in _COMPARED:
            return Counts(name, _COMPARED[line.says], Decimal(line.number))
        is_it = Relation.is_ if line.says is Says.said else Relation.is_not
        return Chose(name, is_it, (line.number,))
    if what == "first":
        first = Chose(name, Relation.first, (code,))
        return first if line.says is Says.said else Not(first)
    if what in Standing.__members__:
        standing = Standing[what]
        return Stands(name, standing if line.says is Says.said else _OTHERWISE[standing])
    if name in several:
        return Chose(name, Relation.includes if line.says is Says.said else Relation.excludes, (code,))
    return Chose(name, Relation.is_ if line.says is Says.said else Relation.is_not, (code,))


# “something else than” not knowing is an answer, as “is not yes” is another answer than yes
_OTHERWISE = {
    Standing.answered: Standing.not_answered,
    Standing.not_answered: Standing.answered,
    Standing.unknown: Standing.answered,
}


def number_in(raw: str) -> str | None:
    """A number in its plain form, or None."""
    text = raw.strip().replace(",", "")
    return f"{Decimal(text).normalize():f}" if _NUMBER.fullmatch(text) else None
