"""What the types in which one writes have in common: words, column and cell."""

from surveys.answers import SKIPPED, STATE_EXPORT, STATE_WORDS, AnswerState, Given, Problem
from surveys.definition import Question, said
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Posted

N_ = str
WRITE_HERE = N_("Write your answer on the lines.")


def read_words(question: Question, form: Posted, *, lines: bool) -> Given | Problem:
    """The words written, or a way of not answering. Words win over a quiet pick: a radio can't be taken off again."""
    if pressed := posted.pressed(question, form):
        return pressed
    text = posted.words(question, form, lines=lines)
    if isinstance(text, Problem):
        return text
    return Given(AnswerState.given, text=text) if text else posted.quiet(question, form) or SKIPPED


def shown(given: Given, language: str) -> str:
    """What was written, or in words why nothing was."""
    return given.text if given.is_given else said(STATE_WORDS[given.state], language)


def column(question: Question) -> Column:
    return choosing.column(question)


def cell(given: Given | None) -> str:
    """What was written, for one cell of an export."""
    if given is None:
        return ""
    return given.text if given.is_given else STATE_EXPORT[given.state]
