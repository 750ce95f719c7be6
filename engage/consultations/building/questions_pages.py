"""The list of questions, and moving one up or down."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts, questions_shown, sections
from engage.consultations.building.bench import BUILDS, SEES, AnyRequest, bench_of, first
from engage.consultations.building.drafts import Act
from engage.database import writing
from engage.web.forms import read_form
from engage.web.rendering import page, see
from surveys.answers import Problem
from surveys.definition import Definition, said
from surveys.editing import Direction, NoSuchPart, move_question
from surveys.logic.naming import short

LIST = "/staff/consultations/{consultation:uuid}/questions"
TOLD = {
    "started": "Your consultation is started. These are its questions: change them, add more, or take some out.",
    "saved": "Saved.",
    "moved": "Moved.",
    "dropped": "The changes are thrown away. The questions are what people are asked.",
    "removed": "The question is taken out.",
    "gone": "That question is not here any more: somebody took it out.",
    "differs": f"The heading stays. {sections.DIFFERS.message}.",
    "full": "Take a question out first. A survey can have 200.",
    "locked": f"{drafts.LOCKED.message}.",
}


@get(LIST, guards=SEES)
async def questions(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every question in its part, in order."""
    bench = await bench_of(request, consultation, to_read=True)
    told = TOLD.get(request.query_params.get("done", ""), "")
    return page(request, "consultations/questions.html", told=told, **await questions_shown.values(bench))


@post(LIST, guards=BUILDS)
async def move(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Move one question up or down."""
    bench = await bench_of(request, consultation)
    direction, _, id = first(await read_form(request), "move").partition(":")
    question = bench.draft.question(id)
    if direction not in set(Direction) or question is None:
        return see(f"{bench.here}/questions?done=gone")
    act = Act("question:moved", f"Moved the question “{short(said(question.text, 'en'))}” {direction}")
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


@post(f"{LIST}/parts/{{section:str}}/remove", guards=BUILDS)
async def remove_part(request: AnyRequest, consultation: UUID, section: str) -> Response[Any]:
    """Take a part's heading out; its questions stay, and are asked of the same people."""
    bench = await bench_of(request, consultation)
    act = Act("question:regrouped", "Took out a heading")
    async with writing():
        outcome = await drafts.edit(
            bench.actor, bench.seen, lambda draft: sections.without_section(draft, section), act, now=now()
        )
    if isinstance(outcome, Problem):
        return see(f"{bench.here}/questions?done={'locked' if outcome == drafts.LOCKED else 'differs'}")
    return see(f"{bench.here}/questions?done=saved")


router = Router("/", route_handlers=[questions, move, remove_part])
