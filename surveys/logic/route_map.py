"""The map of a survey: every question in order, who is shown it and where people go on, each rule with its number and its
English. How it is drawn is a page's."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from surveys.answers import Problem
from surveys.definition import Definition, Question, Route, Section, said
from surveys.logic.english import asked_of, goes_on, shown_to
from surveys.logic.naming import END
from surveys.logic.reaching import is_readable, leads_ahead, place_of
from surveys.logic.reading import parse
from surveys.piping import without_pipes
from surveys.steps import asked_in_turns

UNREAD = "Shown to everybody, because the condition can’t be read"
NOT_TAKEN = "Nobody goes this way yet"


@dataclass(frozen=True)
class Rule:
    """One condition or route. `number` counts through the whole survey; a route leads `to` the id of a question or to
    `end`, which has the number `to_number`; one that is never taken leads nowhere."""

    number: int
    words: str
    to: str = ""
    to_number: int | None = None


@dataclass(frozen=True)
class Stop:
    """A question on the map. `number` is its place in the survey."""

    id: str
    number: int
    words: str
    only: Rule | None
    routes: tuple[Rule, ...]
    is_repeated: bool = False


@dataclass(frozen=True)
class Part:
    """A section with its questions."""

    id: str
    number: int
    title: str
    only: Rule | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Edge:
    """A way from one question to another, or to the end: straight on, or along the rule of this number."""

    start: str
    to: str
    rule: int | None


@dataclass(frozen=True)
class RouteMap:
    """The whole survey."""

    parts: tuple[Part, ...]

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(stop for part in self.parts for stop in part.stops)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the numbers."""
        found = [part.only for part in self.parts]
        found += [rule for stop in self.stops for rule in (stop.only, *stop.routes)]
        return tuple(sorted((rule for rule in found if rule), key=lambda rule: rule.number))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Straight on from each question to the next, and every route that leads ahead."""
        ids = [*(stop.id for stop in self.stops), END]
        on = [Edge(start, to, None) for start, to in pairwise(ids)]
        away = [Edge(stop.id, rule.to, rule.number) for stop in self.stops for rule in stop.routes if rule.to]
        return (*on, *away)


def route_map(definition: Definition) -> RouteMap:
    """The map, its rules numbered from 1 in the order they are met."""
    numbers = iter(range(1, 1 + _most_rules(definition)))
    return RouteMap(tuple(_parts(definition, numbers)))


def _most_rules(definition: Definition) -> int:
    return len(definition.sections) + sum(1 + len(question.routes) for question in definition.questions)


def _parts(definition: Definition, numbers: Iterator[int]) -> Iterator[Part]:
    place = 0
    for n, section in enumerate(definition.sections, start=1):
        only = _only(section.show_if, asked_of(section, definition), numbers)
        stops = []
        for question in section.questions:
            place += 1
            stops.append(_stop(question, place, section, definition, numbers))
        yield Part(section.id, n, said(section.title, "en"), only, tuple(stops))


def _stop(
    question: Question, place: int, section: Section, definition: Definition, numbers: Iterator[int]
) -> Stop:
    only = _only(question.show_if, shown_to(question, definition), numbers)
    routes = tuple(_route(route, question, definition, next(numbers)) for route in question.routes)
    is_repeated = question in asked_in_turns(section.questions)
    return Stop(question.id, place, without_pipes(said(question.text, "en")), only, routes, is_repeated)


def _only(condition: str, words: str, numbers: Iterator[int]) -> Rule | None:
    if not condition.strip():
        return None
    return Rule(next(numbers), UNREAD if isinstance(parse(condition), Problem) else words)


def _route(route: Route, question: Question, definition: Definition, number: int) -> Rule:
    words = goes_on(route, question, definition)
    there = place_of(route.to, definition)
    if there is None or not (is_readable(route) and leads_ahead(route, question, definition)):
        return Rule(number, f"{words} ({NOT_TAKEN[0].lower()}{NOT_TAKEN[1:]})")
    if route.to == END:
        return Rule(number, words, END)
    return Rule(number, words, definition.questions[there].id, there + 1)
