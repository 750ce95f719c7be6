"""The question types in which one writes."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question
from surveys.questions import posted
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Posted

N_ = str
WRITE_HERE = N_("Write your answer on the lines.")


class Writing(QuestionType):
    """Words, on one line or on `many_lines`. Words win over a quiet pick: a radio can't be taken off again."""

    is_open = True
    many_lines: bool = False
    paper_instruction = WRITE_HERE

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        text = posted.words(question, form, lines=self.many_lines)
        if isinstance(text, Problem) or not text:
            return text or None
        return self.read_text(question, text)

    def read_text(self, question: Question, text: str) -> Given | Problem:
        """An answer from what was written, which is something."""
        return Given(AnswerState.given, text=text)
