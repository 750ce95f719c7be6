"""What every question type can do. A type is a class that says what is special about it; all of it is pure."""

from abc import ABC, abstractmethod

from surveys.answers import SKIPPED, STATE_EXPORT, STATE_WORDS, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import posted
from surveys.questions.shape import Column, Control, Paper, Posted


class QuestionType(ABC):
    """One type of question. `name`, `about`, `instruction` and `paper_instruction` are msgids."""

    name: str  # what staff call it
    about: str  # one sentence about when to use it
    shows: Control
    instruction: str = ""  # what to do, said where the survey's own words do not ("Choose one.")
    paper_instruction: str = ""
    paper_lines: int = 1
    is_open: bool = False  # free text, which becomes passages
    takes_several: bool = False  # one person can choose several options
    is_number: bool = False  # an answer is a number, to be compared with others

    def control(self, question: Question) -> Control:
        """What the page shows to answer with."""
        return self.shows

    def how(self, question: Question) -> str:
        """What to do; empty where the question says it all."""
        return self.instruction

    def read(self, question: Question, form: Posted) -> Given | Problem:
        """What was posted in the fields `answer…`: an answer, a way of not answering, or what to put right. Nothing
        posted is a skip. Never raises, whatever is posted."""
        return self.read_given(question, form) or posted.quiet(question, form) or SKIPPED

    @abstractmethod
    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        """The answer that was posted, or what to put right; None when nothing was answered."""

    def offered(self, question: Question, language: str, given: Given | None) -> tuple[Option, ...]:
        """The options to show in a language, always with the ones already chosen. Empty where one writes."""
        return ()

    def show(self, question: Question, given: Given, language: str) -> str:
        """The answer in words, for the person who gave it."""
        if not given.is_given:
            return said(STATE_WORDS[given.state], language)
        return self.in_words(question, given, language)

    def in_words(self, question: Question, given: Given, language: str) -> str:
        """An answer that was given, in words."""
        return given.text

    def columns(self, question: Question) -> tuple[Column, ...]:
        """The columns this question fills in an export."""
        return (Column.of(question),)

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        """One cell for each column; None is a question that was never reached."""
        return (self.cell(question, given),)

    def cell(self, question: Question, given: Given | None) -> str:
        """The whole answer in one cell."""
        if given is None:
            return ""
        return self.exported(question, given) if given.is_given else STATE_EXPORT[given.state]

    def exported(self, question: Question, given: Given) -> str:
        """An answer that was given as an export says it: plain, in English where words are the survey's."""
        return given.text

    def counted(self, question: Question) -> tuple[Option, ...]:
        """Every option that answers are counted under, in order. Empty where nothing is counted."""
        return ()

    def paper(self, question: Question, language: str) -> Paper:
        """The question's boxes and lines on paper."""
        return Paper(self.paper_instruction, lines=("",) * self.paper_lines)

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        """What is missing before it can be asked, each with the field it belongs to."""
        return ()
