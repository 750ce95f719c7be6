"""Which questions the ways through a survey get to, told from its routes and conditions alone."""

from surveys.answers import Problem
from surveys.definition import Definition, Question, QuestionKind, Route
from surveys.logic.deciding import Decider
from surveys.logic.expression import Expression
from surveys.logic.naming import END
from surveys.logic.reading import parse
from surveys.steps import asked_in_turns


def when_of(route: Route) -> Expression | None:
    """A route's condition; None for one that is empty (for everybody) or can't be read."""
    read = parse(route.when) if route.when.strip() else None
    return None if isinstance(read, Problem) else read


def is_readable(route: Route) -> bool:
    """Whether a route is ever taken, as far as its writing goes."""
    return not route.when.strip() or when_of(route) is not None


def place_of(to: str, definition: Definition) -> int | None:
    """The place, counted from 0, of the question a route leads to; after the last for the end; None for nowhere."""
    ids = [question.id for question in definition.questions]
    if to == END:
        return len(ids)
    if to in ids:
        return ids.index(to)
    section = definition.section(to)
    return ids.index(section.questions[0].id) if section and section.questions else None


def leads_ahead(route: Route, question: Question, definition: Definition) -> bool:
    """Whether a route leads to a later place."""
    there, here = place_of(route.to, definition), place_of(question.id, definition)
    return there is not None and here is not None and there > here


def is_for_everybody(route: Route, question: Question, decider: Decider) -> bool:
    """Whether everybody who comes to a route goes along it."""
    when = when_of(route)
    return not route.when.strip() or (when is not None and decider.everybody(when, question.id))


def passed_over(definition: Definition, decider: Decider) -> frozenset[str]:
    """The ids of questions that no way comes to, because every way before them jumps past. A question that is come to,
    but whose condition nobody meets, is not among them."""
    questions = definition.questions
    arrived = {0}
    for place, question in enumerate(questions):
        if place not in arrived:
            continue
        shown = decider.shown(question)
        if _may_be_left_out(question, definition) or (
            shown is not None and not decider.everybody(shown, question.id)
        ):
            arrived.add(place + 1)
        if shown is None or not decider.nobody(shown, question.id):
            arrived |= _ways_on(question, place, definition, decider)
    return frozenset(question.id for place, question in enumerate(questions) if place not in arrived)


def _may_be_left_out(question: Question, definition: Definition) -> bool:
    """What follows a repeat is not asked of somebody who said "none"."""
    section = definition.section_of(question.id)
    return section is not None and question in asked_in_turns(section.questions)


def _ways_on(question: Question, place: int, definition: Definition, decider: Decider) -> set[int]:
    """The places that may come after a question that was asked."""
    found: set[int] = set()
    section = definition.section_of(question.id)
    for route in question.routes:
        when = when_of(route)
        if not is_readable(route) or (when is not None and decider.nobody(when, question.id)):
            continue
        there = place_of(route.to, definition)
        found.add(there if there is not None and there > place else place + 1)
        if question.kind is QuestionKind.repeat and definition.section_of(route.to) == section:
            found.add(place + 1)  # only the first turn begins where the route leads
        if is_for_everybody(route, question, decider):
            return found
    return {*found, place + 1}
