"""The card of a survey for another site's page: what it is, who asks, until when, and one link that opens it in a tab of
its own. It sets no cookie and reads none, so it looks the same to everybody but for what its own address asks for."""

from typing import Any, TypeAlias

from litestar import Request, Response, get

from engage.clock import now
from engage.respond.asked import Stage, find_asked, wording
from engage.settings import settings
from engage.web.languages import EASY, Display
from engage.web.rendering import page
from engage.web.spoken import first_sentences, worded
from surveys.checks import minutes
from surveys.definition import Definition
from surveys.languages import LANGUAGES, language_of
from surveys.texts import offered

AnyRequest: TypeAlias = Request[Any, Any, Any]

_KEPT_FOR = 300  # seconds: a survey that closes says so on every site within five minutes


@get("/s/{slug:str}/embed")
async def embedded(request: AnyRequest, slug: str) -> Response[Any]:
    """The card. `?easy=yes` shows it in Easy Read, `?language=pl` in a language the survey has."""
    asked = await find_asked(slug)
    stage = asked.stage(now())
    is_public = asked.version_id is not None and not asked.is_pilot
    told: dict[str, Any] = {}
    display = _display(request, ())
    if is_public and asked.version_id:
        definition = await wording(asked.version_id)
        display = _display(request, offered(definition))
        told = _told(definition, display)
    return page(
        request,
        "respond/embed.html",
        display=display,
        embedded=True,
        headers={"cache-control": f"public, max-age={_KEPT_FOR}", "vary": "accept-encoding"},
        asked=asked,
        stage=stage if is_public else Stage.not_yet,
        site_address=f"{settings().address}/surveys",
        address=f"{settings().address}/s/{asked.slug}",
        what_changed=f"{settings().address}/what-changed?survey={asked.slug}",
        told=told,
    )


def _told(definition: Definition, display: Display) -> dict[str, Any]:
    reads = display.reads(offered(definition))
    return {
        "title": worded(definition.title, reads),
        "line": first_sentences(worded(definition.intro, reads)),
        "minutes": minutes(definition),
        "has_easy": all(EASY in question.text for question in definition.questions),
        "others": tuple(language_of(code) for code in offered(definition) if code != display.language),
    }


def _display(request: AnyRequest, languages: tuple[str, ...]) -> Display:
    """Light or dark as the reader's own device says; what the address asks for, and nothing a cookie says."""
    language = request.query_params.get("language", "en")
    return Display(
        theme="auto",
        easy=request.query_params.get("easy") == "yes",
        calm=True,
        language=language if language in LANGUAGES and language in languages else "en",
    )
