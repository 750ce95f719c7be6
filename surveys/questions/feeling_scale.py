"""How does it feel: five faces, from really good to really bad, always in that order, or the three in the middle. Easy Read
shows those three; their codes mean the same in both, so answers add up, and each answer keeps the format it was given in."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted
from surveys.wording import SIMPLE

N_ = str
name: str = "Faces"
about: str = "People choose one of five faces (or three), from really good to really bad."
is_open: bool = False

FACES: tuple[Option, ...] = (
    Option(code="great", text={"en": N_("Really good")}, symbol="great"),
    Option(code="good", text={"en": N_("Good")}, symbol="good"),
    Option(code="ok", text={"en": N_("OK")}, symbol="ok"),
    Option(code="bad", text={"en": N_("Not good")}, symbol="bad"),
    Option(code="awful", text={"en": N_("Really bad")}, symbol="awful"),
)
# Easy Read never offers only the ends: "really bad" is not what everyone means who feels not good.
_EASY_CODES = frozenset({"good", "ok", "bad"})


def faces(question: Question) -> tuple[Option, ...]:
    """The faces of this scale, with the question's own words where it has some."""
    all_five = choosing.worded(question, FACES)
    return all_five if question.points == 5 else tuple(face for face in all_five if face.code in _EASY_CODES)


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, faces(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    if not language.endswith(SIMPLE):
        return faces(question)
    shown = _EASY_CODES | set(given.choices if given else ())
    return tuple(one for one in faces(question) if one.code in shown)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(faces(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(faces(question), given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return faces(question)


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, offered(question, language, None))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
