"""What messengers and search engines show of the home page, the list of surveys and what changed, and its two pictures.
In English whoever sends the link: who will read it is not known."""

from typing import Any, TypeAlias

from litestar import Request, Response, Router, get

from engage.web.languages import EASY
from engage.web.preview import Preview, mark_of, picture_page
from engage.web.preview_picture import Words
from engage.web.rendering import site
from engage.web.spoken import first_sentences, worded
from engage.yousaid.cards import title_of
from engage.yousaid.published import Loop

AnyRequest: TypeAlias = Request[Any, Any, Any]

_LONGEST = 200  # letters of a description


def _home_words() -> Words:
    return Words(
        "", "Tell us what it’s really like.", "Say it your way. We show you what changes.", site().name
    )


def _changed_words() -> Words:
    return Words("You said, we did", "What changed because people said so", "", site().name)


def home_preview() -> Preview:
    """Of the home page."""
    return Preview(
        title=site().name,
        description="You know what school and support feel like. Say it your way. We show you what changes.",
        path="/",
        picture=f"/picture.png?v={mark_of(_home_words())}",
    )


def surveys_preview() -> Preview:
    """Of the list of surveys."""
    return Preview(
        title=f"Surveys – {site().name}",
        description="What you can answer now. You can skip any question and stop at any time. You do not need an account.",
        path="/surveys",
        picture=f"/picture.png?v={mark_of(_home_words())}",
    )


def changed_preview() -> Preview:
    """Of everything that changed."""
    return Preview(
        title=f"What changed – {site().name}",
        description="What people said, what was decided, what changed and what did not, with how we know.",
        path="/what-changed",
        picture=f"/what-changed.png?v={mark_of(_changed_words())}",
    )


def entry_preview(loop: Loop) -> Preview | None:
    """Of one entry: what was done about it. None once it was taken back."""
    if loop.is_withdrawn:
        return None
    return Preview(
        title=title_of(loop, "en"),
        description=first_sentences(worded(loop.shown.did, EASY), _LONGEST),
        path=f"/what-changed/{loop.id}",
        picture=f"/what-changed.png?v={mark_of(_changed_words())}",
    )


@get("/picture.png")
async def picture(request: AnyRequest) -> Response[Any]:
    """The home page's."""
    return await picture_page(request, _home_words())


@get("/what-changed.png")
async def changed_picture(request: AnyRequest) -> Response[Any]:
    """What changed's."""
    return await picture_page(request, _changed_words())


router = Router("/", route_handlers=[picture, changed_picture])
