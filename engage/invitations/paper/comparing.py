"""Two people typed the same form: where they read different things, and what the form says once somebody has chosen.
Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from engage.invitations.paper.entry import Entry
from surveys.answers import Given
from surveys.definition import Definition
from surveys.who import Group, HowAnswered

GROUP, HOW, LANGUAGE, QUOTE = "group", "how", "language", "quote"
ABOUT = (GROUP, HOW, LANGUAGE, QUOTE)
_SPACES = re.compile(r"\s+")
_SAME_SIGN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def mismatches(definition: Definition, first: Entry, second: Entry) -> tuple[str, ...]:
    """Where two entries differ, in the order of the form: `group`, `how`, `language`, `quote` or the id of a screen.
    Spaces, ends of lines and the shape of quotation marks are the typist's, so they make no difference."""
    about = [name for name in ABOUT if part_of(first, name) != part_of(second, name)]
    screens = [
        step.id for step in definition.steps if not is_same(first.answer(step.id), second.answer(step.id))
    ]
    return (*about, *screens)


def part_of(entry: Entry, name: str) -> Group | HowAnswered | str | bool | None:
    """What an entry says about the form itself, by one of the four names."""
    match name:
        case "group":
            return entry.group
        case "how":
            return entry.how
        case "language":
            return entry.language
        case _:
            return entry.may_quote


def is_same(one: Given, other: Given) -> bool:
    """Whether two answers say the same."""
    return (one.state, one.choices, _plain(one.text)) == (other.state, other.choices, _plain(other.text))


def settled(first: Entry, takes: Mapping[str, Entry]) -> Entry:
    """The form as it counts: the first entry, with what was taken from another at each place where they differed."""
    agreed = first
    for name, taken in takes.items():
        agreed = (
            _with_part(agreed, name, taken) if name in ABOUT else agreed.with_answer(name, taken.answer(name))
        )
    return agreed


def _with_part(entry: Entry, name: str, taken: Entry) -> Entry:
    match name:
        case "group":
            return replace(entry, group=taken.group)
        case "how":
            return replace(entry, how=taken.how)
        case "language":
            return replace(entry, language=taken.language)
        case _:
            return replace(entry, may_quote=taken.may_quote)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_SAME_SIGN)).strip()
