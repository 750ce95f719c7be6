"""The form of one question: everything about it on one page, with the phone beside it."""

import random
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first, told_clash
from engage.consultations.building.comparing import compares_with
from engage.consultations.building.drafts import Act, Clash, Outcome
from engage.consultations.building.question_form import pressed, read_whole, reshaped
from engage.consultations.building.question_shown import started, values, with_start
from engage.consultations.building.unsaved import fresh_question, question_in
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.definition import Definition, Question, QuestionKind, new_question_id, said
from surveys.editing import add_question, replace_question
from surveys.logic.naming import short
from surveys.renaming import renamed

LIST = "/staff/consultations/{consultation:uuid}/questions"
PAGE = "consultations/question.html"
TOLD = {
    "saved": "Saved. The phone shows how it looks now.",
    "copied": "This is the copy. Change what is different, then save it.",
    "added": "Added. People can be asked it as it is.",
    "there": "This question is in your survey already. Here it is.",
    "own": "It is a question of its own now. Change what you like.",
}


@get(f"{LIST}/new", guards=BUILDS)
async def new(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """A question still to be written."""
    bench = await bench_of(request, consultation)
    kind = request.query_params.get("kind", "")
    if not bench.is_editable or kind not in set(QuestionKind):
        return see(f"{bench.here}/questions/add")
    question = fresh_question(bench.draft, QuestionKind(kind))
    form = started(bench, question, request.query_params.get("after", ""))
    return page(request, PAGE, **values(bench, question, form))


@get(f"{LIST}/{{question:str}}", guards=BUILDS)
async def one(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A question as it was last saved."""
    bench = await bench_of(request, consultation)
    found = bench.draft.question(question)
    if found is None:
        raise NotThere
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    told = TOLD.get(request.query_params.get("done", ""), "")
    shown = values(bench, found, started(bench, found), compared=await compares_with(bench, found))
    return page(request, PAGE, told=told, **shown)


@post(f"{LIST}/{{question:str}}", guards=BUILDS)
async def save(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Keep the question, or change the form: add a row, take one out, move one, show the fields of another type."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    asked = question_in(bench.draft, question, first(typed, "kind"))
    press = pressed(typed)
    if press.name not in {"save", "own"}:
        form, row = reshaped(typed, press) if press.rows else (Form(typed), "")
        shown = again if form.mistakes else page
        return shown(request, PAGE, **values(bench, asked, form, go_on=row or press.name))
    written = read_whole(typed, asked, bench.draft, bench.picture_ids)
    if isinstance(written, Form):
        return again(request, PAGE, **values(bench, asked, written))
    own_id = _new_id(bench.draft) if press.name == "own" else ""
    outcome = await _keep(bench, written, typed, own_id)
    if isinstance(outcome, Definition):
        done = "own" if own_id else "saved"
        return see(f"{bench.here}/questions/{own_id or written.id}?done={done}")
    return await _not_kept(request, bench, written, typed, outcome)


async def _keep(bench: Bench, written: Question, typed: Typed, own_id: str = "") -> Outcome:
    """Keep the question, under an id of its own where one is given; somebody else's change meanwhile is a clash."""
    mark, after = first(typed, "mark"), first(typed, "after")

    def kept(draft: Definition) -> Outcome:
        there = draft.question(written.id)
        if there != written and drafts.mark_of(there) != mark:
            return Clash(draft)
        with_it = replace_question(draft, written) if there else add_question(draft, written, after)
        if own_id and isinstance(with_it, Definition):
            return renamed(with_it, {written.id: own_id})
        return with_it

    words = short(said(written.text, "en"))
    is_new = bench.draft.question(written.id) is None
    name, verb = ("question:added", "Added") if is_new else ("question:changed", "Changed")
    async with writing():
        return await drafts.edit(
            bench.actor, bench.seen, kept, Act(name, f"{verb} the question “{words}”"), now=now()
        )


def _new_id(draft: Definition) -> str:
    return new_question_id(random.SystemRandom(), {one.id for one in draft.questions})


async def _not_kept(
    request: AnyRequest, bench: Bench, written: Question, typed: Typed, outcome: Problem | Clash
) -> Response[Any]:
    """The form once more with every word: beside it what somebody else has done, when that is why."""
    if isinstance(outcome, Problem):
        form = Form(typed, (Mistake(outcome.field, outcome.message),))
        return again(request, PAGE, **values(bench, written, form))
    fresh = await bench_of(request, bench.seen.id)
    form = with_start(Form(typed), fresh, written, first(typed, "after"))
    theirs = outcome.theirs.question(written.id)
    clash = await told_clash(bench, typed, now())
    return again(request, PAGE, **values(fresh, written, form, clash=clash, theirs=theirs))


router = Router("/", route_handlers=[new, one, save])
