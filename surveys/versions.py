"""Versions of a live survey: what was published when, by whom and why; publishing the next one; throwing changes away.
A version's row never changes. Number 0 is kept for wordings that were looked at and never asked: a try-out, a signature.
What may be published is decided in `joins`; the caller locks the survey's row and opens the transaction."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from surveys.authoring import draft_of, published_of
from surveys.definition import Definition
from surveys.differences import differences
from surveys.joins import Counted, Join, Publication
from surveys.tables import Survey, SurveyVersion

LOOKED_AT = 0  # the number of a wording that was tried or signed, and never asked


@dataclass(frozen=True)
class Version:
    """One frozen wording, as people were asked it. `correction` counts the slips put right under one number."""

    id: UUID
    number: int
    correction: int
    definition: Definition
    note: str
    joins: tuple[Join, ...]
    by: str
    at: datetime

    @property
    def is_correction(self) -> bool:
        return self.correction > 0

    @property
    def apart(self) -> tuple[Join, ...]:
        """The questions whose answers are counted apart from those before."""
        return tuple(one for one in self.joins if one.join is Counted.apart)


async def versions_of(survey_id: UUID) -> tuple[Version, ...]:
    """Every version people were asked, oldest first."""
    rows = await SurveyVersion.raw(
        "SELECT id, number, correction, definition, note, joins, frozen_by, frozen_at FROM survey_version"
        " WHERE survey = {} AND number > 0 ORDER BY number, correction",
        survey_id,
    )
    return tuple(_version(row) for row in rows)


async def renames_of(survey_id: UUID) -> tuple[Mapping[str, str], ...]:
    """The new id by the old one of the questions that were counted apart, version by version, oldest first."""
    rows = await SurveyVersion.raw(
        "SELECT joins FROM survey_version WHERE survey = {} AND number > 0 ORDER BY number, correction",
        survey_id,
    )
    each = (
        {one.was: one.question for one in _joins(row["joins"]) if one.was != one.question} for row in rows
    )
    return tuple(names for names in each if names)


def _joins(raw: str) -> tuple[Join, ...]:
    return tuple(Join(**{**one, "join": Counted(one["join"])}) for one in json.loads(raw))


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        id=row["id"],
        number=row["number"],
        correction=row["correction"],
        definition=Definition.model_validate_json(row["definition"]),
        note=row["note"],
        joins=_joins(row["joins"]),
        by=row["frozen_by"],
        at=row["frozen_at"],
    )


async def publish(survey: Survey, publication: Publication, note: str, by: str, now: datetime) -> Version:
    """Freeze the next version, or the next correction of the current one, and ask it from now on. Somebody half-way
    through goes on with the wording they began with. The survey must have been opened."""
    number, correction = await _next(survey, is_correction=publication.is_correction)
    wording = publication.definition.model_dump_json()
    joins = json.dumps([asdict(one) for one in publication.joins])
    version = SurveyVersion(
        id=uuid4(),
        survey=survey.id,
        number=number,
        correction=correction,
        definition=wording,
        note=note,
        joins=joins,
        frozen_by=by,
        frozen_at=now,
    )
    await version.save()
    await _keep_draft(survey, publication.definition, now)
    await Survey.update({Survey.current_version: version.id}).where(Survey.id == survey.id)
    return Version(version.id, number, correction, publication.definition, note, publication.joins, by, now)


async def _next(survey: Survey, *, is_correction: bool) -> tuple[int, int]:
    """The number and the correction the next row gets."""
    latest = await SurveyVersion.raw(
        "SELECT number, correction FROM survey_version WHERE survey = {} AND number > 0"
        " ORDER BY number DESC, correction DESC LIMIT 1",
        survey.id,
    )
    number, correction = int(latest[0]["number"]), int(latest[0]["correction"])
    return (number, correction + 1) if is_correction else (number + 1, 0)


async def _keep_draft(survey: Survey, definition: Definition, now: datetime) -> None:
    """The draft follows what is published; a form that was opened before learns that from the moment."""
    await Survey.raw(
        "UPDATE survey SET draft = {}, draft_changed_at = greatest({}, draft_changed_at + interval '1 microsecond')"
        " WHERE id = {}",
        definition.model_dump_json(),
        now,
        survey.id,
    )


async def throw_away(survey: Survey, now: datetime) -> bool:
    """Put the draft back to what is published; False where there is nothing to throw away."""
    published = await published_of(survey)
    if published is None or not differences(published, draft_of(survey)):
        return False
    await _keep_draft(survey, published, now)
    return True


async def keep_wording(survey_id: UUID, definition: Definition, by: str, now: datetime) -> UUID:
    """Freeze a wording that somebody is about to look at, without asking it; an equal one is not kept twice."""
    rows = await SurveyVersion.raw(
        "SELECT id, number, correction, definition FROM survey_version WHERE survey = {}"
        " ORDER BY number = 0 DESC, number DESC, correction DESC",
        survey_id,
    )
    for row in rows:
        if not differences(Definition.model_validate_json(row["definition"]), definition):
            return UUID(str(row["id"]))
    counted = [int(row["correction"]) for row in rows if row["number"] == LOOKED_AT]
    version = SurveyVersion(
        id=uuid4(),
        survey=survey_id,
        number=LOOKED_AT,
        correction=max(counted, default=-1) + 1,
        definition=definition.model_dump_json(),
        frozen_by=by,
        frozen_at=now,
    )
    await version.save()
    return version.id
