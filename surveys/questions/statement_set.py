"""Several statements with the same answers: written as one question, answered one statement a screen. Each screen is a
question of its own (`surveys.steps`), so nothing is ever read or counted here; this is what the set says of itself."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import agreement_scale
from surveys.questions.choosing import ChoosingOne, missing
from surveys.questions.shape import Column, Posted


class StatementSet(ChoosingOne):
    name = "Several statements"
    about = "People say yes or no, or how much they agree, to one statement after the other, each on its own screen."

    def options(self, question: Question) -> tuple[Option, ...]:
        """The answers every statement has: the set's own, or how much one agrees."""
        return question.options or agreement_scale.TYPE.options(question)

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        return None

    def columns(self, question: Question) -> tuple[Column, ...]:
        return ()

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        return ()

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        found = missing(question.options) if question.options else ()
        if not question.statements:
            return (*found, Problem("statements", "Write one statement or more"))
        if any(not statement.text.get("en") for statement in question.statements):
            return (
                *found,
                Problem("statements", "Enter words for every statement, or take the empty one out"),
            )
        return found


TYPE = StatementSet()
