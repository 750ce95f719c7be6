"""Bringing it to people: the link to say or send, the QR code to show."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.access.guards import actor_of
from engage.clock import now
from engage.consultations import on_websites, qr_codes, stages
from engage.consultations.building import drafts
from engage.consultations.building.bench import SEES, AnyRequest
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.words import group_words
from engage.settings import settings
from engage.web.rendering import download, page
from engage.web.security import HEADERS
from surveys.authoring import draft_of, groups_of
from surveys.languages import language_of
from surveys.tables import Survey
from surveys.texts import offered

ONE = "/staff/consultations/{consultation:uuid}/share"


async def found(request: AnyRequest, consultation: UUID) -> tuple[SeenConsultation, Survey]:
    """The consultation as this person sees it, and its survey. Raises NotThere."""
    seen = await find_consultation_for(actor_of(request), consultation)
    return seen, await drafts.survey_of(seen)


def link_of(survey: Survey) -> str:
    """The whole address people answer at."""
    return f"{settings().address}/s/{survey.slug}"


def values_of(seen: SeenConsultation, survey: Survey) -> dict[str, Any]:
    """What every page of sharing shows."""
    link = link_of(survey)
    return {
        "seen": seen,
        "survey": survey,
        "link": link,
        "spoken": link.partition("://")[2],
        "draft": draft_of(survey),
        "who": group_words(groups_of(survey)),
        "others": [language_of(code) for code in offered(draft_of(survey)) if code != "en"],
        "is_over": stages.is_over(survey.state, survey.closes_at, now()),
        "is_to_come": stages.is_to_come(survey.state, survey.opens_at, now()),
    }


@get(ONE, guards=SEES)
async def share(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Link, QR code and poster."""
    seen, survey = await found(request, consultation)
    values = values_of(seen, survey)
    copied = on_websites.snippets(survey, values["draft"], values["link"])
    return page(request, "consultations/share.html", snippets=copied, **values)


@get(f"{ONE}/qr.svg", guards=SEES)
async def qr_svg(request: AnyRequest, consultation: UUID) -> Response[bytes]:
    """The QR code as a drawing, dark on light whatever the page looks like."""
    _, survey = await found(request, consultation)
    headers = {**HEADERS, "cache-control": "private, max-age=600"}
    return Response(qr_codes.svg(link_of(survey)), media_type="image/svg+xml", headers=headers)


@get(f"{ONE}/qr.png", guards=SEES)
async def qr_png(request: AnyRequest, consultation: UUID) -> Response[bytes]:
    """The QR code as a picture to put into a letter or a slide."""
    _, survey = await found(request, consultation)
    return download(qr_codes.png(link_of(survey)), f"qr-{survey.slug}.png", "image/png")


router = Router("/", route_handlers=[share, qr_svg, qr_png])
