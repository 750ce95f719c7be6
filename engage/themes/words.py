"""What staff read in the workbench for codes and figures. All are msgids."""

from collections.abc import Mapping

from engage.consultations.words import HOW_NAMES
from surveys.answers import HowAnswered
from surveys.definition import Group

# one person, where consultations.words names many
PERSON_NAMES: Mapping[str, str] = {
    Group.young_person: "Young person",
    Group.parent_carer: "Parent or carer",
    Group.professional: "Works with families",
    Group.other: "Somebody else",
}

# answering on one's own needs no telling
HOW: Mapping[str, str] = {how: "" if how == HowAnswered.alone else name for how, name in HOW_NAMES.items()}

SHOW_NAMES: Mapping[str, str] = {
    "": "All answers",
    "unsure": "A person should look",
    "unread": "Not read yet",
    "read": "Read",
}


def answers_words(n: int) -> str:
    """`1 answer`, `34 answers`."""
    return "1 answer" if n == 1 else f"{n:,} answers"


def people_words(n: int) -> str:
    """`1 person`, `29 people`."""
    return "1 person" if n == 1 else f"{n:,} people"
