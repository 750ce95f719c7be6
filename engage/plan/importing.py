"""Takes a plan into the register. Taking it in again brings titles up to date and adds statuses; a focus area that
is here already is never taken away, because themes and entries may point at it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from analysis.framework import FrameworkError
from engage.access.actors import Actor
from engage.audit import trail
from engage.clock import now as present
from engage.database import rows, writing
from engage.plan.reading import LARGEST, Plan, PlanArea, read_plan
from surveys.answers import Problem


@dataclass(frozen=True)
class Imported:
    """What an import did. `kept` are plain titles of focus areas that are here but no longer in the file."""

    framework: UUID
    key: str
    title: str
    is_new: bool
    areas: int
    new_areas: int
    new_statuses: int
    kept: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """One sentence for the history, the command line and the page."""
        did = "Added" if self.is_new else "Brought up to date"
        return (
            f"{did} the plan “{self.title}”: {_counted(self.areas, 'focus area', 'focus areas')}, "
            f"{_counted(self.new_statuses, 'new dated status', 'new dated statuses')}"
        )


def _counted(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


async def import_text(text: str, actor: Actor | None, now: datetime) -> Imported | Problem:
    """Take in the text of a TOML file. A Problem (field `text`) when it cannot be read. Must run inside `writing()`."""
    try:
        plan = read_plan(text)
    except FrameworkError as error:
        return Problem("text", str(error))
    imported = await _kept(plan, now)
    await trail.record(
        actor,
        "plan:imported",
        imported.framework,
        imported.sentence,
        now=now,
        detail={
            "is_new": imported.is_new,
            "new_areas": imported.new_areas,
            "statuses": imported.new_statuses,
        },
    )
    return imported


async def import_file(path: Path) -> int:
    """The command: one sentence and 0, or one sentence on standard error and 2."""
    try:
        text = _text_of(path)
    except FrameworkError as error:
        return _refused(str(error))
    async with writing():
        imported = await import_text(text, None, present())
    if isinstance(imported, Problem):
        return _refused(f"{path}: {imported.message}")
    print(f"{imported.sentence}.")
    return 0


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > 4 * LARGEST:
            raise FrameworkError(f"{path} is too large for a plan.")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FrameworkError(f"There is no file called {path}.") from None
    except (OSError, UnicodeDecodeError):
        raise FrameworkError(f"{path} cannot be read as text. Save the plan as TOML, in UTF-8.") from None


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


async def _kept(plan: Plan, now: datetime) -> Imported:
    framework, is_new = await _keep_framework(plan, now)
    streams = await _keep_workstreams(framework, plan)
    before = {
        row["code"]: row
        for row in await rows("SELECT id, code, plain, title FROM focus_area WHERE framework = $1", framework)
    }
    statuses = 0
    for position, one in enumerate(plan.areas):
        area = await _keep_area(framework, position, one)
        await _keep_streams_of(area, [streams[code] for code in one.workstreams])
        statuses += await _keep_statuses(area, one)
    codes = set(plan.framework.codes)
    return Imported(
        framework=framework,
        key=plan.framework.id,
        title=plan.framework.title,
        is_new=is_new,
        areas=len(plan.areas),
        new_areas=len(codes - set(before)),
        new_statuses=statuses,
        kept=tuple(row["plain"] or row["title"] for code, row in before.items() if code not in codes),
    )


async def _keep_framework(plan: Plan, now: datetime) -> tuple[UUID, bool]:
    found = await rows(
        """INSERT INTO framework (id, key, title, area, kind, published_on, imported_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (key) DO UPDATE SET title = excluded.title, area = excluded.area, kind = excluded.kind,
               published_on = excluded.published_on, imported_at = excluded.imported_at
           RETURNING id, id = $1 AS is_new""",
        uuid4(), plan.framework.id, plan.framework.title, plan.framework.area, plan.kind, plan.published, now,
    )  # fmt: skip
    return found[0]["id"], found[0]["is_new"]


async def _keep_workstreams(framework: UUID, plan: Plan) -> dict[str, UUID]:
    kept: dict[str, UUID] = {}
    for one in plan.workstreams:
        found = await rows(
            """INSERT INTO workstream (id, framework, code, number, title) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (framework, code) DO UPDATE SET number = excluded.number, title = excluded.title
               RETURNING id""",
            uuid4(), framework, one.code, one.number, one.title,
        )  # fmt: skip
        kept[one.code] = found[0]["id"]
    return kept


async def _keep_area(framework: UUID, position: int, one: PlanArea) -> UUID:
    area = one.area
    found = await rows(
        """INSERT INTO focus_area (id, framework, code, number, position, title, plain, description)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (framework, code) DO UPDATE SET number = excluded.number, position = excluded.position,
               title = excluded.title, plain = excluded.plain, description = excluded.description
           RETURNING id""",
        uuid4(), framework, area.code, area.number, position, area.title, area.plain, area.description,
    )  # fmt: skip
    id: UUID = found[0]["id"]
    return id


async def _keep_streams_of(area: UUID, streams: Sequence[UUID]) -> None:
    await rows(
        "DELETE FROM focus_area_workstream WHERE focus_area = $1 AND NOT workstream = ANY($2)",
        area,
        list(streams),
    )
    await rows(
        """INSERT INTO focus_area_workstream (id, focus_area, workstream)
           SELECT gen_random_uuid(), $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING""",
        area, list(streams),
    )  # fmt: skip


async def _keep_statuses(area: UUID, one: PlanArea) -> int:
    """Add the statuses that are not here yet; who decided is brought up to date on those that are."""
    added = 0
    for status in one.statuses:
        here = await rows(
            "UPDATE focus_area_status SET by = $4 WHERE focus_area = $1 AND on_day = $2 AND state = $3 RETURNING id",
            area, status.on, status.state, status.by,
        )  # fmt: skip
        if not here:
            await rows(
                "INSERT INTO focus_area_status (id, focus_area, on_day, state, by) VALUES ($1, $2, $3, $4, $5)",
                uuid4(), area, status.on, status.state, status.by,
            )  # fmt: skip
            added += 1
    return added
