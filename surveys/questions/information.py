"""A page to read between questions: words, a picture, a link to a video with its transcript. It asks nothing."""

from collections.abc import Iterator

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, Question
from surveys.questions.shape import Column, Control, Paper, Posted

name: str = "Something to read"
about: str = "A page with words, a picture or a video. It asks nothing."
is_open: bool = False


def control(question: Question, /) -> Control:
    return Control.nothing


def how(question: Question, /) -> str:
    return ""


def read(question: Question, form: Posted, /) -> Given | Problem:
    return Given(AnswerState.given)


def offered(question: Question, language: str, given: Given | None, /) -> tuple[Option, ...]:
    return ()


def show(question: Question, given: Given, language: str, /) -> str:
    return ""


def columns(question: Question, /) -> tuple[Column, ...]:
    return ()


def row(question: Question, given: Given | None, /) -> tuple[str, ...]:
    return ()


def _gaps(question: Question) -> Iterator[Problem]:
    if question.picture and not question.picture_says:
        yield Problem("picture_says", "Say what the picture shows, for people who can’t see it")
    if question.video and not question.video.startswith("https://"):
        yield Problem("video", "Enter the whole address of the video. It begins with https://")
    if question.video and not question.transcript:
        yield Problem("transcript", "Write down what is said and shown in the video")


def counted(question: Question, /) -> tuple[Option, ...]:
    return ()


def paper(question: Question, language: str, /) -> Paper:
    return Paper("")


def gaps(question: Question, /) -> tuple[Problem, ...]:
    return tuple(_gaps(question))
