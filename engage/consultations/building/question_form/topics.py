"""What a condition can look at: who is answering, and every question asked before, each with the answers it can have. As
groups of one list, so that one choice says which question and which answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.definition import Definition, Question, QuestionKind
from surveys.logic.expression import GROUP, HOW
from surveys.logic.naming import short
from surveys.questions import counted, is_number, takes_several
from surveys.steps import counts_as
from surveys.who import GROUP_NAMES, HOW_NAMES
from surveys.wording import said

_SHORT = 60


@dataclass(frozen=True)
class Topic:
    """One question a condition can look at; `answers` are (value, words), a value such as `q_4kd2mwpx:is:yes`."""

    name: str
    words: str
    answers: tuple[tuple[str, str], ...]
    takes_several: bool = False
    is_counted: bool = False  # it asks for a number
    number: int | None = None  # its place in the survey; said before each answer, for when the list is closed

    @property
    def values(self) -> frozenset[str]:
        return frozenset(value for value, _ in self.answers)


def who_topics() -> tuple[Topic, ...]:
    """What is known before the first question."""
    groups = tuple((f"{GROUP}:is:{code}", words) for code, words in GROUP_NAMES.items())
    ways = tuple((f"{HOW}:is:{code}", words) for code, words in HOW_NAMES.items())
    return Topic(GROUP, "Who is answering", groups), Topic(HOW, "How they answer", ways)


def topics_before(definition: Definition, root: str, *, itself: bool = False) -> tuple[Topic, ...]:
    """Everything asked before a question or section, and who is answering; `itself` with the question's own answers,
    which come first. An id that is not there stands behind everything."""
    before: dict[str, Question] = {}
    own: dict[str, Question] = {}
    for step in definition.steps:
        if root == step.section or (root == step.root and not itself):
            break
        found = own if step.root == root else before
        if own and found is before:
            break
        found[counts_as(step.id)] = step.question
    order = [one.id for one in definition.questions]
    asked = [*own.items(), *reversed(before.items())] if itself else [*before.items()]
    topics = (_topic(name, question, order) for name, question in asked)
    return (*(topic for topic in topics if topic.answers), *who_topics())


def _topic(name: str, question: Question, order: list[str]) -> Topic:
    place = order.index(name.partition(".")[0]) + 1
    words = said(question.text, "en") or "Not worded yet"
    return Topic(
        name,
        f"{place}. {short(words, _SHORT)}",
        tuple(_answers(name, question)),
        takes_several(question),
        is_number(question),
        place,
    )


def _answers(name: str, question: Question) -> Iterator[tuple[str, str]]:
    if question.kind is QuestionKind.information:
        return
    if is_number(question):
        yield f"{name}:number:", "the number they gave"
    else:
        for option in counted(question):
            yield f"{name}:is:{option.code}", said(option.text, "en") or option.code
    if question.kind is QuestionKind.rank:
        for option in counted(question):
            yield f"{name}:first:{option.code}", f"{said(option.text, 'en') or option.code}, as number 1"
    yield f"{name}:answered:", "any answer"
    yield f"{name}:not_answered:", "no answer (skipped, not asked)"
    yield f"{name}:unknown:", "“I don’t know” or “I don’t understand”"
