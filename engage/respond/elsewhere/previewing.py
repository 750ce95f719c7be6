"""What a messenger shows of a survey's link, once the survey was opened; of a draft it shows nothing. It is in English
whoever sends the link: who will read it is not known."""

from typing import Any, TypeAlias

from litestar import Request, Response, get

from engage.respond.asked import Asked, find_asked, wording
from engage.web.errors import NotThere
from engage.web.languages import EASY
from engage.web.preview import Preview, mark_of, picture_page
from engage.web.preview_picture import Words
from engage.web.rendering import site
from engage.web.spoken import first_sentences, worded
from surveys.checks import minutes
from surveys.definition import Definition

AnyRequest: TypeAlias = Request[Any, Any, Any]

_LONGEST = 200  # letters of a description; messengers show about as many


def preview_of(asked: Asked, definition: Definition) -> Preview | None:
    """Its title and, in easy words, what it is about. None while young people try it out."""
    if asked.is_pilot:
        return None
    return Preview(
        title=worded(definition.title, "en"),
        description=_description(asked, definition),
        path=f"/s/{asked.slug}",
        picture=f"/s/{asked.slug}/picture.png?v={mark_of(_words(asked, definition))}",
    )


def _description(asked: Asked, definition: Definition) -> str:
    about = first_sentences(worded(definition.intro, EASY), _LONGEST)
    return (
        str(about) or f"{asked.asked_by} asks. You can skip any question. You do not have to give your name."
    )


def _words(asked: Asked, definition: Definition) -> Words:
    long = minutes(definition)
    return Words(
        above=f"{asked.asked_by} asks" if asked.asked_by else "",
        title=worded(definition.title, "en"),
        below="About 1 minute" if long == 1 else f"About {long} minutes",
        site=site().name,
    )


@get("/s/{slug:str}/picture.png")
async def picture(request: AnyRequest, slug: str) -> Response[Any]:
    """The title as a picture, the same in every version with the same title."""
    asked = await find_asked(slug)
    if asked.version_id is None or asked.is_pilot:
        raise NotThere
    return await picture_page(request, _words(asked, await wording(asked.version_id)))
