"""How does it feel: five faces, from really good to really bad, always in that order, or the three in the middle. Easy Read
shows those three; their codes mean the same in both, so answers add up, and each answer keeps the format it was given in."""

from surveys.definition import Option
from surveys.questions.choosing import Scale

N_ = str
FACES: tuple[Option, ...] = (
    Option(code="great", text={"en": N_("Really good")}, symbol="great"),
    Option(code="good", text={"en": N_("Good")}, symbol="good"),
    Option(code="ok", text={"en": N_("OK")}, symbol="ok"),
    Option(code="bad", text={"en": N_("Not good")}, symbol="bad"),
    Option(code="awful", text={"en": N_("Really bad")}, symbol="awful"),
)


class FeelingScale(Scale):
    name = "Faces"
    about = "People choose one of five faces (or three), from really good to really bad."
    steps = FACES
    # Easy Read never offers only the ends: "really bad" is not what everyone means who feels not good
    easy_codes = frozenset({"good", "ok", "bad"})


TYPE = FeelingScale()
