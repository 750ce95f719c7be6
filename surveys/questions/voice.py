"""Say it: a recording made on the page or chosen from the device, or words."""

from surveys.questions.sending import Sending

N_ = str


class Voice(Sending):
    name = "Say it"
    about = "People record their voice, or write instead. Somebody of your team writes down what was said."
    one = N_("A recording")
    paper_instruction = N_("Ask a helper to write down what you say.")


TYPE = Voice()
