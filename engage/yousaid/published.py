"""An entry as the public sees it, frozen when it was published; public pages know nothing else about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from engage.database import rows
from engage.yousaid.tables import Outcome
from surveys.definition import Text


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Area(_Frozen):
    """The focus area an entry speaks to. `key` is unique among all frameworks and fits in an address."""

    key: str
    title: str
    plain: str
    framework: str
    number: int | None = None
    position: int = 0

    @property
    def name(self) -> str:
        return self.plain or self.title


class Heard(_Frozen):
    """How many people of a group ("" is everybody) said it: a rounded number, None for fewer than eight."""

    group: str = ""
    number: int | None = None


class TakenBack(_Frozen):
    """An earlier time this entry was withdrawn."""

    on: date
    why: str


class CheckedBy(_Frozen):
    """Who looked over the questions before people were asked: an organisation, or a young person by the name they chose
    ("" for none). `is_current` is false when the questions were changed after they looked."""

    party: str
    name: str = ""
    verdict: str = "happy"
    is_current: bool = True


class Shown(_Frozen):
    """What a published entry says. Numbers in it are protected already; exact counts stay in `Evidence.counts`.

    `heard` is one total or several groups, never both, so that nothing can be worked out by taking away. `base` is
    how many answered, rounded; None where it may not stand beside the count. `people_read` says how much of the
    counting a person has looked at: "all", "some" or "none".
    """

    survey: str
    survey_title: Text
    area: Area | None = None
    organisation: str
    outcome: Outcome
    said: Text
    did: Text
    reason: Text = {}
    instead: Text = {}
    passed_to: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    look_again_on: date | None = None
    heard: tuple[Heard, ...] = ()
    base: int | None = None
    people_read: str = "none"
    taken_back: tuple[TakenBack, ...] = ()
    # None in evidence that was frozen before the questions could be signed, so that it says what it always said
    checked_by: tuple[CheckedBy, ...] | None = None


@dataclass(frozen=True)
class Loop:
    """One published entry with what became of it since. A withdrawn one shows its marker and no words."""

    id: UUID
    shown: Shown
    frozen_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def area_key(self) -> str:
        return self.shown.area.key if self.shown.area else NO_AREA


NO_AREA = "none"

_LATEST = """
SELECT * FROM (
    SELECT DISTINCT ON (v.entry) v.entry AS id, v.shown::text AS shown, v.frozen_at, e.withdrawn_at, e.withdrawn_why
    FROM evidence v JOIN entry e ON e.id = v.entry WHERE $1::uuid IS NULL OR e.id = $1
    ORDER BY v.entry, v.revision DESC) latest
ORDER BY frozen_at DESC, id
"""
_SOME = _LATEST.replace("$1::uuid IS NULL OR e.id = $1", "e.id = ANY($1::uuid[])")
_NEWEST = f"SELECT * FROM ({_LATEST}) standing WHERE withdrawn_at IS NULL ORDER BY frozen_at DESC, id LIMIT 1"  # noqa: S608


async def loops() -> Sequence[Loop]:
    """Everything that is or was on the public page, latest first."""
    return tuple(_as_loop(row) for row in await rows(_LATEST, None))


async def loops_about(entries: Sequence[UUID]) -> Sequence[Loop]:
    """Those of these entries that are or were on the public page, latest first."""
    return tuple(_as_loop(row) for row in await rows(_SOME, list(entries)))


async def newest_loop() -> Loop | None:
    """The one published last that still stands."""
    found = await rows(_NEWEST, None)
    return _as_loop(found[0]) if found else None


async def find_loop(entry: UUID) -> Loop | None:
    """One of them, or None when it was never published."""
    found = await rows(_LATEST, entry)
    return _as_loop(found[0]) if found else None


async def published_on(entry: UUID) -> Sequence[datetime]:
    """Each time words were frozen for an entry, oldest first."""
    found = await rows("SELECT frozen_at FROM evidence WHERE entry = $1 ORDER BY revision", entry)
    return tuple(row["frozen_at"] for row in found)


def _as_loop(row: dict[str, Any]) -> Loop:
    return Loop(**{**row, "shown": Shown.model_validate_json(row["shown"])})
