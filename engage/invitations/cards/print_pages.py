"""The cards of a batch as a PDF: the same words each time it is printed."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Response, get

from engage.clock import now
from engage.invitations.cards.desk import ONE, SHARES, AnyRequest, Desk, batch_at
from engage.printing.cards import OnCards, cards
from engage.printing.setting import PDF, set_sheet
from engage.respond.keys import invitation_key
from engage.settings import settings
from engage.web import languages
from engage.web.rendering import download, page
from engage.web.spoken import InLanguage, worded
from surveys.authoring import draft_of
from surveys.invitations.batches import Batch, codes_of
from surveys.logic.naming import short
from surveys.texts import offered

_TITLE = 90  # letters that stay large enough to read on a card


@get(f"{ONE}/cards.pdf", guards=SHARES)
async def cards_pdf(request: AnyRequest, consultation: UUID, batch: UUID) -> Response[Any]:
    """All of them, or with `?left=on` those that were not used; `?language=` for one of the survey's languages."""
    desk, found = await batch_at(request, consultation, batch)
    wants_left = "left" in request.query_params
    codes = [one for one in await codes_of(found.id, invitation_key()) if not (wants_left and one.is_used)]
    if not codes or not found.is_open(now()):
        return page(
            request,
            "invitations/cards/nothing.html",
            status=409,
            seen=desk.seen,
            one=found,
            is_open=found.is_open(now()),
        )
    asked_for = request.query_params.get("language", "en")
    language = asked_for if asked_for in offered(draft_of(desk.survey)) else "en"
    spoken = language if language in languages.turned_on() else "en"
    what = _on_cards(desk, found, [one.words for one in codes], language)
    # drawing a thousand QR codes takes a second, too: all of it is done beside the pages of others
    made = await asyncio.to_thread(lambda: set_sheet(cards(what, spoken)))
    return download(made, f"cards-{desk.survey.slug}-{len(codes)}.pdf", PDF)


def _on_cards(desk: Desk, batch: Batch, codes: list[str], language: str) -> OnCards:
    title = worded(draft_of(desk.survey).title, language)
    return OnCards(
        title=InLanguage(short(title, _TITLE), title.language),
        asks=desk.survey.asked_by,
        address=settings().address,
        name=batch.name,
        codes=codes,
        until=min((day for day in (batch.closes_at, desk.survey.closes_at) if day), default=None),
    )
