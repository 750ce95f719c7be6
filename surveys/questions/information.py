"""A page to read between questions: words, a picture, a link to a video with its transcript. It asks nothing."""

from collections.abc import Iterator

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Column, Control, Posted


class Information(QuestionType):
    name = "Something to read"
    about = "A page with words, a picture or a video. It asks nothing."
    shows = Control.nothing
    paper_lines = 0

    def read_given(self, question: Question, form: Posted) -> Given:
        """Having turned the page is the answer, whatever was posted."""
        return Given(AnswerState.given)

    def columns(self, question: Question) -> tuple[Column, ...]:
        return ()

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        return ()

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        return tuple(_gaps(question))


def _gaps(question: Question) -> Iterator[Problem]:
    if question.picture and not question.picture_says:
        yield Problem("picture_says", "Say what the picture shows, for people who can’t see it")
    if question.video and not question.video.startswith("https://"):
        yield Problem("video", "Enter the whole address of the video. It begins with https://")
    if question.video and not question.transcript:
        yield Problem("transcript", "Write down what is said and shown in the video")


TYPE = Information()
