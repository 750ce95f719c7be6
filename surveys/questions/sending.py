"""What the types with a file have in common: something recorded, photographed or drawn, words instead or as well. The file
is cleaned and kept elsewhere (`surveys.attachments`); an answer names it by its id. What a person of the staff writes
down of it counts as its words."""

from surveys.answers import SKIPPED, STATE_WORDS, AnswerState, Given, Problem
from surveys.definition import Question, said
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Posted

N_ = str
TOO_MANY = N_("Send %(most)s at most. Take one out first")


def most_files(question: Question) -> int:
    """How many files an answer may have."""
    return question.most or 1


def read_sent(question: Question, form: Posted) -> Given | Problem:
    """The ids of the files that came, and words; or a way of not answering."""
    if pressed := posted.pressed(question, form):
        return pressed
    words = posted.field(form, posted.WORDS, question.max_length, lines=True)
    if isinstance(words, Problem):
        return words
    files = posted.files(form)
    if len(files) > (most := most_files(question)):
        return Problem.with_values(posted.ANSWER, TOO_MANY, most=str(most))
    if not files and not words:
        return posted.quiet(question, form) or SKIPPED
    return Given(AnswerState.given, files, words)


def shown(given: Given, language: str, one: dict[str, str]) -> str:
    """That something was sent, and the words that came with it."""
    if not given.is_given:
        return said(STATE_WORDS[given.state], language)
    sent = [said(one, language)] * len(given.choices)
    return "\n".join([*sent, *filter(None, [given.text])])


def columns_sent(question: Question) -> tuple[Column, ...]:
    """The words, and how many files came with them."""
    heading = choosing.heading(question)
    return Column(question.id, heading), Column(f"{question.id}.files", f"{heading} – how many files came")


def cells_sent(words: str, given: Given | None) -> tuple[str, ...]:
    """The same as cells; files never leave with an export."""
    return (words, str(len(given.choices)) if given and given.is_given else "")
