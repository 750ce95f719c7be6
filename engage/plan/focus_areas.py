"""What the plan register holds, for its own pages and for every room above: plans, focus areas, where each stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from analysis.framework import FocusArea as TextArea
from analysis.framework import Framework as TextFramework
from engage.database import rows

OPEN = "open"


@dataclass(frozen=True)
class Framework:
    """A plan in the register. `areas` counts its focus areas, `still_open` those not closed yet."""

    id: UUID
    key: str
    title: str
    area: str
    kind: str
    published_on: date | None
    areas: int
    still_open: int


@dataclass(frozen=True)
class Status:
    """What a focus area became on a day; `by` names the visit or the board."""

    on: date
    state: str
    by: str


@dataclass(frozen=True)
class FocusArea:
    """A focus area with its whole history, oldest status first."""

    id: UUID
    framework: UUID
    framework_title: str
    code: str
    number: int | None
    title: str
    plain: str
    description: str
    workstreams: tuple[str, ...]
    statuses: tuple[Status, ...]

    @property
    def short(self) -> str:
        """Its everyday name."""
        return self.plain or self.title

    @property
    def state(self) -> str:
        """Where it stands now; `open` until a status says otherwise."""
        return self.statuses[-1].state if self.statuses else OPEN

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


# the latest status of a focus area: of two on one day the one that is not "open"
_NOW = """(SELECT s.state FROM focus_area_status s WHERE s.focus_area = f.id
           ORDER BY s.on_day DESC, s.state = 'open' LIMIT 1)"""

_FRAMEWORKS = f"""
SELECT w.id, w.key, w.title, w.area, w.kind, w.published_on, count(f.id) AS areas,
       count(f.id) FILTER (WHERE coalesce({_NOW}, 'open') = 'open') AS still_open
FROM framework w LEFT JOIN focus_area f ON f.framework = w.id
WHERE $1::uuid IS NULL OR w.id = $1
GROUP BY w.id ORDER BY w.published_on DESC NULLS LAST, w.title
"""  # noqa: S608 - only our own text is joined

_AREAS = """
SELECT f.id, f.framework, w.title AS framework_title, f.code, f.number, f.title, f.plain, f.description,
       coalesce((SELECT json_agg(k.title ORDER BY k.number, k.title) FROM focus_area_workstream l
                 JOIN workstream k ON k.id = l.workstream WHERE l.focus_area = f.id), '[]')::text AS workstreams,
       coalesce((SELECT json_agg(json_build_array(s.on_day, s.state, s.by) ORDER BY s.on_day, s.state <> 'open')
                 FROM focus_area_status s WHERE s.focus_area = f.id), '[]')::text AS statuses
FROM focus_area f JOIN framework w ON w.id = f.framework
WHERE ($1::uuid IS NULL OR f.framework = $1) AND ($2::uuid IS NULL OR f.id = $2)
ORDER BY w.published_on DESC NULLS LAST, w.title, f.position, f.code
"""


async def frameworks() -> tuple[Framework, ...]:
    """Every plan, the newest first."""
    return tuple(Framework(**row) for row in await rows(_FRAMEWORKS, None))


async def find_framework(id: UUID) -> Framework | None:
    """One plan."""
    found = await rows(_FRAMEWORKS, id)
    return Framework(**found[0]) if found else None


async def focus_areas(framework: UUID | None = None) -> tuple[FocusArea, ...]:
    """The focus areas of one plan, or of all, in the order of their plans."""
    return tuple(_area(row) for row in await rows(_AREAS, framework, None))


async def find_focus_area(id: UUID) -> FocusArea | None:
    """One focus area."""
    found = await rows(_AREAS, None, id)
    return _area(found[0]) if found else None


async def as_text(framework: UUID) -> TextFramework | None:
    """A plan as analysis reads it: its words only."""
    found = await find_framework(framework)
    if found is None:
        return None
    areas = tuple(
        TextArea(
            code=one.code, title=one.title, plain=one.plain, description=one.description, number=one.number
        )
        for one in await focus_areas(framework)
    )
    return TextFramework(id=found.key, title=found.title, focus_areas=areas, area=found.area)


def _area(row: Mapping[str, Any]) -> FocusArea:
    told = {
        "workstreams": tuple(json.loads(row["workstreams"])),
        "statuses": tuple(
            Status(date.fromisoformat(on), state, by) for on, state, by in json.loads(row["statuses"])
        ),
    }
    return FocusArea(**{**row, **told})
