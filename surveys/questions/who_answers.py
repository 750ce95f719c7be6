"""Who is answering: closer than the four groups every response belongs to. The list can be changed to what matters here."""

from surveys.answers import Problem
from surveys.definition import Option, Question
from surveys.questions.choosing import ChoosingOne, missing

N_ = str
PEOPLE: tuple[Option, ...] = (
    Option(code="me", text={"en": N_("I am the young person")}, symbol="me"),
    Option(code="parent", text={"en": N_("I am a parent")}, symbol="family"),
    Option(code="grandparent", text={"en": N_("I am a grandparent")}, symbol="family"),
    Option(code="foster_carer", text={"en": N_("I am a foster carer")}, symbol="home"),
    Option(code="sibling", text={"en": N_("I am a brother or sister")}, symbol="friends"),
    Option(code="works", text={"en": N_("I work with children or young people")}, symbol="work"),
    Option(code="other", text={"en": N_("Someone else")}, symbol="talk", says=True),
)


class WhoAnswers(ChoosingOne):
    name = "Who is answering"
    about = "People say who they are: a parent, a grandparent, a foster carer, the young person."

    def options(self, question: Question) -> tuple[Option, ...]:
        """The survey's own list, or the usual one."""
        return question.options or PEOPLE

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        return missing(self.options(question))


TYPE = WhoAnswers()
