"""An answer as the fields of a form, so that a page can show it in its controls: what `read` makes an answer of, turned round."""

from collections.abc import Mapping
from typing import assert_never

from surveys.answers import AnswerState, Given
from surveys.definition import Question
from surveys.questions import dating, posted, rank, several_texts, type_of
from surveys.questions.shape import Control

Fields = Mapping[str, tuple[str, ...]]


def fields_of(question: Question, given: Given | None) -> Fields:
    """The fields with which `read` gives this answer again; none for a question that was not answered."""
    if given is None:
        return {}
    if given.state is not AnswerState.given:
        return {posted.ANSWER: (posted.pick_of(given.state),)}
    found = _given(question, given)
    return {name: values for name, values in found.items() if any(values)}


def _given(question: Question, given: Given) -> Fields:
    match type_of(question.kind).control(question):
        case Control.radios | Control.ticks:
            return {posted.ANSWER: given.choices, posted.OTHER: (given.text,)}
        case Control.ranks:
            return {rank.field_of(code): (str(n),) for n, code in enumerate(given.choices, start=1)}
        case Control.line | Control.box | Control.number:
            return {posted.ANSWER: (given.text,)}
        case Control.lines:
            lines = several_texts.lines_of(given)
            return {several_texts.field_of(code): (words,) for code, words in lines.items()}
        case Control.date | Control.month:
            return _dated(given.text)
        case Control.file:
            return {posted.ANSWER: given.choices, posted.WORDS: (given.text,)}
        case Control.nothing:
            return {}
        case never:
            assert_never(never)


def _dated(text: str) -> Fields:
    year, month, day = [*text.split("-"), "", ""][:3]
    return {dating.DAY: (_plain(day),), dating.MONTH: (_plain(month),), dating.YEAR: (year,)}


def _plain(number: str) -> str:
    return number.lstrip("0")
