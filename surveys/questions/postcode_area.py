"""The first half of a postcode, such as WV1: enough to see which part of a place is heard, not where somebody lives. Of a
whole postcode only the first half is ever kept."""

import re

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Question
from surveys.questions import posted
from surveys.questions.shape import Control
from surveys.questions.writing import Writing

N_ = str
WRITE_AREA = N_("Write the first half of your postcode, such as WV1")
_OUTWARD = "([A-Z]{1,2}[0-9][A-Z0-9]?)"
_AREA = re.compile(_OUTWARD)
_WHOLE = re.compile(_OUTWARD + "[0-9][A-Z]{2}")


class PostcodeArea(Writing):
    name = "Postcode area"
    about = "People write the first half of their postcode, such as WV1. The rest is never kept."
    shows = Control.line
    is_open = False
    instruction = paper_instruction = N_("Write only the first half of your postcode, such as WV1.")

    def read_text(self, question: Question, text: str) -> Given | Problem:
        area = area_of(text)
        return Given(AnswerState.given, text=area) if area else Problem(posted.ANSWER, WRITE_AREA)


def area_of(raw: str) -> str | None:
    """`wv1 1aa`, `WV11AA` and `wv1` are all `WV1`; None for what is no postcode."""
    text = "".join(raw.upper().split())
    found = _WHOLE.fullmatch(text) or _AREA.fullmatch(text)
    return found[1] if found else None


TYPE = PostcodeArea()
