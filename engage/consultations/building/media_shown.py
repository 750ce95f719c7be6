"""A picture or recording of a survey, as the browsers of those who answer fetch it."""

from uuid import UUID

from litestar import Response, Router, get

from engage.access.actors import Actor
from engage.consultations.building.bench import AnyRequest
from engage.consultations.policy import find_consultation_for
from engage.database import rows
from engage.web.errors import NotThere
from engage.web.media import FOR_EVER, media
from surveys.media import find_media, media_piece


async def _may_see_draft(actor: object, survey: UUID) -> bool:
    """Whether somebody signed in builds this survey, signs it, or reads its answers."""
    found = await rows("SELECT id FROM consultation WHERE survey = $1", survey)
    if not isinstance(actor, Actor) or not found:
        return False
    seen = await find_consultation_for(actor, found[0]["id"])
    return seen.may_build or seen.may_sign or seen.may_read_words


@get("/s/{slug:str}/media/{file:str}")
async def shown(request: AnyRequest, slug: str, file: str) -> Response[bytes]:
    """A file of a survey: for everybody once a version uses it, before that for those who work on it."""
    found = await find_media(slug.lower(), file) if "\x00" not in slug else None
    if found is None:
        raise NotThere
    if not found.is_public and not await _may_see_draft(request.scope.get("actor"), found.survey_id):
        raise NotThere
    return await media(
        request,
        found.media_type,
        found.size,
        lambda begin, length: media_piece(found.id, begin, length),
        cached=FOR_EVER if found.is_public else "private, no-store",
    )


router = Router("/", route_handlers=[shown])
