"""Who is answering: closer than the four groups every response belongs to. The list can be changed to what matters here."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Who is answering"
about: str = "People say who they are: a parent, a grandparent, a foster carer, the young person."
is_open: bool = False

PEOPLE: tuple[Option, ...] = (
    Option(code="me", text={"en": N_("I am the young person")}, symbol="me"),
    Option(code="parent", text={"en": N_("I am a parent")}, symbol="family"),
    Option(code="grandparent", text={"en": N_("I am a grandparent")}, symbol="family"),
    Option(code="foster_carer", text={"en": N_("I am a foster carer")}, symbol="home"),
    Option(code="sibling", text={"en": N_("I am a brother or sister")}, symbol="friends"),
    Option(code="works", text={"en": N_("I work with children or young people")}, symbol="work"),
    Option(code="other", text={"en": N_("Someone else")}, symbol="talk", says=True),
)


def people(question: Question) -> tuple[Option, ...]:
    """The survey's own list, or the usual one."""
    return question.options or PEOPLE


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, people(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return people(question)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(people(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(people(question), given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return people(question)


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, offered(question, language, None))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return choosing.missing(question, people(question))
