"""Check my survey: what to mend before it opens, what would make it better, each with the way there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.clock import now
from engage.consultations import drafts
from engage.consultations.building import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.opening import Hindrance, hindrances, where_to_mend
from engage.consultations.words import shortened
from engage.web.rendering import page
from surveys.checks import LANGUAGES, Remark, Severity, all_words, reading_age
from surveys.definition import EASY, said
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
    survey = await drafts.survey_of(bench.seen)
    is_draft = bench.seen.state == SurveyState.draft
    must: tuple[Hindrance, ...] = hindrances(bench.seen, survey, now()) if is_draft else ()
    ages = [("Standard", _age(bench, "en")), ("Easy Read", _age(bench, EASY))]
    return page(
        request,
        "consultations/check.html",
        seen=bench.seen,
        is_editable=bench.is_editable,
        is_draft=is_draft,
        live=bench.live,
        must=must,
        advice=_advice(bench),
        ages=[(name, age) for name, age in ages if age],
        count=len(bench.draft.questions),
    )


def _age(bench: Bench, language: str) -> int | None:
    """The reading age; nothing to say about a handful of words."""
    text = all_words(bench.draft, language)
    return reading_age(text) if len(text.split()) >= 30 else None


def _advice(bench: Bench) -> tuple[Advice, ...]:
    should = [one for one in bench.remarks() if one.severity is Severity.should]
    whole = tuple(one for one in should if one.question_id is None and one.field != LANGUAGES)
    found = [Advice("The whole survey", f"{bench.here}/questions/beginning", whole)] if whole else []
    if spoken := tuple(one for one in should if one.field == LANGUAGES):
        found.append(Advice("Languages", f"{bench.here}/languages", spoken))
    for n, question in enumerate(bench.draft.questions, start=1):
        if remarks := tuple(one for one in should if one.question_id == question.id):
            href = where_to_mend(bench.here, question.id, remarks[0].field)
            found.append(
                Advice(f"{n}. {shortened(said(question.text, 'en')) or 'Not worded yet'}", href, remarks)
            )
    return tuple(found)


router = Router("/", route_handlers=[check])
