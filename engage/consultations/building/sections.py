"""Parts of a survey, purely: reword one, add one, take a heading out."""

from collections.abc import Mapping

from surveys.answers import Problem
from surveys.definition import Definition, Section
from surveys.editing import changed
from surveys.steps import asked_in_turns

DIFFERS = Problem(
    "section",
    "Its questions would be asked of other people, or more often. Take its rule out first, or move its questions",
)


def with_section(definition: Definition, section: Section) -> Definition:
    """With new words for the part of the same id; at the end when there is none yet."""
    sections = tuple(section if one.id == section.id else one for one in definition.sections)
    known = definition.section(section.id) is not None
    return changed(definition, sections=sections if known else (*sections, section))


def new_section(definition: Definition) -> Section:
    """An empty part with an id of its own."""
    taken = {section.id for section in definition.sections}
    return Section(id=next(f"s_{n}" for n in range(1, len(taken) + 2) if f"s_{n}" not in taken))


def without_section(definition: Definition, id: str) -> Definition | Problem:
    """Without a part; the questions in it go to the part before, or the one after. `DIFFERS` where that would change who
    is asked what; a way to the part leads to its first question then."""
    gone = definition.section(id)
    if gone is None or len(definition.sections) < 2:
        return definition
    place = definition.sections.index(gone)
    rest = [*definition.sections[:place], *definition.sections[place + 1 :]]
    to = max(place - 1, 0)
    joined = (*rest[to].questions, *gone.questions) if place else (*gone.questions, *rest[to].questions)
    rest[to] = changed(rest[to], questions=joined)
    if gone.questions:
        rest = [_led_to(gone.questions[0].id, id, section) for section in rest]
    after = changed(definition, sections=tuple(rest))
    return after if _asked_of(after) == _asked_of(definition) else DIFFERS


def _asked_of(definition: Definition) -> Mapping[str, tuple[str, bool]]:
    """For each question the condition of its part, and whether it is asked in turns."""
    return {
        question.id: (section.show_if.strip(), question in asked_in_turns(section.questions))
        for section in definition.sections
        for question in section.questions
    }


def _led_to(question: str, part: str, section: Section) -> Section:
    """The section with its ways to a part leading to a question instead."""
    led = (
        changed(one, routes=tuple(changed(way, to=question) if way.to == part else way for way in one.routes))
        for one in section.questions
    )
    return changed(section, questions=tuple(led))
