"""A young reviewer's visit, without an account: the link is exchanged for a cookie and then opens nothing more; the wording
is kept as it was at that moment, so that what they say is about exactly what they saw."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request

from engage.audit import trail
from engage.consultations.tables import Verdict
from engage.database import rows
from engage.web.security import hashed, new_token
from surveys.authoring import definition_of, draft_of, find_survey
from surveys.definition import Definition
from surveys.tables import SurveyState
from surveys.versions import keep_wording

REVIEWING = "reviewing"


@dataclass(frozen=True)
class Review:
    """One visit: the wording that is looked at, who asks, and where its pictures and recordings are."""

    definition: Definition
    asked_by: str
    media: str
    token: str


@dataclass(frozen=True)
class Begun:
    """The cookie's value, and how long it may live."""

    token: str
    until: datetime


_WAITING = """
SELECT c.id, c.consultation, c.mark, c.expires_at, n.survey FROM co_sign c JOIN consultation n ON n.id = c.consultation
JOIN survey s ON s.id = n.survey
WHERE c.token_hash = $1 AND c.verdict = 'asked' AND c.expires_at > $2 AND s.state <> $3
"""


async def _waiting(token: str, now: datetime) -> dict[str, Any] | None:
    found = await rows(_WAITING, hashed(token), now, SurveyState.closed.value)
    return found[0] if found else None


async def can_begin(token: str, now: datetime) -> bool:
    """Whether a link still opens something: it was not used, taken back, or too old. Changes nothing."""
    waiting = await _waiting(token, now)
    return waiting is not None and not waiting["mark"]


async def begin(token: str, now: datetime) -> Begun | None:
    """Use a link up. None when it opens nothing (any more). Must run inside `writing()`."""
    waiting = await _waiting(token, now)
    if waiting is None:
        return None
    # a group opens its links at the same moment, and one wording is kept once
    await rows("SELECT id FROM survey WHERE id = $1 FOR UPDATE", waiting["survey"])
    survey = await find_survey(waiting["survey"])
    if survey is None:
        return None
    wording = await keep_wording(survey.id, draft_of(survey), "", now)
    fresh = new_token()
    used = await rows(
        "UPDATE co_sign SET token_hash = $2, mark = $3 WHERE token_hash = $1 AND mark = '' RETURNING expires_at",
        hashed(token), hashed(fresh), wording.hex,
    )  # fmt: skip
    return Begun(fresh, used[0]["expires_at"]) if used else None


async def find_review(request: Request[Any, Any, Any], now: datetime) -> Review | None:
    """The visit this device's cookie belongs to; None once something was said, or without one."""
    token = request.cookies.get(REVIEWING, "")
    waiting = await _waiting(token, now) if token else None
    if waiting is None or not waiting["mark"]:
        return None
    definition = await definition_of(UUID(waiting["mark"]))
    survey = await find_survey(waiting["survey"])
    if definition is None or survey is None:
        return None
    return Review(definition, survey.asked_by, f"/s/{survey.slug}/media", token)


async def say(review: Review, verdict: Verdict, note: str, name: str, now: datetime) -> bool:
    """Keep what a young reviewer says; False when it was said or taken back meanwhile. Must run inside `writing()`."""
    kept = await rows(
        """UPDATE co_sign SET verdict = $2, note = $3, by_name = $4, signed_at = $5, token_hash = NULL
           WHERE token_hash = $1 AND verdict = 'asked' AND mark <> '' RETURNING id, consultation""",
        hashed(review.token), verdict.value, note, name, now,
    )  # fmt: skip
    if not kept:
        return False
    said = "is happy with the questions" if verdict is Verdict.happy else "would change something"
    await trail.record(
        None, "questions:signed", kept[0]["consultation"], f"A young reviewer {said}", now=now,
        detail={"party": "young_reviewer", "verdict": verdict.value, "review": kept[0]["id"]},
    )  # fmt: skip
    return True
