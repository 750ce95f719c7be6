"""The single fields of a question's form, each with the sentence that asks for it."""

from engage.web.forms import FormModel, Line, Words, asked
from surveys.definition import LONGEST_ANSWER, QuestionKind


class QuestionWords(FormModel):
    """What every type has."""

    text: Words = asked("Enter the question", min_length=1, max_length=500)
    text_easy: Words = asked("Write it in Easy Read", default="", max_length=500)
    hint: Words = asked("Write a hint", default="", max_length=3000)
    hint_easy: Words = asked("Write a hint in Easy Read", default="", max_length=3000)
    symbol: Line = asked("Choose a picture from the list", default="")
    kind: QuestionKind = asked("Choose how people answer")
    offers: tuple[Line, ...] = ()


class Details(FormModel):
    """What only some types have. A field that is not on the page stays what it was."""

    points: int | None = asked("Choose five steps or three", default=None)
    most: int | None = asked("Write a number from 1 to 60, or leave it empty", default=None, ge=1, le=60)
    low: float | None = asked(
        "Write a number, such as 0, or leave it empty", default=None, allow_inf_nan=False, ge=-1e9, le=1e9
    )
    high: float | None = asked(
        "Write a number, such as 52, or leave it empty", default=None, allow_inf_nan=False, ge=-1e9, le=1e9
    )
    decimals: int | None = asked("Choose from the list", default=None, ge=0, le=3)
    unit: Line = asked("Write a few words", default="", max_length=40)
    unit_easy: Line = asked("Write a few words", default="", max_length=40)
    max_length: int | None = asked(
        "Write a number of letters, such as 1000", default=None, ge=1, le=LONGEST_ANSWER
    )
    picture: Line = asked("Choose a picture from the list", default="")
    picture_says: Words = asked("Say what the picture shows", default="", max_length=500)
    picture_says_easy: Words = asked("Say what the picture shows", default="", max_length=500)
    video: Line = asked("Enter the address of the video", default="", max_length=500)
    transcript: Words = asked("Write down what is said and shown", default="", max_length=4000)
    transcript_easy: Words = asked("Write down what is said and shown", default="", max_length=4000)
