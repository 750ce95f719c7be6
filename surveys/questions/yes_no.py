"""Yes or no. Not being sure is no third answer to count with them: it is kept as “I don’t know”, in this type's own words."""

from surveys.answers import AnswerState, Given
from surveys.definition import Option, Question, said
from surveys.questions.choosing import ChoosingOne, worded

N_ = str
ANSWERS: tuple[Option, ...] = (
    Option(code="yes", text={"en": N_("Yes")}, symbol="yes"),
    Option(code="no", text={"en": N_("No")}, symbol="no"),
)
NOT_SURE = {"en": N_("I’m not sure")}


class YesNo(ChoosingOne):
    name = "Yes, no or not sure"
    about = "People choose yes or no, or say that they are not sure."

    def options(self, question: Question) -> tuple[Option, ...]:
        return worded(question, ANSWERS)

    def show(self, question: Question, given: Given, language: str) -> str:
        is_unsure = given.state is AnswerState.dont_know
        return said(NOT_SURE, language) if is_unsure else super().show(question, given, language)


TYPE = YesNo()
