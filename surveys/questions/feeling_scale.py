"""How does it feel: five faces, from really good to really bad, always in that order. Easy Read shows the three in
the middle; their codes mean the same in both, so answers add up, and each answer keeps the format it was given in."""

from surveys.answers import Given, Problem
from surveys.definition import EASY, Option, Question, said
from surveys.questions import choosing
from surveys.questions.shape import Column, Posted
from surveys.questions.single_choice import read_one

is_open: bool = False

FACES: tuple[Option, ...] = (
    Option(code="great", text={"en": "Really good"}, symbol="great"),
    Option(code="good", text={"en": "Good"}, symbol="good"),
    Option(code="ok", text={"en": "OK"}, symbol="ok"),
    Option(code="bad", text={"en": "Not good"}, symbol="bad"),
    Option(code="awful", text={"en": "Really bad"}, symbol="awful"),
)
# Easy Read never offers only the ends: "really bad" is not what everyone means who feels not good.
_EASY_CODES = frozenset({"good", "ok", "bad"})


def faces(question: Question) -> tuple[Option, ...]:
    """The five faces, with the question's own words where it has some."""
    return tuple(question.option(face.code) or face for face in FACES)


def read(question: Question, form: Posted, /) -> Given | Problem:
    return read_one(question, faces(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    if language != EASY:
        return faces(question)
    shown = _EASY_CODES | set(given.choices if given else ())
    return tuple(face for face in faces(question) if face.code in shown)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(faces(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (Column(question.id, said(question.text, "en")),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(faces(question), given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return faces(question)
