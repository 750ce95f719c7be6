"""A month and its year, such as when something began. Kept as `2026-11`."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question
from surveys.questions import dating
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Control, Paper, Posted

N_ = str


class Month(QuestionType):
    name = "A month"
    about = "People say a month and a year, such as when the wait began."
    shows = Control.month

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        if dating.is_empty(form, dating.MONTH, dating.YEAR):
            return None
        found = dating.read_month(form)
        if isinstance(found, Problem):
            return found
        return Given(AnswerState.given, text=f"{found[0]:04}-{found[1]:02}")

    def in_words(self, question: Question, given: Given, language: str) -> str:
        return dating.month_words(given.text)

    def paper(self, question: Question, language: str) -> Paper:
        return Paper(N_("Write the month and the year."), lines=(N_("Month"), N_("Year")))


TYPE = Month()
