"""A survey as the people who answer it meet it: who asks, when it is open, and its frozen wording, remembered."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from re import compile as pattern
from uuid import UUID

from engage.database import rows
from engage.web.errors import NotThere
from surveys.authoring import definition_of
from surveys.dates import has_passed
from surveys.definition import Definition, Group
from surveys.tables import SurveyState

_SLUG = pattern(r"[a-z0-9-]{1,60}")
_MOST_KEPT = 64


class Stage(StrEnum):
    """What can be done with a survey now."""

    not_yet = "not_yet"
    open = "open"
    closed = "closed"


@dataclass(frozen=True)
class Asked:
    """One survey, without its wording."""

    id: UUID
    slug: str
    state: SurveyState
    asked_by: str
    groups: tuple[Group, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    reads_by: date | None
    tells_by: date | None
    version_id: UUID | None
    is_pilot: bool = False
    told_at: datetime | None = None

    def stage(self, now: datetime) -> Stage:
        """Open only between its days and once staff have opened it; a draft, while young people try it out."""
        if self.is_pilot:
            return Stage.open
        if self.state is SurveyState.closed or (self.version_id and has_passed(self.closes_at, now)):
            return Stage.closed
        is_open = self.state is SurveyState.open and self.version_id and has_passed(self.opens_at, now)
        return Stage.open if is_open else Stage.not_yet


def read_slug(raw: str) -> str:
    """The name in a survey's link, whatever its capitals. Raises NotThere for what no survey is called."""
    slug = raw.lower()
    if not _SLUG.fullmatch(slug):
        raise NotThere
    return slug


async def find_asked(slug: str) -> Asked:
    """The survey behind a link. Raises NotThere."""
    found = await rows(
        "SELECT id, slug, state, asked_by, groups, opens_at, closes_at, reads_by, tells_by, told_at, current_version,"
        " pilot_version FROM survey WHERE slug = $1",
        read_slug(slug),
    )
    if not found:
        raise NotThere
    row = found[0]
    is_pilot = row["state"] == SurveyState.draft and row["pilot_version"] is not None
    return Asked(
        id=row["id"],
        slug=row["slug"],
        state=SurveyState(row["state"]),
        asked_by=row["asked_by"],
        groups=tuple(Group(group) for group in row["groups"]),
        opens_at=row["opens_at"],
        closes_at=row["closes_at"],
        reads_by=row["reads_by"],
        tells_by=row["tells_by"],
        version_id=row["pilot_version"] if is_pilot else row["current_version"],
        is_pilot=is_pilot,
        told_at=row["told_at"],
    )


_kept: "OrderedDict[UUID, Definition]" = OrderedDict()


async def wording(version_id: UUID) -> Definition:
    """The frozen wording of a version; it never changes, so each process remembers the last few. Raises NotThere."""
    if version_id in _kept:
        _kept.move_to_end(version_id)
        return _kept[version_id]
    definition = await definition_of(version_id)
    if definition is None:
        raise NotThere
    _kept[version_id] = definition
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return definition
