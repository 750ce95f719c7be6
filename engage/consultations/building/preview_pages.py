"""The phone beside the builder: the page people answer on, in every way of reading. Nothing answered in it is kept."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.consultations.building import preview
from engage.consultations.building.bank_pages import bank_question
from engage.consultations.building.bench import BUILDS, SEES, AnyRequest, Bench, bench_of, first
from engage.consultations.building.preview import EASY_READ
from engage.consultations.building.question_form import read_whole, within
from engage.consultations.building.unsaved import question_in
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, read_form
from engage.web.languages import Display
from engage.web.rendering import display_of, page, see
from surveys.definition import Definition, Section

HERE = "/staff/consultations/{consultation:uuid}/preview"


def _mode(request: AnyRequest) -> str:
    return preview.mode_in(request.query_params.get("mode", ""))


@get(HERE, guards=SEES)
async def from_the_start(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The first question."""
    bench = await bench_of(request, consultation, to_sign=True)
    screens = preview.screens(bench.draft)
    if not screens:
        return _told(request, "empty")
    return see(f"{bench.here}/preview/{screens[0]}?mode={_mode(request)}")


@get(f"{HERE}/{{question:str}}", guards=SEES)
async def one_question(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A question of the draft as it was last saved."""
    bench = await bench_of(request, consultation, to_sign=True)
    if question == preview.END:
        return _told(request, "end")
    screen = preview.screen_of(bench.draft, question)
    if screen is not None:
        return _shown(request, bench, bench.draft, screen)
    if question == "new":
        return _told(request, "unsaved")
    if bench.draft.question(question):
        return _told(request, "unstated")
    return _shown(request, bench, *await _not_in_it(bench, question))


async def _not_in_it(bench: Bench, question: str) -> tuple[Definition, str]:
    """A question of the bank, or one asked before, as a survey of its own; and its first screen."""
    found = await bank_question(bench, question)
    alone = (
        Definition(title=bench.draft.title, sections=(Section(id="s_1", questions=(found,)),))
        if found
        else None
    )
    screen = preview.screen_of(alone, question) if alone else None
    if alone is None or screen is None:
        raise NotThere
    return alone, screen


@post(f"{HERE}/{{question:str}}", guards=SEES)
async def pressed(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A button in the phone: on to the next page, and nothing is kept."""
    bench = await bench_of(request, consultation, to_sign=True)
    go = first(await read_form(request), "go")
    if preview.screen_of(bench.draft, question) is None:  # of the bank: there is nowhere to go on to
        return see(f"{bench.here}/preview/{question}?mode={preview.mode_in(go)}")
    return see(f"{bench.here}/preview{preview.leads_to(bench.draft, question, go, _mode(request))}")


@post(f"{HERE}/{{question:str}}/look", guards=BUILDS)
async def look(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A question as it stands in the form beside the phone, before it is saved."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    if "text" not in typed:  # a button in the phone was pressed
        go = first(typed, "go")
        screen = preview.screen_of(bench.draft, question) or question
        return see(f"{bench.here}/preview{preview.leads_to(bench.draft, screen, go, _mode(request))}")
    asked = question_in(bench.draft, question, first(typed, "kind"))
    written = read_whole(typed, asked, bench.draft, bench.picture_ids)
    if isinstance(written, Form):
        return _told(request, "unfinished", written.mistakes)
    draft = within(bench.draft, written, first(typed, "after"))
    shown = preview.screen_of(draft, written.id)
    return _shown(request, bench, draft, shown) if shown else _told(request, "unstated")


def _display(request: AnyRequest) -> Display:
    mode = _mode(request)
    return replace(
        display_of(request),
        easy=mode == EASY_READ,
        language="en" if mode in {preview.STANDARD, EASY_READ} else mode,
    )


def _shown(request: AnyRequest, bench: Bench, definition: Definition, screen: str) -> Response[Any]:
    language = preview.language_in(_mode(request))
    return page(
        request,
        "consultations/preview.html",
        framed=True,
        display=_display(request),
        **preview.values_at(definition, screen, language, bench.media),
    )


def _told(request: AnyRequest, why: str, mistakes: tuple[Mistake, ...] = ()) -> Response[Any]:
    """A page in the phone that is no question."""
    return page(
        request,
        "consultations/preview_told.html",
        framed=True,
        display=_display(request),
        why=why,
        mistakes=mistakes,
    )


router = Router("/", route_handlers=[from_the_start, one_question, pressed, look])
