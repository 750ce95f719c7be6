"""Draw it: on the page, or a drawing sent as a picture, or words."""

from surveys.questions.sending import Sending

N_ = str


class Drawing(Sending):
    name = "Draw it"
    about = "People draw on the page or send a picture of a drawing. Only your team sees it."
    one = N_("A drawing")
    paper_instruction = N_("Draw in the box.")


TYPE = Drawing()
