"""Privacy notices: what happens with answers, in words for each age and group. A notice is a file and never changes once it
was shown: a change is a new file with the next version, and a response keeps which one was seen (`13-17/2`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from engage.web.spoken import InLanguage, worded
from surveys.who import Group

_FOLDER = Path(__file__).parent / "notices"
N_ = str
WHO_ASKS = N_("the group that asks")


class Band(StrEnum):
    """For whom a notice is written: young people by age, everybody else by group. Never a birthday."""

    under_13 = "under-13"
    teens = "13-17"
    young_adults = "18-25"
    parent_carer = "parent_carer"
    professional = "professional"
    other = "other"


YOUNG = (Band.under_13, Band.teens, Band.young_adults)
RATHER_NOT = "rather-not"  # is told what the youngest are told


@dataclass(frozen=True)
class Line:
    """One thing to know, with its picture. `is_first` stands on the survey's first page too."""

    picture: str
    words: Mapping[str, str]
    is_first: bool = False

    def said(self, language: str, who: str) -> InLanguage:
        """The words in a language, with who asks in them."""
        words = worded(self.words, language)
        return InLanguage(words.replace("{who}", who), words.language)


@dataclass(frozen=True)
class Notice:
    """One version of the notice for one band."""

    band: Band
    version: int
    title: Mapping[str, str]
    lines: tuple[Line, ...]

    @property
    def mark(self) -> str:
        """How a response names it, such as `13-17/2`."""
        return f"{self.band}/{self.version}"

    @property
    def first_lines(self) -> tuple[Line, ...]:
        """What the first page of a survey says of it."""
        return tuple(line for line in self.lines if line.is_first)


@cache
def notices() -> Mapping[str, Notice]:
    """Every version of every notice, by its mark."""
    read = (_notice(tomllib.loads(path.read_text("utf-8"))) for path in sorted(_FOLDER.glob("*.toml")))
    return {notice.mark: notice for notice in read}


def _notice(told: Mapping[str, Any]) -> Notice:
    lines = (Line(one["picture"], one["words"], one.get("start", False)) for one in told["lines"])
    return Notice(Band(told["band"]), told["version"], told["title"], tuple(lines))


def newest(band: Band) -> Notice:
    """The notice a band is shown now."""
    return max((one for one in notices().values() if one.band is band), key=lambda one: one.version)


def find_notice(mark: str) -> Notice | None:
    """The very notice a response names; None for "" and for what no notice is called."""
    return notices().get(mark)


def read_band(raw: str) -> Band | None:
    """The band of an age that was chosen; None when none of them was."""
    if raw == RATHER_NOT:
        return Band.under_13
    return next((band for band in YOUNG if band == raw), None)


def band_of(group: Group) -> Band | None:
    """The band of a group; None for young people, who say their age first."""
    return None if group is Group.young_person else Band(group.value)


def is_for(mark: str, group: Group) -> bool:
    """Whether the notice that was seen is one for this group."""
    seen = find_notice(mark)
    return seen is not None and (
        seen.band in YOUNG if group is Group.young_person else seen.band.value == group.value
    )
