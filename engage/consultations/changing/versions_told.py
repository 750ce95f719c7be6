"""Every version of a survey in words: from when, by whom, why, what differs from the one before, and how answers are
counted across. Pages about answers show `sentences`; the page of versions shows everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.consultations.changing.changes_told import PartTold, told
from engage.web.rendering import day
from surveys import versions
from surveys.definition import said
from surveys.differences import Part, differences
from surveys.joins import Counted, Join
from surveys.logic.naming import short
from surveys.renaming import renamed
from surveys.versions import Version


@dataclass(frozen=True)
class VersionTold:
    """One version as a page shows it. `parts` differ from the version before; `counted` says how answers are joined."""

    id: UUID
    title: str
    at: datetime
    by: str
    note: str
    is_correction: bool
    parts: tuple[PartTold, ...]
    counted: tuple[str, ...]


async def versions_of(survey: UUID) -> tuple[VersionTold, ...]:
    """Every version people were asked, the newest first."""
    found = await versions.versions_of(survey)
    before: tuple[Version | None, ...] = (None, *found)
    return tuple(_told(version, old) for version, old in zip(found, before, strict=False))[::-1]


def _told(version: Version, before: Version | None) -> VersionTold:
    return VersionTold(
        id=version.id,
        title=title_of(version),
        at=version.at,
        by=version.by,
        note=version.note,
        is_correction=version.is_correction,
        parts=told(_parts(version, before)) if before else (),
        counted=tuple(_counted(version, join) for join in version.joins if join.join is not Counted.same),
    )


def _parts(version: Version, before: Version) -> tuple[Part, ...]:
    """What differs, with a question that was counted apart held against the one it was."""
    back = {join.question: join.was for join in version.joins if join.question != join.was}
    return differences(before.definition, renamed(version.definition, back))


def title_of(version: Version) -> str:
    """`Version 2` or `Version 2, slip 1 put right`."""
    slip = f", slip {version.correction} put right" if version.is_correction else ""
    return f"Version {version.number}{slip}"


def _number(version: Version, question: str) -> str:
    """`question 4`, as it stands in this version."""
    order = [one.id for one in version.definition.questions]
    return f"question {order.index(question) + 1}" if question in order else "a question"


def _counted(version: Version, join: Join) -> str:
    number = _number(version, join.question)
    found = version.definition.question(join.question)
    words = f" (“{short(said(found.text, 'en'))}”)" if found else ""
    how = "counted apart" if join.join is Counted.apart else "counted together with before"
    why = f" because {_inside(join.why)}" if join.why else ""
    return f"{number[:1].upper()}{number[1:]}{words} is {how}{why}."


def _inside(why: str) -> str:
    """A reason inside a sentence: without its own full stop."""
    return why.strip().rstrip(".")


def sentence_of(version: Version) -> str:
    """`Version 2 from Wednesday 3 December 2025; question 4 counted apart because it asks about last week.`"""
    apart = [
        f"{_number(version, join.question)} counted apart because {_inside(join.why)}"
        for join in version.apart
    ]
    return "; ".join([f"Version {version.number} from {day(version.at)}", *apart]) + "."


def sentences(found: Sequence[Version]) -> tuple[str, ...]:
    """One for each version after the first, for pages about answers; slips put right change no count and are left out."""
    return tuple(
        sentence_of(version) for version in found if version.number > 1 and not version.is_correction
    )


async def sentences_about(survey: UUID) -> tuple[str, ...]:
    """The same for a survey, oldest first; nothing while there is one version."""
    return sentences(await versions.versions_of(survey))
