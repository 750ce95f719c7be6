"""Several short texts on one page, each on a line of its own: three things that would help. The options are the labels of
the lines. Kept as the codes of the lines that were filled in, and their words one a line."""

from collections.abc import Mapping

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import posted
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Column, Control, Paper, Posted
from surveys.questions.writing import WRITE_HERE

LINES = tuple(Option(code=f"line{n}", text={"en": str(n)}) for n in (1, 2, 3))


class SeveralTexts(QuestionType):
    name = "Several short answers"
    about = "People write a few words on each of several lines, such as three things that would help."
    shows = Control.lines
    is_open = True

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        filled: dict[str, str] = {}
        for label in labels(question):
            words = posted.field(form, field_of(label.code), question.max_length)
            if isinstance(words, Problem):
                return words
            if words:
                filled[label.code] = words
        return Given(AnswerState.given, tuple(filled), "\n".join(filled.values())) if filled else None

    def columns(self, question: Question) -> tuple[Column, ...]:
        return (Column.of(question), *(Column.part(question, label) for label in labels(question)))

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        """All lines in one cell, then each in its own."""
        lines = lines_of(given)
        return (self.cell(question, given), *(lines.get(label.code, "") for label in labels(question)))

    def paper(self, question: Question, language: str) -> Paper:
        return Paper(WRITE_HERE, lines=tuple(said(label.text, language) for label in labels(question)))

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        if any(not label.text.get("en") for label in labels(question)):
            return (Problem("options", "Enter words for every line, or take the empty one out"),)
        return ()


def labels(question: Question) -> tuple[Option, ...]:
    """The lines to fill in; three numbered ones where the survey names none."""
    return question.options or LINES


def field_of(code: str) -> str:
    """The form field of one line."""
    return f"{posted.ANSWER}.{code}"


def lines_of(given: Given | None) -> Mapping[str, str]:
    """The words on each line, by its code."""
    return dict(zip(given.choices, given.text.split("\n"), strict=False)) if given else {}


TYPE = SeveralTexts()
