"""Choose one answer."""

from surveys.answers import Problem
from surveys.definition import Option, Question
from surveys.questions.choosing import ChoosingOne, missing


class SingleChoice(ChoosingOne):
    name = "Choose one"
    about = "People choose one answer, such as yes, sometimes or no."

    def options(self, question: Question) -> tuple[Option, ...]:
        return question.options

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        return missing(question.options)


TYPE = SingleChoice()
