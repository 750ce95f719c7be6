"""The form of one question: everything about it on one page, with the phone beside it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations import drafts
from engage.consultations.building import BUILDS, AnyRequest, Bench, bench_of, first, told_clash
from engage.consultations.drafts import Act, Clash, Outcome
from engage.consultations.question_form import (
    CHOOSING,
    form_of,
    kinds_like,
    pressed,
    read_question,
    reshaped,
    rows_of,
)
from engage.consultations.unsaved import fresh_question, question_in
from engage.consultations.words import KIND_ABOUT, KIND_NAMES, shortened
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, read_form
from engage.web.rendering import again, page, see
from engage.web.sprite import symbol_names
from surveys.answers import Problem
from surveys.definition import Definition, Question, QuestionKind, said
from surveys.editing import NoSuchPart, add_question, replace_question
from surveys.questions.feeling_scale import FACES

LIST = "/staff/consultations/{consultation:uuid}/questions"
PAGE = "consultations/question.html"


def _values(bench: Bench, question: Question, form: Form, **more: Any) -> dict[str, Any]:
    is_new = bench.draft.question(question.id) is None
    order = [one.id for one in bench.draft.questions]
    return {
        "seen": bench.seen,
        "form": form,
        "rows": rows_of(form),
        "question": question,
        "is_new": is_new,
        "live": bench.live,
        "place": len(order) + 1 if is_new else order.index(question.id) + 1,
        "draft": bench.draft,
        "has_options": question.kind in CHOOSING,
        "faces": FACES if question.kind is QuestionKind.feeling_scale else (),
        "kinds": _kinds(question),
        "kind_name": KIND_NAMES[question.kind],
        "symbols": symbol_names(),
        "remarks": () if is_new else bench.remarks(question.id),
        "on_row": 0,
        **more,
    }


def _kinds(question: Question) -> Sequence[tuple[str, str, str, str]]:
    return [(kind.value, KIND_NAMES[kind], "", KIND_ABOUT[kind]) for kind in kinds_like(question.kind)]


def _started(form: Form, bench: Bench, question: Question, after: str = "") -> Form:
    """The form with what it started from: the wording of this question, and the moment of the draft."""
    mark = drafts.mark_of(bench.draft.question(question.id))
    return Form(
        {**form.typed, "mark": (mark,), "started_from": (bench.changed_at.isoformat(),), "after": (after,)}
    )


@get(f"{LIST}/new", guards=BUILDS)
async def new(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """A question still to be written."""
    bench = await bench_of(request, consultation)
    kind = request.query_params.get("kind", "")
    if not bench.is_editable or kind not in set(QuestionKind):
        return see(f"{bench.here}/questions/add")
    question = fresh_question(bench.draft, QuestionKind(kind))
    after = request.query_params.get("after", "")
    form = _started(form_of(question), bench, question, after)
    return page(request, PAGE, **_values(bench, question, form))


@get(f"{LIST}/{{question:str}}", guards=BUILDS)
async def one(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A question as it was last saved."""
    bench = await bench_of(request, consultation)
    found = bench.draft.question(question)
    if found is None:
        raise NotThere
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    told = "Saved. The phone shows how it looks now." if request.query_params.get("done") == "saved" else ""
    return page(request, PAGE, told=told, **_values(bench, found, _started(form_of(found), bench, found)))


@post(f"{LIST}/{{question:str}}", guards=BUILDS)
async def save(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Keep the question, or change the form: add an answer, take one out, move one."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    asked = question_in(bench.draft, question, first(typed, "kind"))
    do, number = pressed(typed)
    if do != "save":
        form, row = reshaped(typed, do, number)
        return (again if form.mistakes else page)(request, PAGE, **_values(bench, asked, form, on_row=row))
    written = read_question(typed, asked)
    if isinstance(written, Form):
        return again(request, PAGE, **_values(bench, asked, written))
    outcome = await _keep(bench, written, typed)
    if isinstance(outcome, Definition):
        return see(f"{bench.here}/questions/{written.id}?done=saved")
    return await _not_kept(request, bench, written, typed, outcome)


async def _keep(bench: Bench, written: Question, typed: Typed) -> Outcome:
    mark, after = first(typed, "mark"), first(typed, "after")

    def kept(draft: Definition) -> Outcome:
        there = draft.question(written.id)
        if there == written:
            return draft
        if drafts.mark_of(there) != mark:
            return Clash(draft)
        return replace_question(draft, written) if there else _added(draft, written, after)

    words = shortened(said(written.text, "en"))
    is_new = bench.draft.question(written.id) is None
    name, verb = ("question:added", "Added") if is_new else ("question:changed", "Changed")
    async with writing():
        return await drafts.edit(
            bench.actor, bench.seen, kept, Act(name, f"{verb} the question “{words}”"), now=now()
        )


def _added(draft: Definition, question: Question, after: str) -> Definition | Problem:
    try:
        return add_question(draft, question, after or None)
    except NoSuchPart:
        return add_question(draft, question)


async def _not_kept(
    request: AnyRequest, bench: Bench, written: Question, typed: Typed, outcome: Problem | Clash
) -> Response[Any]:
    """The form once more with every word: beside it what somebody else has done, when that is why."""
    if isinstance(outcome, Problem):
        form = Form(typed, (Mistake(outcome.field, outcome.message),))
        return again(request, PAGE, **_values(bench, written, form))
    fresh = await bench_of(request, bench.seen.id)
    form = _started(Form(typed), fresh, written, first(typed, "after"))
    theirs = outcome.theirs.question(written.id)
    clash = await told_clash(bench, typed, now())
    return again(request, PAGE, **_values(fresh, written, form, clash=clash, theirs=theirs))


router = Router("/", route_handlers=[new, one, save])
