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
from surveys.logic.naming import short

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
        "named_by": _named_by(bench.draft, question.id),
    }


def _named_by(draft: Definition, id: str) -> list[str]:
    """The questions and parts that name this question, in words: in a rule, a way on, or a text with its answer in it."""
    parts = [section.model_copy(update={"questions": ()}) for section in draft.sections]
    found = [(one.text, one.model_dump_json()) for one in draft.questions if one.id != id]
    found += [(one.title, one.model_dump_json()) for one in parts]
    return [short(said(words, "en")) or "one without words" for words, whole in found if id in whole]


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
