"""The route map: who is shown what and who goes where, in words and as a drawing, with what to put right on top."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.consultations.building.bench import SEES, AnyRequest, Bench, bench_of
from engage.consultations.building.route_drawing import drawing_of
from engage.consultations.opening import where_to_mend
from engage.web.rendering import page
from surveys.checks.remarks import Severity
from surveys.checks.ways import about_ways
from surveys.logic.naming import question_words
from surveys.logic.route_map import route_map


@dataclass(frozen=True)
class Warned:
    """Something to put right, what it is about, and where."""

    about: str
    message: str
    href: str
    is_must: bool


@get("/staff/consultations/{consultation:uuid}/routes", guards=SEES)
async def routes(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The map of the draft: of what people are asked, once it is open."""
    bench = await bench_of(request, consultation, to_read=True)
    drawn = route_map(bench.draft)
    return page(
        request,
        "consultations/routes.html",
        seen=bench.seen,
        is_editable=bench.is_editable,
        map=drawn,
        drawing=drawing_of(drawn),
        warnings=_warnings(bench),
    )


def _warnings(bench: Bench) -> tuple[Warned, ...]:
    """What stops the survey first, each with the page where it can be mended."""
    found = []
    for one in sorted(about_ways(bench.draft), key=lambda one: one.severity is Severity.should):
        question = bench.draft.question(one.question_id) if one.question_id else None
        place = bench.draft.questions.index(question) + 1 if question else 0
        about = f"{place}. {question_words(question, bench.draft)}" if question else "The whole survey"
        href = where_to_mend(bench.here, one.question_id, one.field)
        found.append(Warned(about, one.message, href, one.severity is Severity.must))
    return tuple(found)


router = Router("/", route_handlers=[routes])
