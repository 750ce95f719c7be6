"""A few words, on one line."""

from surveys.questions.shape import Control
from surveys.questions.writing import Writing


class ShortText(Writing):
    name = "A few words"
    about = "People write a few words on one line."
    shows = Control.line


TYPE = ShortText()
