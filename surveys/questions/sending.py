"""The question types with a file: something recorded, photographed or drawn, words instead or as well. The file
is cleaned and kept elsewhere (`surveys.attachments`); an answer names it by its id. What a person of the staff writes
down of it counts as its words."""

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question
from surveys.questions import posted
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Column, Control, Posted

N_ = str
TOO_MANY = N_("Send %(most)s at most. Take one out first")


def most_files(question: Question) -> int:
    """How many files an answer may have."""
    return question.most or 1


class Sending(QuestionType):
    """A file, words, or both. `one` says that a file was sent, for the person who sent it; a msgid."""

    shows = Control.file
    is_open = True
    paper_lines = 6
    one: str

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        words = posted.field(form, posted.WORDS, question.max_length, lines=True)
        if isinstance(words, Problem):
            return words
        files = posted.files(form)
        if len(files) > (most := most_files(question)):
            return Problem.with_values(posted.ANSWER, TOO_MANY, most=str(most))
        return Given(AnswerState.given, files, words) if files or words else None

    def in_words(self, question: Question, given: Given, language: str) -> str:
        """That something was sent, and the words that came with it."""
        sent = [self.one] * len(given.choices)
        return "\n".join([*sent, *filter(None, [given.text])])

    def columns(self, question: Question) -> tuple[Column, ...]:
        """The words, and how many files came with them; files never leave with an export."""
        whole = Column.of(question)
        return whole, Column(f"{question.id}.files", f"{whole.heading} – how many files came")

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        many = str(len(given.choices)) if given and given.is_given else ""
        return self.cell(question, given), many
