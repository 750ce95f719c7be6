"""A consultation's own page: how it stands, what to do next, how many have answered, what was done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.audit import trail
from engage.clock import now
from engage.consultations import overview, stages
from engage.consultations.answers.counted import figure, people_words
from engage.consultations.building.drafts import survey_of
from engage.consultations.changing.versions_told import sentences_about
from engage.consultations.looking_over.signatures import signatures_of
from engage.consultations.next_step import next_step
from engage.consultations.opening import may_open_again
from engage.consultations.partners import partners_of
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.words import GROUP_NAMES, HOW_NAMES, group_words, joined
from engage.settings import settings
from engage.web.rendering import day, page
from surveys.authoring import groups_of
from surveys.channels import CHANNEL_NAMES
from surveys.results import Reached, reached
from surveys.tables import Survey, SurveyState

AnyRequest: TypeAlias = Request[Any, Any, Any]
SEES = [requires(Permission.consultations_see)]
TOLD = {
    "opened": "It is open. People can answer now.",
    "planned": "It is ready. It opens by itself on the day you chose.",
    "closed": "It is closed. Nobody can answer any more.",
    "reopened": "It is open again.",
}


@get("/staff/consultations/{consultation:uuid}", guards=SEES)
async def home(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Where it stands."""
    seen = await find_consultation_for(actor_of(request), consultation)
    survey = await survey_of(seen)
    came = await reached(survey.id)
    is_told = seen.id in await overview.told_among([seen.id])
    return page(
        request,
        "consultations/home.html",
        seen=seen,
        told=TOLD.get(request.query_params.get("done", ""), ""),
        next_step=next_step(seen, survey, came.completed, is_told, now()),
        line=stages.line_to(stages.step_of(survey.state, is_told)),
        facts=_facts(seen, survey, await partners_of(seen.id), now()),
        answered=people_words(came.completed, exact=seen.may_read_words),
        figures=_figures(came) if seen.may_read_words else (),
        lines=await overview.lines_about(seen),
        tables=_tables(came) if seen.may_read_words and came.completed else (),
        link=f"{settings().address}/s/{survey.slug}",
        asked=await _how_it_was_asked(seen, survey),
        may_open_again=seen.may_build and await may_open_again(seen, survey),
        acts=await trail.events(limit=8, subject=str(seen.id)) if seen.is_own else (),
    )


async def _how_it_was_asked(seen: SeenConsultation, survey: Survey) -> Sequence[str]:
    """Who signed the questions, and which versions there were: one sentence each, once it was opened."""
    if survey.state == SurveyState.draft:
        return ()
    signed = [one for one in await signatures_of(seen.id) if one.is_happy]
    names = joined(dict.fromkeys(one.by or "a young person" for one in signed))
    who = f"Signed by {names}." if names else "Nobody signed the questions."
    return (who, *await sentences_about(survey.id))


def _figures(came: Reached) -> Sequence[tuple[str, str]]:
    begun = came.started - came.completed - came.withdrawn
    found = [(f"{came.completed:,}", "finished"), (f"{max(begun, 0):,}", "began and have not finished")]
    return [*found, (f"{came.withdrawn:,}", "took their answers back")] if came.withdrawn else found


def _tables(came: Reached) -> Sequence[tuple[str, str, Sequence[tuple[str, str]]]]:
    groups = [(GROUP_NAMES[one], figure(n, exact=True)) for one, n in came.by_group.items()]
    ways = [(HOW_NAMES[one], figure(n, exact=True)) for one, n in came.by_how_answered.items()]
    channels = [(CHANNEL_NAMES[one], figure(n, exact=True)) for one, n in came.by_channel.items()]
    found = [("Who answered", "Group", groups), ("How they answered", "Way", ways)]
    return [*found, ("How they came to answer", "Way in", channels)]


def _facts(
    seen: SeenConsultation, survey: Survey, partners: Sequence[Any], now: datetime
) -> Sequence[tuple[str, str]]:
    shared = ", ".join(f"{one.name} ({one.sees_words})" for one in partners)
    facts = [
        ("What it is for", seen.purpose),
        ("Run by", seen.organisation_name),
        ("For", group_words(groups_of(survey))),
        ("Opens", day(survey.opens_at) or ("when you open it" if survey.state == "draft" else "")),
        ("Closes", day(survey.closes_at) or "not set yet"),
        ("Answers are read by", day(survey.reads_by)),
        ("People are told by", day(survey.tells_by) or "not set yet"),
        ("People were told", day(survey.told_at)),
        ("Also seen by", shared or "nobody else"),
    ]
    return [(name, words) for name, words in facts if words]


router = Router("/", route_handlers=[home])
