"""Choose as many as are true, with "None of these" and "Something else" where the survey has them."""

from surveys.questions.ticking import ChoosingSeveral


class Many(ChoosingSeveral):
    name = "Choose several"
    about = "People choose as many answers as are true for them."


TYPE = Many()
