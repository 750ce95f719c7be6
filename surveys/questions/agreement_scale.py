"""How much do you agree: five steps, or three, always from agreeing to not agreeing. Easy Read shows the three."""

from surveys.definition import Option
from surveys.questions.choosing import Scale

N_ = str
STEPS: tuple[Option, ...] = (
    Option(code="agree_lot", text={"en": N_("I agree a lot")}, symbol="yes"),
    Option(code="agree", text={"en": N_("I agree")}, symbol="yes"),
    Option(code="middle", text={"en": N_("In the middle")}, symbol="some"),
    Option(code="disagree", text={"en": N_("I don’t agree")}, symbol="no"),
    Option(code="disagree_lot", text={"en": N_("I don’t agree at all")}, symbol="no"),
)


class AgreementScale(Scale):
    name = "Agree or not"
    about = "People say how much they agree with a sentence, in five steps or three."
    steps = STEPS
    easy_codes = frozenset({"agree", "middle", "disagree"})


TYPE = AgreementScale()
