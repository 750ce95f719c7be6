"""Public: what changed, as cards, as a table, as a file, and one entry with how we know. Reads frozen evidence only."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get

from engage.clock import now
from engage.settings import settings
from engage.web.errors import NotThere
from engage.web.languages import speak
from engage.web.languages import translate as _
from engage.web.rendering import HERE, download, language_of, page
from engage.yousaid import board, cards, checked_words, table_view, words
from engage.yousaid.csv_file import as_csv
from engage.yousaid.paging import part_of
from engage.yousaid.previews import changed_preview, entry_preview
from engage.yousaid.public_history import history_of
from engage.yousaid.published import Loop, find_loop, loops

AnyRequest: TypeAlias = Request[Any, Any, Any]


@get("/what-changed")
async def what_changed(request: AnyRequest) -> Response[Any]:
    """You said, we did: by focus area, filtered by links."""
    speak(language_of(request))
    everything = await loops()
    today = _today()
    asked = dict(request.query_params)
    wanted = board.wanted_of(asked, everything)
    found = board.chosen(everything, wanted)
    is_table = wanted.view == board.TABLE
    part = part_of(found, asked.get("page", ""))
    return page(
        request,
        "yousaid/what_changed_table.html" if is_table else "yousaid/what_changed.html",
        sentence=board.sentence(
            [loop for loop in everything if board.Wanted(survey=wanted.survey).has(loop)]
        ),
        preview=changed_preview(),
        is_empty=not everything,
        wanted=wanted,
        survey_title=_survey_title(everything, wanted),
        state_tabs=board.state_tabs(everything, wanted),
        area_tabs=board.area_tabs(everything, wanted),
        groups=board.by_area(part.items),
        frameworks=len({group.area.framework for group in board.by_area(everything) if group.area}),
        card_of=lambda loop: cards.card_of(loop.shown, today),
        number=part.number,
        pages=part.pages,
        table_head=table_view.head(),
        table_rows=table_view.lines(found) if is_table else (),
        cacheable=True,
    )


def _survey_title(everything: Sequence[Loop], wanted: board.Wanted) -> str:
    titles = [loop.shown.survey_title for loop in everything if loop.shown.survey == wanted.survey]
    return cards.in_language(titles[0]) if titles else ""


def _today() -> date:
    return now().astimezone(HERE).date()


@get("/what-changed.csv")
async def as_file(request: AnyRequest) -> Response[Any]:
    """The same for a spreadsheet."""
    everything = await loops()
    wanted = board.wanted_of(dict(request.query_params), everything)
    body = as_csv(board.chosen(everything, wanted), settings().address)
    return download(body, "what-changed.csv", "text/csv; charset=utf-8")


@get("/what-changed/{entry:uuid}")
async def one(request: AnyRequest, entry: UUID) -> Response[Any]:
    """One entry: how many said it, how that was counted, what became of it."""
    speak(language_of(request))
    loop = await find_loop(entry)
    if loop is None:
        raise NotThere
    return page(
        request,
        "yousaid/one_entry.html",
        one=loop,
        preview=entry_preview(loop),
        who=words.how_many_said(loop.shown.heard),
        how_counted=_(words.HOW_COUNTED[loop.shown.people_read]),
        checked=checked_words.sentences(loop.shown.checked_by),
        title=cards.title_of(loop, language_of(request)),
        card=cards.card_of(loop.shown, _today()),
        survey_title=cards.in_language(loop.shown.survey_title),
        history=await history_of(loop),
        cacheable=True,
    )


router = Router("/", route_handlers=[what_changed, as_file, one])
