"""A day, month and year, such as when a letter came. Kept as `2026-11-24`. Never meant for birthdays (see `checks`)."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question
from surveys.questions import dating
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Control, Paper, Posted

N_ = str


class Date(QuestionType):
    name = "A date"
    about = "People say a day, such as when a letter came. Don’t ask for birthdays."
    shows = Control.date

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        if dating.is_empty(form, dating.DAY, dating.MONTH, dating.YEAR):
            return None
        found = dating.read_day(form)
        return found if isinstance(found, Problem) else Given(AnswerState.given, text=found.isoformat())

    def in_words(self, question: Question, given: Given, language: str) -> str:
        month, _, day = given.text.rpartition("-")
        return f"{int(day)} {dating.month_words(month)}" if day.isdecimal() and month else given.text

    def paper(self, question: Question, language: str) -> Paper:
        lines = (N_("Day"), N_("Month"), N_("Year"))
        return Paper(N_("Write the day, the month and the year."), lines=lines)


TYPE = Date()
