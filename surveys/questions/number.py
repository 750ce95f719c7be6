"""A number, with a unit where the survey has one. Kept plain (`12.5`), whatever marks and digits it was typed with."""

import re
import unicodedata
from decimal import Decimal

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question, said
from surveys.questions import posted
from surveys.questions.shape import Control, Paper
from surveys.questions.writing import Writing

N_ = str
AFTER_POINT = N_("Write %(most)s digits at most after the point")
ONE_AFTER_POINT = N_("Write one digit at most after the point")
FROM_TO = N_("Write a number from %(least)s to %(most)s")
OR_MORE = N_("Write %(least)s or more")
OR_LESS = N_("Write %(most)s or less")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_BETWEEN_THOUSANDS = re.compile(r"(?<=[0-9])[, \u00a0\u202f'](?=[0-9]{3}(?![0-9]))")
_RAISED = "²³¹⁰⁴⁵⁶⁷⁸⁹"


class Number(Writing):
    name = "A number"
    about = "People write a number, such as how many weeks they waited."
    shows = Control.number
    is_open = False
    is_number = True

    def read_text(self, question: Question, text: str) -> Given | Problem:
        number = _number(text, question)
        if number is None:
            return Problem(posted.ANSWER, N_("Write a number, such as 12"))
        return _in_range(question, number) or Given(AnswerState.given, text=plain(number))

    def in_words(self, question: Question, given: Given, language: str) -> str:
        return f"{given.text} {said(question.unit, language)}".strip()

    def paper(self, question: Question, language: str) -> Paper:
        return Paper(N_("Write a number on the line."), lines=(said(question.unit, language),))

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        low, high = question.low, question.high
        if low is not None and high is not None and low > high:
            return (Problem("high", "Make the highest number larger than the lowest"),)
        return ()


def plain(number: Decimal) -> str:
    """The number as it is kept: no exponent, no needless noughts."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _number(raw: str, question: Question) -> Decimal | None:
    """The number in what was typed: any script's digits, commas or spaces between thousands, a comma for the point as
    many phones have it, its unit before or after."""
    text = "".join(_digit(letter) for letter in raw.casefold()).replace("£", "")
    for words in question.unit.values():
        text = text.replace(words.casefold(), "")
    text = _BETWEEN_THOUSANDS.sub("", text.strip()).replace("٫", ".")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return letter if value is None or letter in _RAISED else str(value)


def _in_range(question: Question, number: Decimal) -> Problem | None:
    low, high = question.low, question.high
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        return _out_of_range(low, high)
    if number != round(number, question.decimals):
        if question.decimals == 0:
            return Problem(posted.ANSWER, N_("Write a whole number, without a point"))
        if question.decimals == 1:
            return Problem(posted.ANSWER, ONE_AFTER_POINT)
        return Problem.with_values(posted.ANSWER, AFTER_POINT, most=str(question.decimals))
    return None


def _out_of_range(low: float | None, high: float | None) -> Problem:
    least, most = (plain(Decimal(str(end))) if end is not None else "" for end in (low, high))
    if least and most:
        return Problem.with_values(posted.ANSWER, FROM_TO, least=least, most=most)
    if least:
        return Problem.with_values(posted.ANSWER, OR_MORE, least=least)
    return Problem.with_values(posted.ANSWER, OR_LESS, most=most)


TYPE = Number()
