"""Puts together what the public will read about an entry: to look at before it is published, and to freeze then."""

import json
from typing import Any
from uuid import UUID

from engage.consultations.looking_over.signatures import signatures_of
from engage.database import rows
from engage.themes.evidence import ThemeEvidence
from engage.web.rendering import HERE
from engage.yousaid.entries import SeenEntry
from engage.yousaid.freezing import base_beside, heard, people_read
from engage.yousaid.published import Area, CheckedBy, Shown, TakenBack

_AREA = """
SELECT w.key || '.' || f.code AS key, f.title, f.plain, w.title AS framework, f.number, f.position
FROM focus_area f JOIN framework w ON w.id = f.framework WHERE f.id = $1
"""
_SURVEY = """
SELECT s.slug, v.definition::json -> 'title' AS title, c.title AS own_title
FROM consultation c JOIN survey s ON s.id = c.survey LEFT JOIN survey_version v ON v.id = s.current_version
WHERE c.id = $1
"""


async def shown_of(entry: SeenEntry, evidence: ThemeEvidence) -> Shown:
    """The entry in the words it has now, with the numbers of now, protected."""
    survey = (await rows(_SURVEY, entry.rights.consultation.id))[0]
    title = json.loads(survey["title"]) if survey["title"] else {}
    return Shown(
        survey=survey["slug"],
        survey_title=title or {"en": survey["own_title"]},
        area=await _area(entry.focus_area),
        organisation=entry.organisation_name,
        outcome=entry.outcome,
        said=entry.said,
        did=entry.did,
        reason=entry.reason,
        instead=entry.instead,
        passed_to=entry.passed_to,
        decided_by=entry.decided_by,
        decided_on=entry.decided_on,
        look_again_on=entry.look_again_on,
        heard=heard(evidence),
        base=base_beside(evidence),
        people_read=people_read(evidence),
        taken_back=await _taken_back(entry),
        checked_by=await _checked_by(entry),
    )


async def _checked_by(entry: SeenEntry) -> tuple[CheckedBy, ...]:
    """Who said what of the questions, held against them as people were asked last."""
    return tuple(
        CheckedBy(party=one.party.value, name=one.by, verdict=one.verdict.value, is_current=one.is_current)
        for one in await signatures_of(entry.rights.consultation.id)
    )


async def _area(id: UUID | None) -> Area | None:
    if id is None:
        return None
    found: list[dict[str, Any]] = await rows(_AREA, id)
    return Area(**found[0]) if found else None


async def _taken_back(entry: SeenEntry) -> tuple[TakenBack, ...]:
    """Earlier times, and the last one when it is being published again."""
    before = await rows(
        "SELECT shown::text AS shown FROM evidence WHERE entry = $1 ORDER BY revision DESC LIMIT 1", entry.id
    )
    earlier = Shown.model_validate_json(before[0]["shown"]).taken_back if before else ()
    if entry.withdrawn_at is None:
        return earlier
    return (*earlier, TakenBack(on=entry.withdrawn_at.astimezone(HERE).date(), why=entry.withdrawn_why))
