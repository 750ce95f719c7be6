"""Parts of a survey, purely: reword one, add one, take an empty one out."""

from surveys.definition import EASY, Definition, Section
from surveys.editing import changed


def section_named(definition: Definition, id: str) -> Section | None:
    """The part with this id."""
    return next((section for section in definition.sections if section.id == id), None)


def with_section(definition: Definition, section: Section) -> Definition:
    """With new words for the part of the same id; at the end when there is none yet."""
    known = section_named(definition, section.id) is not None
    sections = tuple(section if one.id == section.id else one for one in definition.sections)
    return changed(definition, sections=sections if known else (*sections, section))


def reworded(section: Section, title: str, title_easy: str, intro: str, intro_easy: str) -> Section:
    """The part with other words."""
    return changed(section, title={"en": title, EASY: title_easy}, intro={"en": intro, EASY: intro_easy})


def new_section(definition: Definition) -> Section:
    """An empty part with an id of its own."""
    taken = {section.id for section in definition.sections}
    return Section(id=next(f"s_{n}" for n in range(1, len(taken) + 2) if f"s_{n}" not in taken))


def without_section(definition: Definition, id: str) -> Definition:
    """Without a part; the questions in it go to the part before, or the one after."""
    place = next((n for n, section in enumerate(definition.sections) if section.id == id), None)
    if place is None or len(definition.sections) < 2:
        return definition
    gone = definition.sections[place]
    rest = [*definition.sections[:place], *definition.sections[place + 1 :]]
    to = max(place - 1, 0)
    joined = (*rest[to].questions, *gone.questions) if place else (*gone.questions, *rest[to].questions)
    rest[to] = changed(rest[to], questions=joined)
    return changed(definition, sections=tuple(rest))
