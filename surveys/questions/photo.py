"""Show it: a photo or another file from the device, or words."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import sending, writing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
name: str = "Show it"
about: str = "People send a photo or a file, or write instead. Only your team sees it."
is_open: bool = True

SENT = {"en": N_("A picture or file")}


def control(question: Question, /) -> Control:
    return Control.file


def how(question: Question, /) -> str:
    return ""


def read(question: Question, form: Posted, /) -> Given | Problem:
    return sending.read_sent(question, form)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return ()


def show(question: Question, given: Given, language: str, /) -> str:
    return sending.shown(given, language, SENT)


def columns(question: Question, /) -> tuple[Column, ...]:
    return sending.columns_sent(question)


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return sending.cells_sent(writing.cell(given), given)


def counted(question: Question, /) -> tuple[Option, ...]:
    return ()


def paper(question: Question, language: str, /) -> Paper:
    return Paper(
        N_("You can put a photo in the envelope with this paper. Leave out faces and names."), lines=("",) * 6
    )


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return ()
