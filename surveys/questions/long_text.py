"""As many words as one wants, on as many lines."""

from surveys.questions.shape import Control
from surveys.questions.writing import Writing


class LongText(Writing):
    name = "Own words"
    about = "People write as much as they like. This is where you learn most."
    shows = Control.box
    many_lines = True
    paper_lines = 6


TYPE = LongText()
