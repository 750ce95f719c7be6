"""A question and its rules on one form, and back; what can be looked at and where people can go depend on its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engage.consultations.building.question_form.filling import form_of
from engage.consultations.building.question_form.reading import read_question, shaped
from engage.consultations.building.question_form.rules import JOIN, read_condition, read_routes, rule_fields
from engage.consultations.building.question_form.topics import Topic, topics_before
from engage.web.forms import Form, Typed, filled
from surveys.answers import Problem
from surveys.definition import Definition, Question, said
from surveys.editing import add_question, changed, replace_question
from surveys.logic.naming import END


@dataclass(frozen=True)
class Place:
    """Where a question stands: what came before it, its own answers first, and what lies ahead by id."""

    before: tuple[Topic, ...]
    own: tuple[Topic, ...]
    ahead: Mapping[str, str]


def within(draft: Definition, question: Question, after: str = "") -> Definition:
    """The draft with this question in it, saved or not: behind `after`, else at the end."""
    if draft.question(question.id):
        return replace_question(draft, question)
    added = add_question(draft, question, after)
    return draft if isinstance(added, Problem) else added


def place_in(whole: Definition, question: Question) -> Place:
    """What the rules of a question may look at and lead to; `whole` has the question in it."""
    return Place(
        topics_before(whole, question.id),
        topics_before(whole, question.id, itself=True),
        ahead_of(whole, question.id),
    )


def ahead_of(definition: Definition, id: str) -> Mapping[str, str]:
    """Every later question and part, and the end, each with its words, in order."""
    found: dict[str, str] = {}
    is_ahead = False
    for section in definition.sections:
        if is_ahead:
            title = said(section.title, "en")
            found[section.id] = f"Part: {title}" if title else "The next part"
        for question in section.questions:
            if is_ahead:
                place = definition.questions.index(question) + 1
                found[question.id] = f"{place}. {said(question.text, 'en') or 'Not worded yet'}"
            is_ahead = is_ahead or question.id == id
    return {**found, END: "The end: check the answers and send them"}


def whole_form(question: Question, place: Place) -> Form:
    """The question and its rules as the fields of the form."""
    rules = filled(rule_fields((*place.before, *place.own), question.show_if, question.routes))
    return Form({**form_of(question).typed, **rules.typed})


def read_whole(
    typed: Typed, question: Question, draft: Definition, pictures: Collection[str] = ()
) -> Question | Form:
    """The question with its rules, or the form with everything to put right. Rules that are not on the page stay."""
    written = read_question(typed, question, pictures)
    if JOIN not in typed:
        return written
    near = written if isinstance(written, Question) else shaped(question, typed)
    after = (typed.get("after") or ("",))[0]
    place = place_in(within(draft, near, after), near)
    show_if, wrong = read_condition(typed, place.before, question.show_if)
    routes, astray = read_routes(typed, place.own, place.ahead, question.routes)
    if isinstance(written, Form):
        return written.wrong(*wrong, *astray)
    if wrong or astray:
        return Form(typed, (*wrong, *astray))
    return changed(written, show_if=show_if, routes=routes)
