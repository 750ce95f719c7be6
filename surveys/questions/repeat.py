"""How many children (or schools, or visits): the rest of its section is asked once for each. See `surveys.steps`."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted
from surveys.steps import turns_of

N_ = str
name: str = "Ask about each one"
about: str = (
    "You ask “How many children …?”. The questions after it in this part are asked again for each child."
)
is_open: bool = False

_NONE = Option(code="0", text={"en": N_("None")})


def numbers(question: Question) -> tuple[Option, ...]:
    """None, 1, 2 … up to the most turns there are."""
    counts = (str(n) for n in range(1, turns_of(question) + 1))
    return (_NONE, *(Option(code=count, text={"en": count}) for count in counts))


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, numbers(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return numbers(question)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(numbers(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(numbers(question), given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return numbers(question)


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, numbers(question))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
