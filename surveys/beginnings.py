"""What each type of question begins with, so that the person who writes it finds something sensible to change: the usual
list of who answers, three lines to fill, the words that are the same every time."""

import random
from collections.abc import Container, Mapping
from typing import Any

from surveys.question import Option, Question, QuestionKind, new_question_id
from surveys.wording import EASY


def _twin(words: str, easy: str = "") -> dict[str, str]:
    return {"en": words, EASY: easy or words}


def _empty(count: int, prefix: str = "a") -> tuple[Option, ...]:
    return tuple(Option(code=f"{prefix}{n}") for n in range(1, count + 1))


NONE_OF_THESE = Option(code="none", text=_twin("None of these"), symbol="no", exclusive=True)
SOMETHING_ELSE = Option(code="other", text=_twin("Something else"), symbol="talk", says=True)

WHO: tuple[Option, ...] = (
    Option(code="me", text=_twin("I am the young person"), symbol="me"),
    Option(code="parent", text=_twin("I am a parent"), symbol="family"),
    Option(code="grandparent", text=_twin("I am a grandparent"), symbol="family"),
    Option(code="foster_carer", text=_twin("I am a foster carer"), symbol="home"),
    Option(code="sibling", text=_twin("I am a brother or sister"), symbol="friends"),
    Option(
        code="works",
        text=_twin("I work with children or young people", "I work with young people"),
        symbol="work",
    ),
    Option(code="other", text=_twin("Someone else"), symbol="talk", says=True),
)
# a line's number is the same in every language, and Easy Read should not seem to be missing
LINES: tuple[Option, ...] = tuple(Option(code=f"line{n}", text=_twin(str(n))) for n in (1, 2, 3))

_BEGINNINGS: Mapping[QuestionKind, Mapping[str, Any]] = {
    QuestionKind.single_choice: {"options": _empty(2)},
    QuestionKind.many: {"options": (*_empty(2), NONE_OF_THESE)},
    QuestionKind.picture_choice: {"options": _empty(3)},
    QuestionKind.statement_set: {"statements": _empty(3, "s")},
    QuestionKind.rank: {"options": _empty(4), "most": 3},
    QuestionKind.several_texts: {"options": LINES},
    QuestionKind.number: {"low": 0.0},
    QuestionKind.postcode_area: {
        "text": _twin("What is the first half of your postcode?", "What is the first part of your postcode?"),
        "hint": _twin(
            "It tells us which part of our area you know, not where you live.",
            "Your postcode is in your address.\nWe only need the first part.",
        ),
        "symbol": "place",
    },
    QuestionKind.who_answers: {"text": _twin("Who is answering?"), "symbol": "me", "options": WHO},
    QuestionKind.consent: {"symbol": "choose"},
    QuestionKind.repeat: {
        "text": _twin("How many of your children do you want to tell us about?", "How many children?"),
        "unit": _twin("Child"),
        "symbol": "family",
        "most": 5,
    },
    QuestionKind.information: {
        "symbol": "read",
        "offers_dont_know": False,
        "offers_dont_understand": False,
    },
}


def new_question(kind: QuestionKind, rng: random.Random, taken: Container[str] = ()) -> Question:
    """A question still to be worded, with what its type usually begins with, under none of the ids `taken`."""
    return Question(id=new_question_id(rng, taken), kind=kind, **_BEGINNINGS.get(kind, {}))
