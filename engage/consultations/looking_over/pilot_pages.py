"""Try it with young testers: start and stop, the link and the code to hand out, and what they found hard."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.looking_over import piloting
from engage.consultations.opening import where_to_mend
from engage.database import writing
from engage.settings import settings
from engage.web.rendering import again, page, see
from surveys import trying
from surveys.answers import Problem
from surveys.authoring import definition_of
from surveys.checks import opening_remarks
from surveys.differences import differences
from surveys.tables import Survey

PILOT = "/staff/consultations/{consultation:uuid}/pilot"
TOLD = {
    "started": "The try-out is on. Give testers the link or the code.",
    "stopped": "The try-out is over. What testers said stays here.",
}


async def _values(bench: Bench) -> dict[str, Any]:
    survey = await drafts.survey_of(bench.seen)
    missing = [Problem(one.question_id or one.field, one.message) for one in opening_remarks(bench.draft)]
    link = f"{settings().address}/s/{survey.slug}"
    return {
        "seen": bench.seen,
        "is_on": survey.pilot_version is not None,
        "changed": await _changed_since(survey, bench),
        "missing": _with_ways(bench, missing),
        "link": link,
        "spoken": link.partition("://")[2],
        "testers": await trying.testers_of(survey.id),
        "hard": await piloting.found_hard(bench.seen),
    }


async def _changed_since(survey: Survey, bench: Bench) -> int:
    """How many parts differ from what testers see."""
    tried = await definition_of(survey.pilot_version) if survey.pilot_version else None
    return len(differences(tried, bench.draft)) if tried else 0


def _with_ways(bench: Bench, problems: Sequence[Problem]) -> list[tuple[str, str]]:
    ids = {question.id for question in bench.draft.questions}
    return [
        (one.message, where_to_mend(bench.here, one.field if one.field in ids else None, one.field))
        for one in problems
    ]


@get(PILOT, guards=BUILDS)
async def look(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """How the try-out stands."""
    bench = await bench_of(request, consultation)
    told = TOLD.get(request.query_params.get("done", ""), "")
    return page(request, "consultations/pilot.html", told=told, **await _values(bench))


@post(f"{PILOT}/start", guards=BUILDS)
async def start(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Let testers in, with the questions as they are now."""
    bench = await bench_of(request, consultation)
    async with writing():
        problems = await piloting.start(bench.actor, bench.seen, now=now())
    if problems:
        values = await _values(bench)
        return again(
            request, "consultations/pilot.html", **{**values, "missing": _with_ways(bench, problems)}
        )
    return see(f"{bench.here}/pilot?done=started")


@post(f"{PILOT}/stop", guards=BUILDS)
async def stop(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Let nobody in any more."""
    bench = await bench_of(request, consultation)
    async with writing():
        await piloting.stop(bench.actor, bench.seen, now=now())
    return see(f"{bench.here}/pilot?done=stopped")


router = Router("/", route_handlers=[look, start, stop])
