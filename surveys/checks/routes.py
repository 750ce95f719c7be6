"""Whether routes lead somewhere ahead, to somebody who is asked there, and leave no question that nobody comes to."""

from collections.abc import Iterator

from surveys.checks.remarks import Remark, must, should
from surveys.definition import Definition, Question, QuestionKind, Route
from surveys.logic.deciding import Decider
from surveys.logic.expression import All, Expression
from surveys.logic.naming import END, place_words, question_words
from surveys.logic.reaching import is_for_everybody, is_readable, passed_over, place_of, when_of
from surveys.logic.writing import write
from surveys.steps import asked_in_turns

FIELD = "routes"


def about_routes(definition: Definition, decider: Decider) -> Iterator[Remark]:
    """What is wrong with routes, question by question."""
    over = passed_over(definition, decider)
    for question in definition.questions:
        if question.id in over:
            yield must(
                "Nobody comes to this question: every way goes past it. Change the routes before it", question
            )
        yield from _about_order(question, definition, decider)
        for route in question.routes:
            wrong = _wrong_place(route, question, definition)
            if wrong:
                yield must(wrong, question, FIELD)
            else:
                yield from _about_going(route, question, definition, decider)


def _wrong_place(route: Route, question: Question, definition: Definition) -> str:
    """Why a route can't be taken, or ""."""
    there, here = place_of(route.to, definition), definition.questions.index(question)
    words = place_words(route.to, definition)
    if there is None and definition.section(route.to):
        return f"A route leads to {words}, which has no questions yet. Choose another place"
    if there is None:
        return "A route leads to a place that is not here any more. Choose where to go on"
    if there <= here:
        back = "itself" if route.to == question.id else words
        return f"A route leads back to {back}. People only go forward: choose a place that comes later"
    if _is_inside_a_repeat(route.to, question, definition):
        return (
            f"A route leads to {words}, into the middle of what is asked several times. Go to its beginning"
        )
    return ""


def _is_inside_a_repeat(to: str, question: Question, definition: Definition) -> bool:
    """Whether a route would begin at a repeated question without asking how many there are."""
    section = definition.section_of(to)
    repeated = [one.id for one in asked_in_turns(section.questions)] if section else []
    return to in repeated and question.id not in repeated


def _about_order(question: Question, definition: Definition, decider: Decider) -> Iterator[Remark]:
    """The first route that fits is taken, so a second of the same condition never is."""
    seen: dict[Expression, None] = {}
    is_over = False
    for route in question.routes:
        when = when_of(route)
        words = place_words(route.to, definition)
        if is_over:
            yield should(
                f"Nobody takes the route to {words}: the one before it is for everybody. Take one out",
                question,
                FIELD,
            )
        elif when is not None and write(when) in map(write, seen):
            yield should(
                f"Nobody takes the route to {words}: the same people have a route before it. Take one out",
                question,
                FIELD,
            )
        if when is not None:
            seen[when] = None
        is_over = is_over or is_for_everybody(route, question, decider)


def _about_going(
    route: Route, question: Question, definition: Definition, decider: Decider
) -> Iterator[Remark]:
    """What happens to those who take it."""
    there, here = place_of(route.to, definition), definition.questions.index(question)
    words = place_words(route.to, definition)
    for missed in definition.questions[here + 1 : there]:
        if missed.kind is QuestionKind.consent:
            yield should(
                f"The route to {words} goes past {question_words(missed, definition)}. Ask for consent first",
                question,
                FIELD,
            )
    if route.to == END or there is None or not is_readable(route):
        return
    target, when = definition.questions[there], when_of(route)
    shown = decider.shown(target)
    if shown is None or decider.nobody(shown, target.id) or (when and decider.nobody(when, question.id)):
        return
    if when is not None and decider.nobody(All((when, shown)), target.id):
        yield should(
            f"Whoever takes the route to {words} is not shown the question there. Change one of the two",
            question,
            FIELD,
        )
