"""Opening, closing and opening again: each is asked once more, with what it means for the people who answer."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations import opening, stages
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.looking_over import signatures
from engage.consultations.opening import Hindrance, hindrances
from engage.consultations.words import PARTY_NAMES, group_words
from engage.database import writing
from engage.settings import settings
from engage.web.forms import Form, FormModel, Line, Mistake, asked, bind, filled, read_form
from engage.web.rendering import HERE, again, page, see
from surveys.authoring import Opened
from surveys.results import reached
from surveys.tables import Survey, SurveyState

ONE = "/staff/consultations/{consultation:uuid}"


async def _to_open(bench: Bench, survey: Survey, found: tuple[Hindrance, ...]) -> dict[str, Any]:
    signed = await signatures.signatures_on(bench.seen.id, bench.draft)
    return {
        "signed": signed,
        "missing": signatures.still_missing(signed),
        "party_names": PARTY_NAMES,
        "seen": bench.seen,
        "survey": survey,
        "hindrances": found,
        "opens_later": survey.opens_at if survey.opens_at and survey.opens_at > now() else None,
        "count": len(bench.draft.questions),
        "who": group_words(bench.groups),
        "link": f"{settings().address}/s/{survey.slug}",
    }


@get(f"{ONE}/open", guards=BUILDS)
async def ask_to_open(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What people will see and what is promised; or what to mend first."""
    bench = await bench_of(request, consultation)
    if bench.seen.state != SurveyState.draft:
        return see(bench.here)
    survey = await drafts.survey_of(bench.seen)
    found = hindrances(bench.seen, survey, now())
    return page(request, "consultations/open.html", **await _to_open(bench, survey, found))


@post(f"{ONE}/open", guards=BUILDS)
async def open_now(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Open it, unless something has to be mended."""
    bench = await bench_of(request, consultation)
    if bench.seen.state != SurveyState.draft:
        return see(bench.here)
    async with writing():
        survey = await drafts.survey_of(bench.seen)
        found = hindrances(bench.seen, survey, now())
        opened = () if found else await opening.open_it(bench.actor, bench.seen, now=now())
    if isinstance(opened, Opened):
        later = stages.is_to_come(SurveyState.open, survey.opens_at, now())
        return see(f"{bench.here}?done={'planned' if later else 'opened'}")
    told = found or tuple(Hindrance(one.message, f"{bench.here}/check") for one in opened)
    return again(request, "consultations/open.html", **await _to_open(bench, survey, told))


@get(f"{ONE}/close", guards=BUILDS)
async def ask_to_close(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Really?"""
    bench = await bench_of(request, consultation)
    if bench.seen.state != SurveyState.open:
        return see(bench.here)
    survey = await drafts.survey_of(bench.seen)
    came = await reached(survey.id)
    unfinished = came.started - came.completed - came.withdrawn
    return page(
        request, "consultations/close.html", seen=bench.seen, survey=survey, unfinished=max(unfinished, 0),
        answered=came.completed, is_over=stages.is_over(survey.state, survey.closes_at, now()),
    )  # fmt: skip


@post(f"{ONE}/close", guards=BUILDS)
async def close_now(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Close it."""
    bench = await bench_of(request, consultation)
    if bench.seen.state == SurveyState.open:
        async with writing():
            await opening.close_it(bench.actor, bench.seen, now=now())
    return see(f"{bench.here}?done=closed")


class Reopened(FormModel):
    """Until when, and why."""

    closes: date | None = asked("Choose the new closing day from the calendar", default=None)
    reason: Line = asked("Say why it opens again", min_length=1, max_length=200)


@get(f"{ONE}/reopen", guards=BUILDS)
async def ask_to_reopen(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """A new closing day and a reason."""
    bench = await bench_of(request, consultation)
    if not await opening.may_open_again(bench.seen, await drafts.survey_of(bench.seen)):
        return see(bench.here)
    form = filled({"closes": now().astimezone(HERE).date() + timedelta(weeks=2)})
    return page(request, "consultations/reopen.html", seen=bench.seen, form=form)


@post(f"{ONE}/reopen", guards=BUILDS)
async def reopen(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Take answers again."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    wanted = bind(Reopened, typed)
    if isinstance(wanted, Form):
        return again(request, "consultations/reopen.html", seen=bench.seen, form=wanted)
    if not await opening.may_open_again(bench.seen, await drafts.survey_of(bench.seen)):
        return see(bench.here)
    if wanted.closes is None or opening.end_of(wanted.closes) <= now():
        form = Form(typed, (Mistake("closes", "Choose a closing day that is still to come"),))
        return again(request, "consultations/reopen.html", seen=bench.seen, form=form)
    closes, reason = wanted.closes, wanted.reason
    problems = await _reopened(bench, closes, reason)
    if problems:
        form = Form(typed, tuple(Mistake("closes", message) for message in problems))
        return again(request, "consultations/reopen.html", seen=bench.seen, form=form)
    return see(f"{bench.here}?done=reopened")


class _PutBack(Exception):
    """Rolls the new dates back when the survey cannot open with them."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages


async def _reopened(bench: Bench, closes: date, reason: str) -> tuple[str, ...]:
    try:
        async with writing():
            opened = await opening.open_again(bench.actor, bench.seen, closes, reason, now=now())
            if not isinstance(opened, Opened):
                raise _PutBack(tuple(one.message for one in opened))
    except _PutBack as back:
        return back.messages
    return ()


router = Router("/", route_handlers=[ask_to_open, open_now, ask_to_close, close_now, ask_to_reopen, reopen])
