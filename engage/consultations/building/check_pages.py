"""Check my survey: what to mend before it opens, what would make it better, each with the way there."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.clock import now
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.opening import Hindrance, hindrances, where_to_mend
from engage.web.rendering import page
from surveys.checks import LANGUAGES, Remark, Severity, age_of, minutes, most_age
from surveys.definition import EASY, said
from surveys.logic.naming import short
from surveys.tables import SurveyState


@dataclass(frozen=True)
class Advice:
    """What would make one question (or the whole survey) better."""

    about: str
    href: str
    remarks: tuple[Remark, ...]


@get("/staff/consultations/{consultation:uuid}/check", guards=BUILDS)
async def check(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Everything worth saying about the draft."""
    bench = await bench_of(request, consultation)
    is_draft = bench.seen.state == SurveyState.draft
    must: tuple[Hindrance, ...] = hindrances(bench.seen, bench.survey, now()) if is_draft else ()
    advice = _advice(bench)
    ages = [("Standard", age_of(bench.draft, "en")), ("Easy Read", age_of(bench.draft, EASY))]
    return page(
        request,
        "consultations/check.html",
        seen=bench.seen,
        is_editable=bench.is_editable,
        is_draft=is_draft,
        live=bench.live,
        must=must,
        advice=advice,
        ages=[(name, age) for name, age in ages if age],
        count=len(bench.draft.questions),
        minutes=minutes(bench.draft),
        most_age=most_age(bench.groups),
        hint_count=sum(len(one.remarks) for one in advice),
    )


def _advice(bench: Bench) -> tuple[Advice, ...]:
    """What would make it better: about the whole first, then part by part and question by question."""
    should = [one for one in bench.remarks if one.severity is Severity.should]
    found: dict[str, Advice] = {}
    for remark in sorted(should, key=lambda one: _place(bench, one)):
        about, page_of_it = _about(bench, remark)
        before = found.get(page_of_it)
        found[page_of_it] = (
            replace(before, remarks=(*before.remarks, remark))
            if before
            else Advice(about, where_to_mend(bench.here, remark.question_id, remark.field), (remark,))
        )
    return tuple(found.values())


def _place(bench: Bench, remark: Remark) -> int:
    order = [question.id for question in bench.draft.questions]
    return order.index(remark.question_id) if remark.question_id in order else -1


def _about(bench: Bench, remark: Remark) -> tuple[str, str]:
    """What a remark is about, in words, and the page it is mended on."""
    page_of_it = where_to_mend(bench.here, remark.question_id, remark.field).partition("#")[0]
    question = bench.draft.question(remark.question_id or "")
    if question:
        number = bench.draft.questions.index(question) + 1
        return f"{number}. {short(said(question.text, 'en')) or 'Not worded yet'}", page_of_it
    if remark.field == LANGUAGES:
        return "Languages", page_of_it
    section = bench.draft.section(remark.field.removeprefix("section."))
    if section:
        return f"The part “{said(section.title, 'en') or section.id}”", page_of_it
    is_beginning = page_of_it.endswith("/beginning")
    return ("Title and introductions" if is_beginning else "The whole survey"), page_of_it


router = Router("/", route_handlers=[check])
