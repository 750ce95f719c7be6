"""Taking in one unsealed item: into its own response and no other, once, and never over anything newer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from engage.database import rows
from engage.respond import attaching
from engage.respond.asked import wording
from engage.respond.checking import way_of
from engage.respond.keys import receipt_key
from engage.respond.offline.runs import Run, read_run
from engage.respond.offline.unsealing import Item
from engage.respond.places import format_of
from engage.respond.turns import Move, move_of
from engage.web.forms import Typed
from engage.web.languages import read_display
from engage.web.security import keyed
from surveys.answers import SKIPPED, Given, Problem
from surveys.definition import Definition, Step
from surveys.keeping import save_answer
from surveys.questions import control, read
from surveys.questions.posted import ANSWER, QUIET
from surveys.questions.shape import Control
from surveys.responding import State, complete, mark_asked, response_with
from surveys.texts import offered
from surveys.typed import kept

LATE_BY = timedelta(
    hours=24
)  # an item lives that long on a phone; so long after closing one from before is taken
REMEMBERED = timedelta(days=2)


class Told(StrEnum):
    """What the phone is told of an item. Whatever it is, the item need not be sent again."""

    taken = "taken"
    known = "known"  # it came before
    newer = "newer"  # something newer stands there, and stays
    late = "late"  # the survey was closed, or the answers were sent, before this was said
    foreign = "foreign"  # no response of this survey
    unread = "unread"  # not sealed to us, changed on the way, or no answer to its question


@dataclass(frozen=True)
class Taken:
    """What came of an item; after sending, the response and its three words."""

    told: Told
    state: State | None = None
    code: str = ""


async def take(item: Item, slug: str, at: datetime, now: datetime) -> Taken:
    """Take an item in, inside `writing()`. Sending it again changes nothing."""
    run = read_run(item.r, now)
    state = await response_with(run.response_id) if run else None
    if run is None or state is None or state.survey_slug != slug or state.is_pilot:
        return Taken(Told.foreign)
    key = keyed("sealed item", f"{state.response_id}:{item.i}")
    if not await _is_first(key, now):
        return Taken(Told.known)
    at = min(now, max(at, run.begun))
    taken = await (_finish(item, state, run, at, now) if item.send else _keep(item, state, run, at, now))
    await rows("UPDATE sealed_arrival SET told = $2 WHERE key = $1", key, taken.told.value)
    return taken


async def _is_first(key: str, now: datetime) -> bool:
    """Whether this came for the first time. Two at once wait for each other here."""
    await rows('DELETE FROM sealed_arrival WHERE "on" < $1', (now - REMEMBERED).date())
    return bool(
        await rows(
            'INSERT INTO sealed_arrival (key, told, "on") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING key',
            key,
            "",
            now.date(),
        )
    )


def is_taken(state: State, at: datetime, now: datetime) -> bool:
    """Whether the survey takes what was said at a time: it is open, or was then and has been closed for a day at most."""
    if state.may_change(now):
        return True
    closed = state.closes_at
    return closed is not None and state.withdrawn_at is None and at <= closed and now - closed <= LATE_BY


async def _keep(item: Item, state: State, run: Run, at: datetime, now: datetime) -> Taken:
    definition = await wording(state.version_id)
    step = definition.step(item.q)
    if not is_taken(state, at, now) or (state.completed_at and not run.is_change):
        return Taken(Told.late)
    if step is None:
        return Taken(Told.foreign)
    stored, typed = state.answers.get(step.id), _typed(item)
    given = _read(step, stored, typed)
    if given is None:
        return Taken(Told.unread)
    if _says_nothing(item, given, stored, typed):
        return Taken(Told.taken)
    if await _is_newer(state.response_id, step.id, at) and stored != given:
        return Taken(Told.newer)
    return Taken(await _save(item, state, definition, step, given, at))


async def _save(
    item: Item, state: State, definition: Definition, step: Step, given: Given, at: datetime
) -> Told:
    display, stored = read_display(item.l), state.answers.get(step.id)
    problem = await save_answer(
        state.response_id,
        step.id,
        given,
        format_of(display.easy, state.how_answered),
        display.reads(offered(definition)),
        at,
        only_over=stored,
    )
    if problem:
        return Told.late if isinstance(problem, Problem) else Told.newer
    await attaching.let_go(state.response_id, stored, given)
    if state.completed_at:
        after = replace(state, answers={**state.answers, step.id: given})
        await mark_asked(state.response_id, way_of(definition, after).steps)
    return Told.taken


async def _finish(item: Item, state: State, run: Run, at: datetime, now: datetime) -> Taken:
    if not is_taken(state, at, now):
        return Taken(Told.late)
    if state.completed_at and not run.is_change:
        return Taken(Told.known)
    way = way_of(await wording(state.version_id), state)
    code = await complete(state.response_id, item.quote, at, receipt_key(), way.steps)
    return Taken(Told.late) if isinstance(code, Problem) else Taken(Told.taken, state, code)


def _typed(item: Item) -> Typed:
    typed: dict[str, tuple[str, ...]] = {}
    for name, value in item.f:
        typed[kept(name)] = (*typed.get(kept(name), ()), kept(value))
    return typed


def _read(step: Step, stored: Given | None, typed: Typed) -> Given | None:
    """The answer; files are never sealed, so those that were sent before stay."""
    if control(step.question) is Control.file:
        own = tuple(value for value in typed.get(ANSWER, ()) if value in QUIET)
        typed = {**typed, ANSWER: (*(stored.choices if stored else ()), *own)}
    given = read(step.question, typed)
    return given if isinstance(given, Given) else None


def _says_nothing(item: Item, given: Given, stored: Given | None, typed: Typed) -> bool:
    """A page without signal that stood empty although something was said before is no reason to take that away; and
    a button that is not Next does not turn a question that was only looked at into one that was skipped."""
    if given != SKIPPED or "_skip" in typed.get(ANSWER, ()):
        return False
    if stored is None:
        return move_of({"go": (item.g,)}) is not Move.next
    return item.s


async def _is_newer(response_id: UUID, question_id: str, at: datetime) -> bool:
    found = await rows(
        "SELECT answered_at FROM answer WHERE response = $1 AND question_id = $2", response_id, question_id
    )
    return bool(found) and found[0]["answered_at"] > at
