"""Choose by picture: every answer has a symbol or a picture of its own, shown to everybody, always with its words."""

from dataclasses import replace

from surveys.answers import Given, Problem
from surveys.definition import Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted
from surveys.questions.ticking import ChoosingSeveral


class PictureChoice(ChoosingSeveral):
    name = "Choose a picture"
    about = "People choose from pictures, each with its words."

    def control(self, question: Question) -> Control:
        return Control.radios if _is_one(question) else Control.ticks

    def how(self, question: Question) -> str:
        return choosing.CHOOSE_ONE if _is_one(question) else self.instruction

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        if _is_one(question):
            return choosing.read_one(question, question.options, form)
        return super().read_given(question, form)

    def columns(self, question: Question) -> tuple[Column, ...]:
        return super().columns(question)[: 1 if _is_one(question) else None]

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        return super().row(question, given)[: 1 if _is_one(question) else None]

    def paper(self, question: Question, language: str) -> Paper:
        paper = super().paper(question, language)
        return replace(paper, instruction=choosing.TICK_ONE) if _is_one(question) else paper

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        found = super().gaps(question)
        if any(not option.symbol and not option.picture for option in question.options):
            return (*found, Problem("options", "Choose a picture for every answer"))
        return found


def _is_one(question: Question) -> bool:
    return question.most == 1


TYPE = PictureChoice()
