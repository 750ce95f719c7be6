"""Taking a question out, after one more look at it."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first
from engage.consultations.building.drafts import Act, Clash
from engage.consultations.words import KIND_NAMES
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.definition import Definition, Question, said
from surveys.editing import remove_question
from surveys.logic.expression import names
from surveys.logic.naming import short
from surveys.logic.reading import parse

REMOVE = "/staff/consultations/{consultation:uuid}/questions/{question:str}/remove"
PAGE = "consultations/remove.html"


def _question(bench: Bench, id: str) -> Question:
    if found := bench.draft.question(id):
        return found
    raise NotThere


@get(REMOVE, guards=BUILDS)
async def ask_to_remove(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Really?"""
    bench = await bench_of(request, consultation)
    return page(request, PAGE, **_to_remove(bench, _question(bench, question)))


def _to_remove(bench: Bench, question: Question) -> dict[str, Any]:
    return {
        "seen": bench.seen,
        "question": question,
        "mark": drafts.mark_of(question),
        "kind_names": KIND_NAMES,
        "is_editable": bench.is_editable,
        "live": bench.live,
        "looked_at_by": _looked_at_by(bench.draft, question.id),
    }


def _looked_at_by(draft: Definition, id: str) -> list[str]:
    """The questions and parts whose rules look at this question, in words."""
    found = [
        (said(one.text, "en"), one.show_if, *(route.when for route in one.routes))
        for one in draft.questions
        if one.id != id
    ]
    found += [(said(one.title, "en"), one.show_if) for one in draft.sections]
    return [
        short(words) or "one without words"
        for words, *rules in found
        if any(_looks_at(rule, id) for rule in rules)
    ]


def _looks_at(rule: str, id: str) -> bool:
    read = parse(rule) if rule else None
    return (
        read is not None
        and not isinstance(read, Problem)
        and any(name.partition(".")[0] == id for name in names(read))
    )


@post(REMOVE, guards=BUILDS)
async def remove(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Take it out, unless somebody changed it after the page was made."""
    bench = await bench_of(request, consultation)
    mark = first(await read_form(request), "mark")
    if bench.draft.question(question) is None:
        return see(f"{bench.here}/questions?done=gone")

    def without(draft: Definition) -> Definition | Clash:
        same = drafts.mark_of(draft.question(question)) == mark
        return remove_question(draft, question) if same else Clash(draft)

    act = Act(
        "question:removed",
        f"Took out the question “{short(said(_question(bench, question).text, 'en'))}”",
    )
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, without, act, now=now())
    if isinstance(outcome, Clash):
        told = drafts.told(await drafts.changes_of(bench.seen.id), now())
        found = outcome.theirs.question(question)
        if found is None:
            return see(f"{bench.here}/questions?done=gone")
        return again(request, PAGE, clash=told[:1], **_to_remove(bench, found))
    done = "locked" if isinstance(outcome, Problem) else "removed"
    return see(f"{bench.here}/questions?done={done}")


router = Router("/", route_handlers=[ask_to_remove, remove])
