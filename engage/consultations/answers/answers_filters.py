"""Whose answers to look at: the filters of an address, and what there is to choose from. One that makes no sense is passed
over, so an old link never leads nowhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from engage.consultations.words import FORMAT_NAMES, GROUP_NAMES, HOW_NAMES
from surveys.all_versions import Asked
from surveys.answers import Format, HowAnswered
from surveys.channels import CHANNEL_NAMES, Channel
from surveys.definition import Group
from surveys.languages import language_of, plain
from surveys.results import Reached
from surveys.tally import Only

E = TypeVar("E", bound=StrEnum)
_LANGUAGE = re.compile("[a-z]{2,8}(-[a-z0-9]{2,8})?")
NAMES = ("group", "how", "channel", "format", "language", "version", "marked")
_MARKED = {"no": False, "yes": True}
_MARKED_OPTIONS = (("no", "Without those marked"), ("yes", "Only those marked"))


@dataclass(frozen=True)
class Filter:
    """One list to choose from; without two things to choose between there is none."""

    name: str
    label: str
    all: str
    options: tuple[tuple[str, str], ...]


def filters(came: Reached, asked: Asked) -> tuple[Filter, ...]:
    """Every filter that tells these answers apart."""
    languages = sorted({plain(code) for code in came.by_language})
    every = (
        Filter(
            "group",
            "Group",
            "Everyone",
            tuple((one.value, GROUP_NAMES[one]) for one in Group if one in came.by_group),
        ),
        Filter(
            "how",
            "How they answered",
            "Any way",
            tuple((one.value, HOW_NAMES[one]) for one in HowAnswered if one in came.by_how_answered),
        ),
        Filter(
            "channel",
            "How they came",
            "Every way in",
            tuple((one.value, CHANNEL_NAMES[one]) for one in Channel if one in came.by_channel),
        ),
        Filter("format", "Read as", "Any", tuple((one.value, FORMAT_NAMES[one]) for one in Format)),
        Filter("language", "Language", "Any", tuple((one, language_of(one).english) for one in languages)),
        Filter("version", "Version", "All versions", tuple((str(n), f"Version {n}") for n in asked.waves)),
        Filter("marked", "Marked to look at", "With them", _MARKED_OPTIONS if came.marked else ()),
    )
    return tuple(one for one in every if len(one.options) > 1)


def read_only(query: Mapping[str, str], asked: Asked) -> Only:
    """The filters an address asks for."""
    language = query.get("language", "")
    wave = query.get("version", "")
    return Only(
        _one_of(Group, query.get("group", "")),
        _one_of(HowAnswered, query.get("how", "")),
        _one_of(Format, query.get("format", "")),
        language if _LANGUAGE.fullmatch(language) else None,
        next((n for n in asked.waves if str(n) == wave), None),
        _one_of(Channel, query.get("channel", "")),
        _MARKED.get(query.get("marked", "")),
    )


def _one_of(kind: type[E], raw: str) -> E | None:
    return kind(raw) if raw in kind.__members__.values() else None


def chosen(only: Only) -> dict[str, str]:
    """The filters as the fields of a form and of an address."""
    marked = next((word for word, value in _MARKED.items() if value is only.is_marked), None)
    values = (only.group, only.how_answered, only.channel, only.format, only.language, only.wave, marked)
    return {name: str(value) for name, value in zip(NAMES, values, strict=True) if value is not None}


def address(values: Mapping[str, str]) -> str:
    """`group=other&how=alone`, without what is empty."""
    return urlencode({name: value for name, value in values.items() if value})


def in_words(only: Only) -> Sequence[str]:
    """What the answers shown have in common, such as `Young people`."""
    said = (
        GROUP_NAMES[only.group] if only.group else "",
        HOW_NAMES[only.how_answered] if only.how_answered else "",
        CHANNEL_NAMES[only.channel] if only.channel else "",
        FORMAT_NAMES[only.format] if only.format else "",
        language_of(only.language).english if only.language else "",
        f"Version {only.wave}" if only.wave is not None else "",
        "" if only.is_marked is None else dict(_MARKED_OPTIONS)["yes" if only.is_marked else "no"],
    )
    return [one for one in said if one]
