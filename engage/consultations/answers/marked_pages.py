"""Answers that look alike or came in a burst, for those who may read them: what was found, why, and which. Nothing is dropped;
results and files can be had with them and without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.guards import actor_of
from engage.audit import trail
from engage.clock import now
from engage.consultations.building.bench import SEES, AnyRequest
from engage.consultations.policy import find_consultation_for
from engage.consultations.words import GROUP_NAMES, HOW_NAMES
from engage.database import writing
from engage.web.rendering import HERE, day, page, see
from surveys.channels import CHANNEL_NAMES
from surveys.marking import Facts, facts_of, found_in, mark
from surveys.marks import Found
from surveys.results import reached

MARKED = "/staff/consultations/{consultation:uuid}/answers/marked"
MOST_SHOWN = 40  # groups on the page, the largest first; all are marked
MOST_SETS = 12  # lines told of one group


@dataclass(frozen=True)
class Group:
    """Some sets of answers that stand out together, in words."""

    title: str
    why: str
    text: str
    sets: tuple[tuple[str, str, str, str], ...]
    more: int


@get(MARKED, guards=SEES)
async def marked(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What stands out, and why."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return page(request, "consultations/custody.html", status=403, seen=seen)
    found, came = await found_in(seen.survey), await reached(seen.survey)
    groups = await _groups(found)
    return page(
        request,
        "consultations/answers_marked.html",
        seen=seen,
        stands_out=len(found.marks),
        of=came.completed,
        is_marked=came.marked == len(found.marks),
        groups=groups[:MOST_SHOWN],
        not_shown=max(0, len(groups) - MOST_SHOWN),
        told="The marks are up to date." if request.query_params.get("done") == "marked" else "",
    )


@post(MARKED, guards=SEES)
async def mark_now(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Bring the marks up to date without waiting for the worker."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_read_words)
    found = await found_in(seen.survey)
    async with writing():
        await mark(seen.survey, found)
        await trail.record(
            actor, "answers:marked", seen.id, f"Marked {len(found.marks):,} sets of answers to look at", now=now()
        )  # fmt: skip
    return see(f"/staff/consultations/{seen.id}/answers/marked?done=marked")


async def _groups(found: Found) -> Sequence[Group]:
    shown = [*(one.ids for one in found.bursts), *(one.ids for one in found.alike)][:MOST_SHOWN]
    facts = await facts_of([id for ids in shown for id in ids[:MOST_SETS]])
    bursts = [
        _group(
            f"{len(one.ids):,} came close together",
            f"Finished by the open link on {day(one.first)} between {_clock(one.first)} and {_clock(one.last)}. "
            f"Usual for this survey are {one.usual} in ten minutes. It may be a class or a meeting.",
            "",
            one.ids,
            facts,
        )
        for one in found.bursts
    ]
    alike = [
        _group(
            f"{len(one.ids):,} say the same",
            "The same words in each. It may be a family with two children, or words that were passed round."
            if one.text
            else "The same answer to every question, by the same way, within minutes.",
            one.text,
            one.ids,
            facts,
        )
        for one in found.alike
    ]
    return [*bursts, *alike]


def _clock(moment: Any) -> str:
    return f"{moment.astimezone(HERE):%H:%M}"


def _group(title: str, why: str, text: str, ids: Sequence[UUID], facts: Mapping[UUID, Facts]) -> Group:
    known = sorted((facts[id] for id in ids[:MOST_SETS] if id in facts), key=lambda one: one.finished)
    sets = tuple(
        (
            GROUP_NAMES[one.group],
            HOW_NAMES[one.how_answered],
            CHANNEL_NAMES[one.channel],
            f"{day(one.finished)}, {_clock(one.finished)}",
        )
        for one in known
    )
    return Group(title, why, text, sets, max(0, len(ids) - MOST_SETS))


router = Router("/", route_handlers=[marked, mark_now])
