"""How many children (or schools, or visits): the rest of its section is asked once for each. See `surveys.steps`."""

from surveys.definition import Option, Question
from surveys.questions.choosing import ChoosingOne
from surveys.steps import turns_of

N_ = str
_NONE = Option(code="0", text={"en": N_("None")})


class Repeat(ChoosingOne):
    name = "Ask about each one"
    about = (
        "You ask “How many children …?”. The questions after it in this part are asked again for each child."
    )

    is_number = True

    def options(self, question: Question) -> tuple[Option, ...]:
        """None, 1, 2 … up to the most turns there are."""
        counts = (str(n) for n in range(1, turns_of(question) + 1))
        return (_NONE, *(Option(code=count, text={"en": count}) for count in counts))


TYPE = Repeat()
