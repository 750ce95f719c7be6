"""The list of questions: move, take out, add a kind, the words at the beginning, and the parts."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations import drafts, sections
from engage.consultations.building import BUILDS, SEES, AnyRequest, Bench, bench_of, first
from engage.consultations.drafts import Act, Clash
from engage.consultations.words import KIND_NAMES, shortened
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.checks import Severity
from surveys.definition import Definition, Question, said
from surveys.editing import Direction, NoSuchPart, move_question, remove_question

LIST = "/staff/consultations/{consultation:uuid}/questions"
TOLD = {
    "started": "Your consultation is started. These are its questions: change them, add more, or take some out.",
    "saved": "Saved.",
    "moved": "Moved.",
    "dropped": "The changes are thrown away. The questions are what people are asked.",
    "removed": "The question is taken out.",
    "gone": "That question is not here any more: somebody took it out.",
    "locked": f"{drafts.LOCKED.message}.",
}


async def _values(bench: Bench) -> dict[str, Any]:
    changes = await drafts.changes_of(bench.seen.id)
    must = {one.question_id for one in bench.remarks() if one.severity is Severity.must}
    return {
        "seen": bench.seen,
        "draft": bench.draft,
        "is_editable": bench.is_editable,
        "live": bench.live,
        "kind_names": KIND_NAMES,
        "must": must,
        "last_change": next(iter(drafts.told(changes[:1], now())), ""),
    }


@get(LIST, guards=SEES)
async def questions(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every question in its part, in order."""
    bench = await bench_of(request, consultation, to_read=True)
    told = TOLD.get(request.query_params.get("done", ""), "")
    return page(request, "consultations/questions.html", told=told, **await _values(bench))


@post(LIST, guards=BUILDS)
async def move(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Move one question up or down."""
    bench = await bench_of(request, consultation)
    direction, _, id = first(await read_form(request), "move").partition(":")
    if direction not in set(Direction) or bench.draft.question(id) is None:
        return see(f"{bench.here}/questions?done=gone")
    words = shortened(said(_question(bench, id).text, "en"))
    act = Act("question:moved", f"Moved the question “{words}” {direction}")
    async with writing():
        moved = await drafts.edit(
            bench.actor, bench.seen, lambda draft: _moved(draft, id, Direction(direction)), act, now=now()
        )
    done = "locked" if isinstance(moved, Problem) else "moved"
    return see(f"{bench.here}/questions?done={done}#{id}")


def _moved(draft: Definition, id: str, direction: Direction) -> Definition:
    try:
        return move_question(draft, id, direction)
    except NoSuchPart:
        return draft


def _question(bench: Bench, id: str) -> Question:
    if found := bench.draft.question(id):
        return found
    raise NotThere


REMOVE = f"{LIST}/{{question:str}}/remove"


@get(REMOVE, guards=BUILDS)
async def ask_to_remove(request: AnyRequest, consultation: UUID, question: str) -> Response[Any]:
    """Really?"""
    bench = await bench_of(request, consultation)
    return page(request, "consultations/remove.html", **_to_remove(bench, _question(bench, question)))


def _to_remove(bench: Bench, question: Question) -> dict[str, Any]:
    return {
        "seen": bench.seen,
        "question": question,
        "mark": drafts.mark_of(question),
        "kind_names": KIND_NAMES,
        "is_editable": bench.is_editable,
        "live": bench.live,
    }


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
        f"Took out the question “{shortened(said(_question(bench, question).text, 'en'))}”",
    )
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, without, act, now=now())
    if isinstance(outcome, Clash):
        told = drafts.told(await drafts.changes_of(bench.seen.id), now())
        found = outcome.theirs.question(question)
        if found is None:
            return see(f"{bench.here}/questions?done=gone")
        return again(request, "consultations/remove.html", clash=told[:1], **_to_remove(bench, found))
    done = "locked" if isinstance(outcome, Problem) else "removed"
    return see(f"{bench.here}/questions?done={done}")


PART = f"{LIST}/parts/{{section:str}}"


@post(f"{PART}/remove", guards=BUILDS)
async def remove_part(request: AnyRequest, consultation: UUID, section: str) -> Response[Any]:
    """Take a part's heading out; its questions stay."""
    bench = await bench_of(request, consultation)
    act = Act("question:regrouped", "Took out a heading")
    async with writing():
        await drafts.edit(
            bench.actor, bench.seen, lambda draft: sections.without_section(draft, section), act, now=now()
        )
    return see(f"{bench.here}/questions?done=saved")


router = Router("/", route_handlers=[questions, move, ask_to_remove, remove, remove_part])
