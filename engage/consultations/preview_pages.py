"""The phone beside the builder: the page people answer on, in Standard and Easy Read. Nothing answered in it is kept."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.consultations import preview
from engage.consultations.building import BUILDS, SEES, AnyRequest, Bench, bench_of, first
from engage.consultations.preview import Mode
from engage.consultations.question_form import read_question
from engage.consultations.unsaved import question_in
from engage.web import languages
from engage.web.errors import NotThere
from engage.web.forms import FieldState, Form, Mistake, read_form
from engage.web.rendering import display_of, page, see
from surveys.definition import Definition, Question
from surveys.editing import NoSuchPart, add_question, replace_question
from surveys.questions.posted import ANSWER

HERE = "/staff/consultations/{consultation:uuid}/preview"


def _mode(request: AnyRequest) -> Mode:
    return Mode.easy if request.query_params.get("mode") == Mode.easy else Mode.std


@get(HERE, guards=SEES)
async def from_the_start(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The first question."""
    bench = await bench_of(request, consultation, to_read=True)
    if not bench.draft.questions:
        return _told(request, "empty")
    return see(f"{bench.here}/preview/{bench.draft.questions[0].id}?mode={_mode(request)}")


@get(f"{HERE}/{{question:str}}", guards=SEES)
async def one_question(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A question of the draft as it was last saved."""
    bench = await bench_of(request, consultation, to_read=True)
    if question == "end":
        return _told(request, "end")
    found = bench.draft.question(question)
    if found is None:
        return _told(request, "unsaved") if question == "new" else _none()
    return _shown(request, bench.draft, found)


def _none() -> Response[Any]:
    raise NotThere


@post(f"{HERE}/{{question:str}}", guards=SEES)
async def pressed(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A button in the phone: on to the next page, and nothing is kept."""
    bench = await bench_of(request, consultation, to_read=True)
    go = first(await read_form(request), "go")
    return see(f"{bench.here}/preview{preview.leads_to(bench.draft, question, go, _mode(request))}")


@post(f"{HERE}/{{question:str}}/look", guards=BUILDS)
async def look(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A question as it stands in the form beside the phone, before it is saved."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    if "text" not in typed:  # a button in the phone was pressed
        go = first(typed, "go")
        return see(f"{bench.here}/preview{preview.leads_to(bench.draft, question, go, _mode(request))}")
    asked = question_in(bench.draft, question, first(typed, "kind"))
    written = read_question(typed, asked)
    if isinstance(written, Form):
        return _told(request, "unfinished", written.mistakes)
    draft = _with(bench, written)
    return _shown(request, draft, written) if draft else _told(request, "unsaved")


def _with(bench: Bench, question: Question) -> Definition | None:
    try:
        return replace_question(bench.draft, question)
    except NoSuchPart:
        added = add_question(bench.draft, question)
        return added if isinstance(added, Definition) else None


def _shown(request: AnyRequest, definition: Definition, question: Question) -> Response[Any]:
    easy = _mode(request) is Mode.easy
    empty = FieldState(ANSWER)
    return page(
        request,
        "consultations/preview.html",
        framed=True,
        display=replace(display_of(request), easy=easy),
        asked=preview.as_seen(definition, question, languages.EASY if easy else "en"),
        turn=preview.turn_at(definition, question),
        text=empty,
        picks_field=empty,
        mark="",
        kept_elsewhere="",
        was_lost=False,
    )


def _told(request: AnyRequest, why: str, mistakes: tuple[Mistake, ...] = ()) -> Response[Any]:
    """A page in the phone that is no question."""
    shown = replace(display_of(request), easy=_mode(request) is Mode.easy)
    return page(
        request, "consultations/preview_told.html", framed=True, display=shown, why=why, mistakes=mistakes
    )


router = Router("/", route_handlers=[from_the_start, one_question, pressed, look])
