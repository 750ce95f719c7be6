"""Putting a question somewhere else at once, also into another part, and copying one."""

import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first
from engage.consultations.building.drafts import Act, Outcome
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.definition import Definition, Question, said
from surveys.editing import NoSuchPart, copy_question, place_question
from surveys.logic.naming import short

QUESTION = "/staff/consultations/{consultation:uuid}/questions/{question:str}"
PAGE = "consultations/place.html"


def _question(bench: Bench, id: str) -> Question:
    if found := bench.draft.question(id):
        return found
    raise NotThere


def places_for(draft: Definition, id: str) -> Sequence[tuple[str, str, str]]:
    """Every place the question can go: (part, value, words), a value such as `s_2:q_4kd2mwpx` or `s_2:`."""
    found: list[tuple[str, str, str]] = []
    for n, section in enumerate(draft.sections, start=1):
        part = said(section.title, "en") or f"Part {n}"
        found.append((part, f"{section.id}:", "At the beginning of this part"))
        for question in section.questions:
            if question.id != id:
                number = draft.questions.index(question) + 1
                words = short(said(question.text, "en")) or "Not worded yet"
                found.append((part, f"{section.id}:{question.id}", f"After {number}. {words}"))
    return found


def _shown(bench: Bench, question: Question, form: Form) -> dict[str, Any]:
    return {
        "seen": bench.seen,
        "live": bench.live,
        "question": question,
        "form": form,
        "places": places_for(bench.draft, question.id),
    }


@get(f"{QUESTION}/place", guards=BUILDS)
async def choose_place(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Where to?"""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    return page(request, PAGE, **_shown(bench, _question(bench, question), filled({})))


@post(f"{QUESTION}/place", guards=BUILDS)
async def put_there(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Put it there; a place that somebody took out meanwhile is asked for again."""
    bench = await bench_of(request, consultation)
    found = _question(bench, question)
    typed = await read_form(request)
    section, _, after = first(typed, "place").partition(":")
    act = Act("question:moved", f"Put the question “{short(said(found.text, 'en'))}” somewhere else")
    async with writing():
        outcome = await drafts.edit(
            bench.actor, bench.seen, lambda draft: _placed(draft, question, section, after), act, now=now()
        )
    if isinstance(outcome, Problem) and outcome.field == "place":
        form = Form(typed, (Mistake("place", outcome.message),))
        return again(request, PAGE, **_shown(bench, found, form))
    done = "locked" if isinstance(outcome, Problem) else "moved"
    return see(f"{bench.here}/questions?done={done}#{question}")


def _placed(draft: Definition, id: str, section: str, after: str) -> Outcome:
    try:
        return place_question(draft, id, section=section, after=after or None)
    except NoSuchPart:
        return Problem("place", "Choose where to put it")


@post(f"{QUESTION}/copy", guards=BUILDS)
async def copy(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """A copy right behind it, and on to its form."""
    bench = await bench_of(request, consultation)
    if bench.draft.question(question) is None:
        return see(f"{bench.here}/questions?done=gone")
    made: list[str] = []

    def copied(draft: Definition) -> Outcome:
        try:
            outcome = copy_question(draft, question, random.SystemRandom())
        except NoSuchPart:
            return draft
        if isinstance(outcome, Problem):
            return outcome
        made[:] = [outcome[1].id]
        return outcome[0]

    words = short(said(_question(bench, question).text, "en"))
    async with writing():
        outcome = await drafts.edit(
            bench.actor,
            bench.seen,
            copied,
            Act("question:added", f"Copied the question “{words}”"),
            now=now(),
        )
    if isinstance(outcome, Problem):
        return see(f"{bench.here}/questions?done={'locked' if outcome == drafts.LOCKED else 'full'}")
    return see(
        f"{bench.here}/questions/{made[0]}?done=copied" if made else f"{bench.here}/questions?done=gone"
    )


router = Router("/", route_handlers=[choose_place, put_there, copy])
