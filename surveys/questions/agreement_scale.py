"""How much do you agree: five steps, or three, always from agreeing to not agreeing. Easy Read shows the three."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing
from surveys.questions.shape import Column, Control, Paper, Posted
from surveys.wording import SIMPLE

N_ = str
name: str = "Agree or not"
about: str = "People say how much they agree with a sentence, in five steps or three."
is_open: bool = False

STEPS: tuple[Option, ...] = (
    Option(code="agree_lot", text={"en": N_("I agree a lot")}, symbol="yes"),
    Option(code="agree", text={"en": N_("I agree")}, symbol="yes"),
    Option(code="middle", text={"en": N_("In the middle")}, symbol="some"),
    Option(code="disagree", text={"en": N_("I don’t agree")}, symbol="no"),
    Option(code="disagree_lot", text={"en": N_("I don’t agree at all")}, symbol="no"),
)
_EASY_CODES = frozenset({"agree", "middle", "disagree"})


def steps(question: Question) -> tuple[Option, ...]:
    """The steps of this scale, with the question's own words where it has some."""
    all_five = choosing.worded(question, STEPS)
    return all_five if question.points == 5 else tuple(step for step in all_five if step.code in _EASY_CODES)


def control(question: Question, /) -> Control:
    return Control.radios


def how(question: Question, /) -> str:
    return choosing.CHOOSE_ONE


def read(question: Question, form: Posted, /) -> Given | Problem:
    return choosing.read_one(question, steps(question), form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    if not language.endswith(SIMPLE):
        return steps(question)
    shown = _EASY_CODES | set(given.choices if given else ())
    return tuple(one for one in steps(question) if one.code in shown)


def show(question: Question, given: Given, language: str, /) -> str:
    return choosing.chosen(steps(question), given, language)


def columns(question: Question, /) -> tuple[Column, ...]:
    return (choosing.column(question),)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return (choosing.cell(steps(question), given),)


def counted(question: Question, /) -> tuple[Option, ...]:
    return steps(question)


def paper(question: Question, language: str, /) -> Paper:
    return choosing.boxes(choosing.TICK_ONE, offered(question, language, None))


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
