"""The forms of a session: starting one, and counting who was in the room."""

from collections.abc import Mapping

from engage.web.forms import Form, FormModel, Line, Mistake, Typed, asked
from surveys.definition import Group

MOST_HOURS = 8
MOST_PEOPLE = 999
MIXED = "mixed"
PHONES, TABLET = "phones", "tablet"


class NewSessionForm(FormModel):
    """A group, how it answers, and for how long."""

    name: Line = asked("Enter a name for the group", min_length=1, max_length=120)
    group: str = asked("Choose who they are", pattern=f"^({'|'.join([*Group, MIXED])})$")
    devices: str = asked("Choose how they answer", pattern=f"^({PHONES}|{TABLET})$")
    hours: int = asked("Choose how long the session goes on", ge=1, le=MOST_HOURS)

    @property
    def who(self) -> Group | None:
        """Who they are, if all are the same."""
        return None if self.group == MIXED else Group(self.group)


def read_present(typed: Typed) -> Mapping[Group, int] | Form:
    """How many were in the room by group, from fields named `present.<group>`; empty is nobody."""
    found: dict[Group, int] = {}
    mistakes = []
    for group in Group:
        raw = "".join((typed.get(f"present.{group}") or ("",))[0].split())
        if raw and not (raw.isdecimal() and int(raw) <= MOST_PEOPLE):
            mistakes.append(Mistake(f"present.{group}", "Enter how many people as a number, such as 9"))
        elif raw:
            found[group] = int(raw)
    return Form(typed, tuple(mistakes)) if mistakes else found
