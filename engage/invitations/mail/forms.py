"""The forms of lists and letters, and the sentences of their fields."""

from dataclasses import dataclass
from typing import Any

from engage.invitations.mail.files import read_list
from engage.invitations.mail.lists import AddressList, read_pasted
from engage.invitations.mail.wording import LONGEST, LONGEST_SUBJECT, Words, trouble_with
from engage.web.forms import Form, FormModel, Line, Mistake, Typed, asked, bind
from engage.web.forms import Words as Lines
from surveys.answers import Problem
from surveys.who import Group

ANYBODY = "anybody"
NOTHING_SENT = "Paste some addresses, or choose a file"
BOTH = "Paste addresses or choose a file, not both"


class NewListForm(FormModel):
    """A list that is brought."""

    name: Line = asked("Give the list a name, such as a school or a group", min_length=1, max_length=120)
    group: str = asked("Choose who they are")
    pasted: Lines = ""


@dataclass(frozen=True)
class Brought:
    """A list as somebody brought it, read."""

    name: str
    group: Group | None
    read: AddressList


def read_brought(typed: Typed, file: tuple[str, bytes] | None, groups: tuple[Group, ...]) -> Brought | Form:
    """The list, or the form to show again."""
    wanted = bind(NewListForm, typed)
    mistakes = list(wanted.mistakes) if isinstance(wanted, Form) else []
    group = next(iter(typed.get("group", ())), "")
    if group != ANYBODY and group not in groups and not any(one.field == "group" for one in mistakes):
        mistakes.append(Mistake("group", "Choose who they are"))
    pasted = next(iter(typed.get("pasted", ())), "")
    read = _read(pasted, file)
    if isinstance(read, Mistake):
        mistakes.append(read)
    if mistakes or isinstance(wanted, Form) or isinstance(read, Mistake):
        return Form(typed, tuple(mistakes))
    return Brought(wanted.name, None if group == ANYBODY else Group(group), read)


def _read(pasted: str, file: tuple[str, bytes] | None) -> AddressList | Mistake:
    if pasted and file:
        return Mistake("file", BOTH)
    if not pasted and not file:
        return Mistake("pasted", NOTHING_SENT)
    read = read_list(file[1]) if file else read_pasted(pasted)
    return Mistake("file" if file else "pasted", read.message) if isinstance(read, Problem) else read


class LetterForm(FormModel):
    """The words of a letter."""

    subject: Line = asked("Write a subject", min_length=1, max_length=LONGEST_SUBJECT)
    words: Lines = asked("Write the letter", min_length=1, max_length=LONGEST)


def read_letter(typed: Typed) -> Words | Form:
    """The words, or the form to show again."""
    wanted = bind(LetterForm, typed)
    if isinstance(wanted, Form):
        return wanted
    if trouble := trouble_with(wanted.words):
        return Form(typed, (Mistake("words", trouble.message),))
    return Words(wanted.subject, wanted.words)


def fields_of(words: Words) -> dict[str, Any]:
    """The words as a form's fields."""
    return {"subject": words.subject, "words": words.words}
