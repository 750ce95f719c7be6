"""Asking for themes, and the worker's part of it: read the answers, let the engine look, keep what it found."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from engage.access.actors import Actor
from engage.audit import trail
from engage.clock import now as present
from engage.consultations.policy import SeenConsultation
from engage.database import AWAY, rows, writing
from engage.jobs import Job, ask_for
from engage.plan.focus_areas import find_framework
from engage.themes.acts import lock
from engage.themes.keeping import keep
from engage.themes.live import totals_of
from engage.themes.reading import read_for
from engage.themes.starting import COMMAND, EngineStopped, run_engine
from engage.themes.tables import RunState
from engage.web.rendering import day_time

log = logging.getLogger("engage.themes")

GIVEN_UP_AFTER = timedelta(hours=1)  # a run that says nothing for so long has lost its job


@dataclass(frozen=True)
class Refused:
    """Why no run was started, as a sentence."""

    message: str


async def ask_for_themes(
    consultation: SeenConsultation, framework: UUID | None, actor: Actor, now: datetime
) -> UUID | Refused:
    """Ask the worker for themes; the id of the run. Refused while another run waits or works, and where nobody has
    written anything. Must run inside `writing()`; whoever calls has asked the policy for `may_review`."""
    await lock(consultation.id)
    if refused := await _not_now(consultation.id, framework, now):
        return refused
    run = uuid4()
    await rows(
        """INSERT INTO run (id, consultation, framework, state, told, asked_by, asked_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        run, consultation.id, framework, RunState.waiting.value, "Waiting for its turn", actor.id, now,
    )  # fmt: skip
    await ask_for(Job.find_themes, {"run": str(run)})
    await trail.record(
        actor, "run:asked", consultation.id, f"Asked for themes of “{consultation.title}”", now=now,
        detail={"run": run, "consultation": consultation.id, "framework": framework},
    )  # fmt: skip
    return run


async def _not_now(consultation: UUID, framework: UUID | None, now: datetime) -> Refused | None:
    going = await rows(
        """SELECT r.id, r.asked_at, p.name FROM run r LEFT JOIN person p ON p.id = r.asked_by
           WHERE r.consultation = $1 AND r.state IN ('waiting', 'working')""",
        consultation,
    )
    for run in going:
        if now - run["asked_at"] < GIVEN_UP_AFTER:
            who = run["name"] or "Somebody"
            return Refused(
                f"{who} asked for themes already: {day_time(run['asked_at'])}. Wait until they are here."
            )
        await _end(run["id"], RunState.failed, "It stopped half-way and was given up.", now)
    if not (await totals_of([consultation])).get(consultation):
        return Refused("Wait for answers: nobody has written anything in their own words yet.")
    if framework and await find_framework(framework) is None:
        return Refused("Choose a plan from the list, or none.")
    return None


async def find_themes(
    run_id: str, clock: Callable[[], datetime] = present, command: tuple[str, ...] = COMMAND
) -> None:
    """One run, for the worker. Nothing is written before it is whole, so a run that was killed and picked up again
    gives what an undisturbed one gives; a run that is over is left alone."""
    from pgqueuer.errors import RetryRequested

    try:
        await _find(UUID(run_id), clock, command)
    except AWAY as error:
        raise RetryRequested(delay=timedelta(seconds=5), reason=type(error).__name__) from error


async def _find(run: UUID, clock: Callable[[], datetime], command: tuple[str, ...]) -> None:
    found = await rows(
        "UPDATE run SET state = 'working', fraction = 0 WHERE id = $1 AND state IN ('waiting', 'working') RETURNING *",
        run,
    )
    if not found:
        return
    reading = await read_for(found[0]["consultation"], found[0]["framework"])
    try:
        findings = await run_engine(reading.order, lambda share, told: _tell(run, share, told), command)
    except EngineStopped as stopped:
        log.warning("run %s stopped: %s", run, stopped)
        async with writing():
            await _failed(found[0], str(stopped), clock())
        return
    async with writing():
        await lock(found[0]["consultation"])
        await keep(run, reading, findings, clock())


async def _tell(run: UUID, share: float, told: str) -> None:
    await rows(
        "UPDATE run SET fraction = $2, told = $3 WHERE id = $1 AND state = 'working'", run, share, told[:200]
    )


async def _failed(run: dict[str, Any], told: str, now: datetime) -> None:
    await _end(run["id"], RunState.failed, told, now)
    await trail.record(
        None, "run:stopped", run["consultation"], f"Looking for themes stopped: {told}", now=now,
        detail={"run": run["id"], "consultation": run["consultation"]},
    )  # fmt: skip


async def _end(run: UUID, state: RunState, told: str, now: datetime) -> None:
    await rows(
        "UPDATE run SET state = $2, told = $3, ended_at = $4 WHERE id = $1 AND state IN ('waiting', 'working')",
        run, state.value, told, now,
    )  # fmt: skip


@dataclass(frozen=True)
class RunSeen:
    """The latest run of a consultation. `fraction` runs 0 to 1."""

    id: UUID
    state: str
    fraction: float
    told: str
    framework: UUID | None
    asked_by: str | None
    asked_at: datetime
    ended_at: datetime | None

    @property
    def is_going(self) -> bool:
        return self.state in {RunState.waiting, RunState.working}


async def latest_run(consultation: UUID) -> RunSeen | None:
    """The run asked for last."""
    found = await rows(
        """SELECT r.id, r.state, r.fraction, r.told, r.framework, p.name AS asked_by, r.asked_at, r.ended_at
           FROM run r LEFT JOIN person p ON p.id = r.asked_by
           WHERE r.consultation = $1 ORDER BY r.asked_at DESC, r.id LIMIT 1""",
        consultation,
    )
    return RunSeen(**found[0]) if found else None
