"""What questions, parts and places are called in sentences for staff."""

from collections.abc import Sequence

from surveys.definition import Definition, Question, said
from surveys.piping import without_pipes
from surveys.steps import root_of

END = "end"


def place_words(to: str, definition: Definition) -> str:
    """Where a route leads: a question or a part by its words, or the page to check the answers."""
    if to == END:
        return "the page to check their answers"
    if question := definition.question(to):
        return question_words(question, definition)
    if section := definition.section(to):
        place = definition.sections.index(section) + 1
        return f"the part “{short(said(section.title, 'en'))}”" if section.title else f"part {place}"
    return "a place that is not here any more"


def question_words(question: Question, definition: Definition) -> str:
    """A question in quotes; by its number where it is not worded yet."""
    words = short(without_pipes(said(question.text, "en")))
    stem = short(without_pipes(said(question.stem, "en")), 40)
    if not words:
        ids = [one.id for one in definition.questions]
        root = root_of(question.id)
        return f"question {ids.index(root) + 1}" if root in ids else "a question that is not here any more"
    return f"“{stem} – {words}”" if stem else f"“{words}”"


def short(words: str, most: int = 70) -> str:
    """The beginning of a text in one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def listed(words: Sequence[str], joint: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} {joint} {last}" if most else last
