"""The rules of a survey as plain lists, for a machine that cannot read the language of conditions: the script that decides
what comes next on a phone without signal (engage/static/offline/way.js, which a test proves equal to `way`)."""

from collections.abc import Iterator
from typing import Any, TypeAlias, assert_never

from surveys.answers import Problem
from surveys.definition import Definition, Route
from surveys.logic.expression import All, Chose, Counts, Either, Expression, Not, Stands, names
from surveys.logic.reading import parse
from surveys.logic.writing import number_words
from surveys.steps import counts_as

Plain: TypeAlias = Any  # what JSON can hold


def compiled(definition: Definition) -> dict[str, Plain]:
    """`steps`: [id, root, section, turn, repeat, is last of its root]; `parts` and `shows`: the condition of a section
    and of a question, where there is one that can be read; `routes`: [condition or null, where to], by question."""
    return {
        "steps": [
            [one.id, one.root, one.section, one.turn or 0, one.repeat or "", int(one.is_last_of_root)]
            for one in definition.steps
        ],
        "parts": _readable({one.id: one.show_if for one in definition.sections}),
        "shows": _readable({one.id: one.show_if for one in definition.questions}),
        "routes": {one.id: routes for one in definition.questions if (routes := [*_routes(one.routes)])},
    }


def looked_at(definition: Definition) -> frozenset[str]:
    """The ids of the screens whose answers steer the way: named by a rule, how often a repeat asks, or passed before a
    rule leads on."""
    written = [
        *(section.show_if for section in definition.sections),
        *(question.show_if for question in definition.questions),
        *(route.when for question in definition.questions for route in question.routes),
    ]
    read = [parse(condition) for condition in written if condition.strip()]
    named = {name for one in read if not isinstance(one, Problem) for name in names(one)}
    named |= {step.repeat for step in definition.steps if step.repeat}
    leading = {one.id for one in definition.questions if any(route.when.strip() for route in one.routes)}
    return frozenset(
        one.id
        for one in definition.steps
        if named & {one.id, counts_as(one.id)} or (one.is_last_of_root and one.root in leading)
    )


def _readable(conditions: dict[str, str]) -> dict[str, Plain]:
    """A condition that is empty or can't be read leaves nobody out, so it need not be there."""
    found = {id: parse(condition) for id, condition in conditions.items() if condition.strip()}
    return {id: _plain(read) for id, read in found.items() if not isinstance(read, Problem)}


def _routes(routes: tuple[Route, ...]) -> Iterator[list[Plain]]:
    """An empty condition is for everybody; along a route that can't be read nobody goes."""
    for route in routes:
        read = parse(route.when) if route.when.strip() else None
        if not isinstance(read, Problem):
            yield [_plain(read) if read else None, route.to]


def _plain(expression: Expression) -> list[Plain]:
    match expression:
        case All(parts):
            return ["all", *map(_plain, parts)]
        case Either(parts):
            return ["either", *map(_plain, parts)]
        case Not(part):
            return ["not", _plain(part)]
        case Chose(name, relation, codes):
            return ["chose", name, relation.value, list(codes)]
        case Counts(name, comparison, number):
            return ["counts", name, comparison.value, number_words(number)]
        case Stands(name, standing):
            return ["stands", name, standing.value]
        case _:
            assert_never(expression)
