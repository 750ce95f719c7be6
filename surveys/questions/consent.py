"""Is it OK with you: yes or no, on a page that says what for. Saying no is an answer like any other; a survey can ask less of
somebody who said no."""

from surveys.definition import Option, Question
from surveys.questions.choosing import ChoosingOne, worded

N_ = str
ANSWERS: tuple[Option, ...] = (
    Option(code="yes", text={"en": N_("Yes, that is OK")}, symbol="yes"),
    Option(code="no", text={"en": N_("No")}, symbol="no"),
)


class Consent(ChoosingOne):
    name = "Is it OK?"
    about = "You say what you want to do, and people say whether that is OK with them."
    instruction = ""

    def options(self, question: Question) -> tuple[Option, ...]:
        return worded(question, ANSWERS)


TYPE = Consent()
