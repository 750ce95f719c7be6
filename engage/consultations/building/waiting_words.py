"""Words that wait for somebody: questions that another organisation asks this person to sign, and changes of an open survey
that nobody sees until they are published."""

from collections.abc import Sequence
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.looking_over.cosigning import own_sides, sides_of
from engage.consultations.looking_over.signatures import signatures_on
from engage.consultations.overview import Need, asks_needs
from engage.consultations.policy import SeenConsultation, consultations_for
from engage.database import rows
from surveys.authoring import draft_of, find_survey, published_of
from surveys.checks import opening_remarks
from surveys.differences import differences
from surveys.tables import SurveyState


@asks_needs
async def to_sign(actor: Actor) -> Sequence[Need]:
    """Finished questions of others that this person's organisation has not signed as they are now."""
    others = [
        one
        for one in await consultations_for(actor)
        if one.state == SurveyState.draft and one.may_sign and not one.may_build
    ]
    return [need for seen in others if (need := await _to_sign(actor, seen))]


async def _to_sign(actor: Actor, seen: SeenConsultation) -> Need | None:
    survey = await find_survey(seen.survey)
    draft = draft_of(survey) if survey else None
    if draft is None or opening_remarks(draft):
        return None
    own = {side.organisation for side in own_sides(actor, await sides_of(seen))}
    said = [one for one in await signatures_on(seen.id, draft) if one.organisation in own]
    if not own or any(one.is_current for one in said):
        return None
    again = "The questions have changed since you looked." if said else "They open to people soon."
    return Need(
        f"Look at the questions of “{seen.title}”",
        f"{seen.organisation_name} asks whether you are happy with them. {again}",
        f"/staff/consultations/{seen.id}/signing",
        "Look at the questions",
        20,
    )


_TOUCHED = """
SELECT c.id FROM consultation c JOIN survey s ON s.id = c.survey JOIN survey_version v ON v.id = s.current_version
WHERE c.id = ANY($1::uuid[]) AND s.state = 'open' AND s.draft_changed_at > v.frozen_at
"""


@asks_needs
async def to_publish(actor: Actor) -> Sequence[Need]:
    """Open surveys of this person's with changes that wait."""
    own = {one.id: one for one in await consultations_for(actor) if one.may_build}
    touched = [own[row["id"]] for row in await rows(_TOUCHED, list(own))]
    return [_to_publish(seen, n) for seen in touched if (n := await _how_many(seen.survey))]


def _to_publish(seen: SeenConsultation, n: int) -> Need:
    parts = "1 part has" if n == 1 else f"{n} parts have"
    return Need(
        f"Publish the changes of “{seen.title}”, or throw them away",
        f"{parts} changes that nobody sees yet.",
        f"/staff/consultations/{seen.id}/changes",
        "See the changes",
        25,
    )


async def _how_many(survey_id: UUID) -> int:
    survey = await find_survey(survey_id)
    published = await published_of(survey) if survey else None
    return len(differences(published, draft_of(survey))) if survey and published else 0
