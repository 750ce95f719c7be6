"""How long answering takes: a guess with time to read and to think, for the person who decides what to leave out."""

from collections.abc import Mapping

from surveys.definition import Definition, Question, QuestionKind
from surveys.questions import is_open
from surveys.reading import words
from surveys.wording import said

AROUND = 60  # seconds: who is answering, checking the answers, the goodbye
CHOOSING, WRITING = 15, 40  # seconds to think of an answer, beside reading the question
WORDS_A_SECOND = 2.0  # slow, careful reading on a phone
_THINKING: Mapping[QuestionKind, int] = {
    QuestionKind.many: 20,
    QuestionKind.picture_choice: 20,
    QuestionKind.rank: 35,
    QuestionKind.short_text: 20,
    QuestionKind.information: 5,
    QuestionKind.drawing: 90,
    QuestionKind.photo: 60,
}


def seconds(question: Question) -> float:
    """About how long one screen takes."""
    texts = [question.stem, question.text, question.hint, *(option.text for option in question.options)]
    reading = sum(len(words(said(text, "en"))) for text in texts) / WORDS_A_SECOND
    return reading + _THINKING.get(question.kind, WRITING if is_open(question) else CHOOSING)


def minutes(definition: Definition) -> int:
    """About how long a survey takes somebody who is asked everything, one turn of each repeat; at least 1."""
    screens = (step.question for step in definition.steps if step.turn in {None, 1})
    return max(1, round((AROUND + sum(map(seconds, screens))) / 60))
