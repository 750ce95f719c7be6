"""What a young reviewer says of the questions, and what they want to be called: one first name or nickname at most, so that
nobody can be found by it."""

import re
from dataclasses import dataclass

from engage.consultations.tables import Verdict
from engage.web.forms import Form, Mistake, Typed
from surveys.typed import kept, one_line

N_ = str
CHOOSE = N_("Choose what you think")
SAY_WHAT = N_("Write what you would change")
SHORTER = N_("Make this shorter: 1,000 letters at most")
CHOOSE_NAME = N_("Choose what we may call you")
ONE_NAME = N_("Write one first name or a nickname. Do not write your whole name")
NOBODY, NAME = "nobody", "name"
MOST_NOTE = 1_000
_ONE_WORD = re.compile(r"[^\W_][\w’'!-]{0,19}")


@dataclass(frozen=True)
class Opinion:
    """What was said. `name` is empty for somebody who wants to be called "a young person"."""

    verdict: Verdict
    note: str
    name: str


def read_said(typed: Typed) -> Opinion | Form:
    """What was said, or the form with what to put right; messages are msgids."""

    def first(name: str) -> str:
        return (typed.get(name) or ("",))[0]

    verdict, note, called = first("verdict"), kept(first("note")).strip(), first("called")
    name = one_line(first("name")) if called == NAME else ""
    mistakes = []
    if verdict not in {Verdict.happy, Verdict.change}:
        mistakes.append(Mistake("verdict", CHOOSE))
    if verdict == Verdict.change and not note:
        mistakes.append(Mistake("note", SAY_WHAT))
    elif len(note) > MOST_NOTE:
        mistakes.append(Mistake("note", SHORTER))
    if called not in {NOBODY, NAME}:
        mistakes.append(Mistake("called", CHOOSE_NAME))
    elif called == NAME and not _ONE_WORD.fullmatch(name):
        mistakes.append(Mistake("name", ONE_NAME))
    return Form(typed, tuple(mistakes)) if mistakes else Opinion(Verdict(verdict), note, name)
