"""Changing a draft so that nobody's work is overwritten unseen: the row is locked, the part that was edited is compared
with what its editor started from, and the change goes into the history. Edits themselves are pure (`surveys.editing`).
While a survey is open its draft holds changes that nobody is asked yet; publishing them is in `changing`."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from pydantic import BaseModel

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.policy import SeenConsultation
from engage.database import rows
from engage.web.errors import NotThere
from engage.web.rendering import HERE, day, time_of_day
from surveys.answers import Problem
from surveys.authoring import Conflict, draft_of, find_survey, save_draft
from surveys.definition import Definition
from surveys.tables import Survey, SurveyState
from surveys.translated import remarked

LOCKED = Problem("", "It is closed, so its questions stay as people answered them")


@dataclass(frozen=True)
class Clash:
    """Somebody else changed the same part meanwhile; theirs is kept, and what was typed is shown again."""

    theirs: Definition


Outcome: TypeAlias = Definition | Problem | Clash
Edit: TypeAlias = Callable[[Definition], Outcome]


@dataclass(frozen=True)
class Change:
    """One change of a draft as the history tells it."""

    at: datetime
    who: str
    sentence: str


@dataclass(frozen=True)
class Act:
    """What a change is called in the history: `question:changed` and a sentence."""

    name: str
    sentence: str


async def survey_of(seen: SeenConsultation) -> Survey:
    """The survey of a consultation."""
    if survey := await find_survey(seen.survey):
        return survey
    raise NotThere


def is_editable(survey: Survey) -> bool:
    """Whether the questions may be changed: nobody has been asked them yet, or people are being asked now."""
    return survey.state in {SurveyState.draft, SurveyState.open}


def mark_of(part: BaseModel | None) -> str:
    """A short mark of exactly this wording, to see later whether it is still the same."""
    return hashlib.sha256(part.model_dump_json().encode()).hexdigest()[:16] if part else ""


async def edit(actor: Actor, seen: SeenConsultation, change: Edit, act: Act, *, now: datetime) -> Outcome:
    """Apply one edit to the draft as it is at this moment. Must run inside `writing()`.

    An edit that changes nothing is not recorded. `LOCKED` when the survey is closed.
    """
    await rows("SELECT id FROM survey WHERE id = $1 FOR UPDATE", seen.survey)
    survey = await survey_of(seen)
    if not is_editable(survey):
        return LOCKED
    before = draft_of(survey)
    after = change(before)
    if not isinstance(after, Definition) or after == before:
        return after
    after = remarked(before, after)
    saved = await save_draft(survey.id, after, survey.draft_changed_at, now)
    if isinstance(saved, Conflict):
        return Clash(saved.theirs)
    await trail.record(actor, act.name, seen.id, act.sentence, now=now)
    return after


async def changes_of(
    consultation: UUID, *, since: datetime | None = None, but: UUID | None = None
) -> Sequence[Change]:
    """The latest changes of the draft, newest first; since a moment, and without one person's own."""
    found = await rows(
        """SELECT at, actor_name, sentence FROM audit_event
           WHERE subject = $1 AND (act LIKE 'question:%' OR act LIKE 'changes:%' OR act LIKE 'survey:reworded%')
             AND ($2::timestamptz IS NULL OR at > $2) AND ($3::uuid IS NULL OR actor IS DISTINCT FROM $3)
           ORDER BY id DESC LIMIT 10""",
        str(consultation), since, but,
    )  # fmt: skip
    return tuple(Change(row["at"], row["actor_name"], row["sentence"]) for row in found)


def told(changes: Sequence[Change], now: datetime) -> tuple[str, ...]:
    """Each change as a sentence: `Ana changed the question “…” at 2:02pm.`"""
    return tuple(
        f"{change.who} {change.sentence[:1].lower()}{change.sentence[1:]} {_when(change.at, now)}."
        for change in changes
    )


def _when(at: datetime, now: datetime) -> str:
    if at.astimezone(HERE).date() == now.astimezone(HERE).date():
        return f"at {time_of_day(at)}"
    return f"on {day(at)} at {time_of_day(at)}"


def started_from(raw: str) -> datetime | None:
    """The moment a form says it started from; anything else is nothing."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
