"""Bringing it to people: the link to say or send, the QR code to show, the poster to print."""

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
from surveys.definition import EASY, said
from surveys.logic.naming import short
from surveys.tables import Survey

ONE = "/staff/consultations/{consultation:uuid}/share"


async def _found(request: AnyRequest, consultation: UUID) -> tuple[SeenConsultation, Survey]:
    seen = await find_consultation_for(actor_of(request), consultation)
    return seen, await drafts.survey_of(seen)


def _link(survey: Survey) -> str:
    return f"{settings().address}/s/{survey.slug}"


def _values(seen: SeenConsultation, survey: Survey) -> dict[str, Any]:
    link = _link(survey)
    return {
        "seen": seen,
        "survey": survey,
        "link": link,
        "spoken": link.partition("://")[2],
        "draft": draft_of(survey),
        "who": group_words(groups_of(survey)),
        "is_over": stages.is_over(survey.state, survey.closes_at, now()),
        "is_to_come": stages.is_to_come(survey.state, survey.opens_at, now()),
    }


@get(ONE, guards=SEES)
async def share(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Link, QR code and poster."""
    seen, survey = await _found(request, consultation)
    values = _values(seen, survey)
    copied = on_websites.snippets(survey, values["draft"], values["link"])
    return page(request, "consultations/share.html", snippets=copied, **values)


@get(f"{ONE}/poster", guards=SEES)
async def poster(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """One A4 page for a wall or a letter."""
    seen, survey = await _found(request, consultation)
    lines = [line for line in said(draft_of(survey).intro, EASY).splitlines() if line.strip()]
    return page(
        request,
        "consultations/poster.html",
        lines=[short(line, 90) for line in lines[:3]],
        **_values(seen, survey),
    )


@get(f"{ONE}/qr.svg", guards=SEES)
async def qr_svg(request: AnyRequest, consultation: UUID) -> Response[bytes]:
    """The QR code as a drawing, dark on light whatever the page looks like."""
    _, survey = await _found(request, consultation)
    headers = {**HEADERS, "cache-control": "private, max-age=600"}
    return Response(qr_codes.svg(_link(survey)), media_type="image/svg+xml", headers=headers)


@get(f"{ONE}/qr.png", guards=SEES)
async def qr_png(request: AnyRequest, consultation: UUID) -> Response[bytes]:
    """The QR code as a picture to put into a letter or a slide."""
    _, survey = await _found(request, consultation)
    return download(qr_codes.png(_link(survey)), f"qr-{survey.slug}.png", "image/png")


router = Router("/", route_handlers=[share, poster, qr_svg, qr_png])
