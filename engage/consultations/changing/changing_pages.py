"""Changes of an open survey: exactly what differs, what it means, publishing or throwing away; and every version so far."""

import random
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, SEES, AnyRequest, Bench, bench_of, first, told_clash
from engage.consultations.changing import publishing, versions_told
from engage.consultations.changing.changes_told import told
from engage.consultations.changing.publishing import Changes, MovedOn, Wanted
from engage.consultations.opening import where_to_mend
from engage.database import rows, writing
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.joins import Counted, Decisions, Said
from surveys.tables import SurveyState
from surveys.typed import one_line
from surveys.versions import Version

CHANGES = "/staff/consultations/{consultation:uuid}/changes"
SLIPS, ELSE = "slips", "else"
MOST_NOTE = 500


async def _changes(bench: Bench) -> Changes | None:
    """What waits, while there is something to look at; nothing before the survey was opened."""
    return None if bench.seen.state == SurveyState.draft else await publishing.changes_of_live(bench.seen)


def _values(bench: Bench, changes: Changes, form: Form, **more: Any) -> dict[str, Any]:
    typed = {**form.typed, "mark": (changes.mark,), "started_from": (bench.changed_at.isoformat(),)}
    return {
        "seen": bench.seen,
        "parts": told(changes.parts),
        "may_be_slips": changes.may_be_slips,
        "is_open": bench.seen.state == SurveyState.open,
        "missing": [
            (one.message, where_to_mend(bench.here, one.field or None, "")) for one in changes.missing
        ],
        "form": Form(typed, form.mistakes),
        "slips": SLIPS,
        "something_else": ELSE,
        **more,
    }


@get(CHANGES, guards=BUILDS)
async def look(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What differs from what people are asked now."""
    bench = await bench_of(request, consultation)
    changes = await _changes(bench)
    if changes is None:
        return see(f"{bench.here}/questions")
    return page(request, "consultations/changes.html", **_values(bench, changes, filled({})))


@post(CHANGES, guards=BUILDS)
async def publish(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Ask the new wording from now on, if it still is the one that was looked at."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    changes = await _changes(bench)
    if changes is None:
        return see(f"{bench.here}/questions")
    wanted = _read(typed)
    if isinstance(wanted, Form):
        return again(request, "consultations/changes.html", **_values(bench, changes, wanted))
    async with writing():
        outcome = await publishing.publish(
            bench.actor, bench.seen, wanted, now=now(), rng=random.SystemRandom()
        )
    if isinstance(outcome, Version):
        return see(f"{bench.here}/versions?done={'corrected' if outcome.is_correction else 'published'}")
    return await _not_published(request, bench, typed, outcome)


def _read(typed: Typed) -> Wanted | Form:
    means, note = first(typed, "means"), one_line(first(typed, "note"))
    mistakes = []
    if means not in {SLIPS, ELSE}:
        mistakes.append(Mistake("means", "Choose what these changes mean"))
    if not note:
        mistakes.append(Mistake("note", "Say what you changed, and why"))
    elif len(note) > MOST_NOTE:
        mistakes.append(Mistake("note", f"Make this shorter: {MOST_NOTE} letters at most"))
    return (
        Form(typed, tuple(mistakes))
        if mistakes
        else Wanted(first(typed, "mark"), means == SLIPS, _decisions(typed), note)
    )


def _decisions(typed: Typed) -> Decisions:
    """What was chosen for each question; anything that makes no sense is as if nothing was chosen."""
    return {
        name.removeprefix("count-"): Said(
            Counted(values[0]), one_line(first(typed, name.replace("count-", "why-", 1)))[:MOST_NOTE]
        )
        for name, values in typed.items()
        if name.startswith("count-") and values[0] in set(Counted)
    }


async def _not_published(
    request: AnyRequest, bench: Bench, typed: Typed, outcome: MovedOn | tuple[Problem, ...]
) -> Response[Any]:
    """The page as it is now with everything that was chosen: what somebody else did, or what is still to be said."""
    fresh = await bench_of(request, bench.seen.id)
    changes = await _changes(fresh)
    if changes is None:
        return see(f"{bench.here}/questions")
    if isinstance(outcome, MovedOn):
        clash = await told_clash(bench, typed, now())
        return again(
            request, "consultations/changes.html", **_values(fresh, changes, Form(typed), clash=clash)
        )
    if changes.missing:  # told at the top of the page, each with the way to mend it
        return again(request, "consultations/changes.html", **_values(fresh, changes, Form(typed)))
    mistakes = tuple(Mistake(one.field or "means", one.message) for one in outcome)
    return again(request, "consultations/changes.html", **_values(fresh, changes, Form(typed, mistakes)))


@get(f"{CHANGES}/drop", guards=BUILDS)
async def ask_to_drop(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Really?"""
    bench = await bench_of(request, consultation)
    changes = await _changes(bench)
    if changes is None or not changes.parts:
        return see(f"{bench.here}/changes")
    return page(request, "consultations/changes_drop.html", **_values(bench, changes, filled({})))


@post(f"{CHANGES}/drop", guards=BUILDS)
async def drop(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Back to the published wording."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    async with writing():
        outcome = await publishing.throw_away(bench.actor, bench.seen, first(typed, "mark"), now=now())
    fresh = await bench_of(request, bench.seen.id)
    changes = await _changes(fresh)
    if isinstance(outcome, MovedOn) and changes is not None and changes.parts:
        clash = await told_clash(bench, typed, now())
        values = _values(fresh, changes, Form(typed), clash=clash)
        return again(request, "consultations/changes_drop.html", **values)
    return see(f"{bench.here}/questions?done=dropped")


VERSIONS_DONE = {
    "corrected": "The slip is put right. Everybody who starts now sees the new words.",
    "published": "It is published. Everybody who starts now sees the new version.",
}
_ANSWERED = """
SELECT version, count(*) AS n FROM response
 WHERE survey = $1 AND completed_at IS NOT NULL AND withdrawn_at IS NULL AND NOT is_pilot GROUP BY version
"""


@get("/staff/consultations/{consultation:uuid}/versions", guards=SEES)
async def versions(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Each version with what changed, why and by whom."""
    bench = await bench_of(request, consultation, to_read=True)
    survey = await drafts.survey_of(bench.seen)
    answered = {row["version"]: row["n"] for row in await rows(_ANSWERED, survey.id)}
    return page(
        request,
        "consultations/versions.html",
        seen=bench.seen,
        told=VERSIONS_DONE.get(request.query_params.get("done", ""), ""),
        versions=await versions_told.versions_of(survey.id),
        current=survey.current_version,
        answered=answered if bench.seen.may_read_words else None,
        live=bench.live if bench.seen.may_build else None,
    )


router = Router("/", route_handlers=[look, publish, ask_to_drop, drop, versions])
