"""Changes of an open survey: what waits, publishing it with what it means, throwing it away. Whoever decides names the
wording they looked at; if somebody has changed it since, nothing is published and they see what is there now."""

import random
from dataclasses import dataclass
from datetime import datetime

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.building.drafts import mark_of, survey_of
from engage.consultations.policy import SeenConsultation
from engage.consultations.setting_up import rename
from engage.database import rows
from surveys import versions
from surveys.answers import Problem
from surveys.authoring import draft_of, published_of
from surveys.checks import opening_remarks
from surveys.definition import Definition, said
from surveys.differences import Part, differences, may_be_correction
from surveys.joins import Decisions, decided
from surveys.tables import Survey, SurveyState
from surveys.versions import Version


@dataclass(frozen=True)
class Changes:
    """What waits to be published; `mark` names both wordings it lies between."""

    published: Definition
    draft: Definition
    parts: tuple[Part, ...]
    mark: str

    @property
    def may_be_slips(self) -> bool:
        """Whether they may all be slips put right."""
        return may_be_correction(self.parts)

    @property
    def missing(self) -> tuple[Problem, ...]:
        """What people would need before they could answer it."""
        return tuple(Problem(one.question_id or "", one.message) for one in opening_remarks(self.draft))


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to publish, and what they looked at."""

    mark: str
    only_slips: bool
    decisions: Decisions
    note: str


@dataclass(frozen=True)
class MovedOn:
    """The wording was changed or published since it was looked at; nothing was done."""


async def changes_of_live(seen: SeenConsultation) -> Changes | None:
    """What waits while the survey is open (or waited when it closed); None before it was ever opened."""
    return await _changes(await survey_of(seen))


async def _changes(survey: Survey) -> Changes | None:
    published, draft = await published_of(survey), draft_of(survey)
    if published is None:
        return None
    mark = f"{survey.current_version.hex}.{mark_of(draft)}"
    return Changes(published, draft, differences(published, draft), mark)


async def _locked(seen: SeenConsultation, mark: str) -> tuple[Survey, Changes] | None:
    """The survey, held, with the changes that were looked at; None when they are others by now."""
    await rows("SELECT id FROM survey WHERE id = $1 FOR UPDATE", seen.survey)
    survey = await survey_of(seen)
    changes = await _changes(survey)
    if changes is None or changes.mark != mark or survey.state == SurveyState.draft:
        return None
    return survey, changes


async def publish(
    actor: Actor, seen: SeenConsultation, wanted: Wanted, *, now: datetime, rng: random.Random
) -> Version | MovedOn | tuple[Problem, ...]:
    """Ask the new wording from now on. Must run inside `writing()`."""
    held = await _locked(seen, wanted.mark)
    if held is None or held[0].state != SurveyState.open:
        return MovedOn()
    survey, changes = held
    if changes.missing:
        return changes.missing
    publication = decided(
        changes.published, changes.draft, wanted.decisions, only_slips=wanted.only_slips, rng=rng
    )
    if isinstance(publication, tuple):
        return publication
    version = await versions.publish(survey, publication, wanted.note, actor.name, now)
    await rename(seen.id, said(version.definition.title, "en"))
    act, sentence = _told(version)
    await trail.record(
        actor, act, seen.id, f"{sentence}: {wanted.note}", now=now,
        detail={"version": version.id, "apart": [one.question for one in version.apart]},
    )  # fmt: skip
    return version


def _told(version: Version) -> tuple[str, str]:
    if version.is_correction:
        return "changes:corrected", f"Put a slip right in version {version.number}"
    return "changes:published", f"Published version {version.number}"


async def throw_away(actor: Actor, seen: SeenConsultation, mark: str, *, now: datetime) -> bool | MovedOn:
    """Go back to what people are asked; False where there was nothing to throw away. Must run inside `writing()`."""
    held = await _locked(seen, mark)
    if held is None:
        return MovedOn()
    gone = await versions.throw_away(held[0], now)
    if gone:
        await trail.record(
            actor, "changes:dropped", seen.id, "Threw away the changes that were not published", now=now
        )
    return gone
