"""Dates and people: when it opens and closes, what is promised, who is asked, and which organisations see how much."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.audit import trail
from engage.clock import now
from engage.consultations import dates_form, partners
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.dates_form import DatesAndPeople
from engage.consultations.policy import find_consultation_for
from engage.consultations.tables import Consultation, Sees
from engage.consultations.words import GROUP_NAMES
from engage.database import writing
from engage.web.forms import Form, FormModel, Mistake, asked, bind, filled, read_form
from engage.web.rendering import HERE, again, page, see
from surveys.answers import Problem
from surveys.authoring import set_asking, set_dates
from surveys.definition import Group
from surveys.promises import note_move
from surveys.tables import Survey, SurveyState

PAGE = "consultations/dates.html"
DATES = "/staff/consultations/{consultation:uuid}/dates"
TOLD = {"saved": "Saved.", "shared": "Saved who may see it.", "ended": "They do not see it any more."}


def _stored(bench: Bench, survey: Survey) -> dict[str, Any]:
    """The fields as stored; days are suggested where none was set yet."""
    closes = dates_form.day_of(survey.closes_at)
    values: dict[str, object] = {
        "purpose": bench.seen.purpose,
        "asked_by": survey.asked_by,
        "groups": [group.value for group in bench.groups],
        "opens": dates_form.day_of(survey.opens_at),
        "closes": closes,
        "reads": survey.reads_by,
        "tells": survey.tells_by,
    }
    suggests = bench.is_editable and not (closes or survey.reads_by or survey.tells_by)
    days: Mapping[str, object] = dates_form.suggested(now().astimezone(HERE).date()) if suggests else {}
    return {"form": filled({**values, **days}), "suggests": suggests}


async def _values(bench: Bench, survey: Survey, **more: Any) -> dict[str, Any]:
    return {
        "seen": bench.seen,
        "survey": survey,
        "may_move_opening": dates_form.may_move_opening(survey, now()),
        "may_move_closing": survey.state != SurveyState.closed,
        "group_choices": [(group.value, GROUP_NAMES[group]) for group in Group],
        "partners": await partners.partners_of(bench.seen.id),
        "might_join": await partners.might_join(bench.seen) if bench.seen.may_share else (),
        "sharing": filled({"sees": Sees.themes.value}),
        "suggests": False,
        **more,
    }


@get(DATES, guards=BUILDS)
async def dates(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The form."""
    bench = await bench_of(request, consultation)
    survey = await drafts.survey_of(bench.seen)
    told = TOLD.get(request.query_params.get("done", ""), "")
    return page(request, PAGE, told=told, **await _values(bench, survey, **_stored(bench, survey)))


@post(DATES, guards=BUILDS)
async def save(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep all of it, or none."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    wanted = bind(DatesAndPeople, typed)
    survey = await drafts.survey_of(bench.seen)
    if not isinstance(wanted, Form):
        gone = tuple(dates_form.kept_promises(wanted, survey, now()))
        wrong = gone or tuple(
            Mistake(dates_form.FIELD_OF[one.field], one.message) for one in await _keep(bench, survey, wanted)
        )
        if not wrong:
            return see(f"{bench.here}/dates?done=saved")
        wanted = Form(typed, wrong)
    return again(request, PAGE, **await _values(bench, survey, form=wanted))


async def _keep(bench: Bench, survey: Survey, wanted: DatesAndPeople) -> tuple[Problem, ...]:
    async with writing():
        if problems := await set_dates(survey.id, dates_form.wanted_dates(wanted, survey, now())):
            return problems
        if dates_form.moves_promise(wanted, survey) and survey.tells_by and wanted.tells:
            await note_move(survey.id, survey.tells_by, wanted.tells, wanted.why, now())
        await set_asking(survey.id, wanted.asked_by, tuple(dict.fromkeys(wanted.groups)))
        mine = Consultation.id == bench.seen.id
        await Consultation.update({Consultation.purpose: wanted.purpose}).where(mine)
        before, after = dates_form.promises(survey), dates_form.promises(await drafts.survey_of(bench.seen))
        await trail.record(
            bench.actor, "consultation:changed", bench.seen.id, dates_form.sentence(before, after), now=now(),
            detail={"before": before, "after": after},
        )  # fmt: skip
    return ()


class Partner(FormModel):
    """An organisation to share with."""

    organisation: UUID = asked("Choose an organisation")
    sees: Sees = asked("Choose how much they see")


SHARES = [requires(Permission.consultations_share)]


@post("/staff/consultations/{consultation:uuid}/partners", guards=SHARES)
async def share(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Let another organisation see it."""
    bench = await bench_of(request, consultation)
    bench.seen.needs(bench.seen.may_share)
    typed = await read_form(request)
    wanted = bind(Partner, typed)
    if not isinstance(wanted, Form):
        async with writing():
            shared = await partners.share(
                bench.actor, bench.seen, wanted.organisation, wanted.sees, now=now()
            )
        if shared:
            return see(f"{bench.here}/dates?done=shared")
        wanted = Form(typed, (Mistake("organisation", "Choose an organisation"),))
    survey = await drafts.survey_of(bench.seen)
    values = {**_stored(bench, survey), "sharing": wanted, "problems": wanted.problems}
    return again(request, PAGE, **await _values(bench, survey, **values))


@post("/staff/consultations/{consultation:uuid}/partners/{organisation:uuid}/end", guards=SHARES)
async def stop(request: AnyRequest, consultation: UUID, organisation: UUID) -> Response[Any]:
    """Take it away from another organisation."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_share)
    async with writing():
        await partners.stop_sharing(actor, seen, organisation, now=now())
    return see(f"/staff/consultations/{seen.id}/dates?done=ended")


router = Router("/", route_handlers=[dates, save, share, stop])
