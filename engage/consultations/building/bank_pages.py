"""The question bank while building: find a ready-made question, or one asked before, look at it, and add it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first
from engage.consultations.building.drafts import Act, Outcome
from engage.consultations.building.earlier import (
    Earlier,
    asked_again,
    earlier_question,
    earlier_questions,
    holding,
    how_many_answered,
)
from engage.consultations.words import KIND_NAMES
from engage.database import writing
from engage.web.forms import read_form
from engage.web.rendering import day, page, see
from surveys import bank
from surveys.answers import Problem
from surveys.definition import EASY, Definition, Question, said
from surveys.editing import add_question
from surveys.logic.naming import short
from surveys.typed import one_line

BANK = "/staff/consultations/{consultation:uuid}/questions/bank"
EARLIER = "earlier"
A_PAGE = 40


@dataclass(frozen=True)
class Offer:
    """One question to add. `rows` are its answers or statements in words; `about` says where it comes from."""

    id: str
    words: str
    easy: str
    kind: str
    rows: tuple[str, ...]
    about: str
    tags: tuple[str, ...]
    is_here: bool


def _offer(bench: Bench, question: Question, about: str, tags: tuple[str, ...] = ()) -> Offer:
    rows = (*question.statements, *question.options)
    return Offer(
        question.id,
        said(question.text, "en"),
        question.text.get(EASY, ""),
        KIND_NAMES[question.kind],
        tuple(said(row.text, "en") for row in rows),
        about,
        tags,
        bench.draft.question(question.id) is not None,
    )


def _of_earlier(bench: Bench, one: Earlier, answered: int | None) -> Offer:
    when = f", closed on {day(one.closed_at)}" if one.closed_at and one.closed_at < now() else ""
    people = "" if answered is None else f". {answered} people answered"
    if answered == 1:
        people = ". 1 person answered"
    return _offer(bench, one.question, f"Asked in “{one.title}”{when}{people}.")


@get(BANK, guards=BUILDS)
async def search(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Topics and tags to look through, and what was looked for."""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    asked_for = ("words", "topic", "tag", "after")
    wanted = {name: one_line(request.query_params.get(name, "")[:100]) for name in asked_for}
    before = await earlier_questions(bench.actor, bench.seen)
    offers = await _offers(bench, wanted["words"], wanted["topic"], wanted["tag"], before)
    return page(
        request,
        "consultations/bank.html",
        seen=bench.seen,
        live=bench.live,
        topics=bank.topics(),
        tags=bank.tags(),
        earlier=len(before),
        wanted=wanted,
        is_search=bool(wanted["words"] or wanted["topic"] or wanted["tag"]),
        offers=offers[:A_PAGE],
        more=max(len(offers) - A_PAGE, 0),
        told="It is in this survey already." if request.query_params.get("done") == "there" else "",
    )


async def _offers(
    bench: Bench, words: str, topic: str, tag: str, before: Sequence[Earlier]
) -> Sequence[Offer]:
    if not (words or topic or tag):
        return ()
    asked = holding(before, words) if topic in {"", EARLIER} and not tag else ()
    found = bank.found(words, topic, tag) if topic != EARLIER else ()
    answered = await how_many_answered(asked)
    again = [_of_earlier(bench, one, answered.get(one.id)) for one in asked]
    known = {one.id for one in again}
    return [
        *again,
        *(_offer(bench, one.question, one.topic, one.tags) for one in found if one.id not in known),
    ]


@post(BANK, guards=BUILDS)
async def add(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Into the survey, under its own id, and on to its form."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    id, after = first(typed, "question"), first(typed, "after")
    if bench.draft.question(id):
        return see(f"{bench.here}/questions/{id}?done=there")
    question = await bank_question(bench, id)
    if question is None:
        return see(f"{bench.here}/questions/bank")

    def added(draft: Definition) -> Outcome:
        return draft if draft.question(id) else add_question(draft, question, after)

    act = Act("question:added", f"Added the question “{short(said(question.text, 'en'))}” from the bank")
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, added, act, now=now())
    if isinstance(outcome, Problem):
        return see(f"{bench.here}/questions?done={'locked' if outcome == drafts.LOCKED else 'full'}")
    return see(f"{bench.here}/questions/{id}?done=added")


async def bank_question(bench: Bench, id: str) -> Question | None:
    """The question as it would be added: as it was asked before, else as it is in the bank."""
    if earlier := await earlier_question(bench.actor, bench.seen, id):
        return asked_again(earlier.question)
    found = bank.banked(id)
    return found.question if found else None


router = Router("/", route_handlers=[search, add])
