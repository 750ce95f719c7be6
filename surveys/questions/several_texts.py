"""Several short texts on one page, each on a line of its own: three things that would help. The options are the labels of
the lines. Kept as the codes of the lines that were filled in, and their words one a line."""

from collections.abc import Mapping

from surveys.answers import SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import choosing, posted, writing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Several short answers"
about: str = "People write a few words on each of several lines, such as three things that would help."
is_open: bool = True

LINES = tuple(Option(code=f"line{n}", text={"en": str(n)}) for n in (1, 2, 3))


def control(question: Question, /) -> Control:
    return Control.lines


def how(question: Question, /) -> str:
    return ""


def labels(question: Question) -> tuple[Option, ...]:
    """The lines to fill in; three numbered ones where the survey names none."""
    return question.options or LINES


def field_of(code: str) -> str:
    """The form field of one line."""
    return f"{posted.ANSWER}.{code}"


def read(question: Question, form: Posted, /) -> Given | Problem:
    if pressed := posted.pressed(question, form):
        return pressed
    filled: dict[str, str] = {}
    for label in labels(question):
        words = posted.field(form, field_of(label.code), question.max_length)
        if isinstance(words, Problem):
            return words
        if words:
            filled[label.code] = words
    if not filled:
        return posted.quiet(question, form) or SKIPPED
    return Given(AnswerState.given, tuple(filled), "\n".join(filled.values()))


def lines_of(given: Given | None) -> Mapping[str, str]:
    """The words on each line, by its code."""
    return dict(zip(given.choices, given.text.split("\n"), strict=False)) if given else {}


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return ()


def show(question: Question, given: Given, language: str, /) -> str:
    return writing.shown(given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    heading = choosing.heading(question)
    each = (
        Column(f"{question.id}.{label.code}", f"{heading} – {said(label.text, 'en')}")
        for label in labels(question)
    )
    return (Column(question.id, heading), *each)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    """All lines in one cell, then each in its own."""
    lines = lines_of(given)
    return (writing.cell(given), *(lines.get(label.code, "") for label in labels(question)))


def counted(question: Question, /) -> tuple[Option, ...]:
    return ()


def paper(question: Question, language: str, /) -> Paper:
    return Paper(writing.WRITE_HERE, lines=tuple(said(label.text, language) for label in labels(question)))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return (
        (Problem("options", "Enter words for every line, or take the empty one out"),)
        if any(not label.text.get("en") for label in labels(question))
        else ()
    )
