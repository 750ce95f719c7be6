"""The numbers of people of this place: typed by hand, pasted, or from a file that is looked at before anything is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.actors import Actor
from engage.access.guards import actor_of
from engage.audit import trail
from engage.clock import now
from engage.consultations.building.bench import SEES, AnyRequest, first
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.database import writing
from engage.invitations.reach import population
from engage.invitations.reach.numbers import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_SOURCE,
    MOST_LINES,
    Dimension,
    Line,
    count_in,
)
from engage.invitations.reach.numbers_read import LARGEST, NumbersRead, read_file, read_text
from engage.invitations.reach.reach_pages import REACH, may_edit
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.forms import read_file as sent_file
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.typed import one_line

NUMBERS = f"{REACH}/numbers"
EMPTY_LINES = 4


async def _editor(request: AnyRequest, consultation: UUID) -> tuple[Actor, SeenConsultation]:
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(may_edit(actor, seen))
    return actor, seen


@get(NUMBERS, guards=SEES)
async def every(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What is known, and the ways to add to it."""
    _, seen = await _editor(request, consultation)
    return page(request, "invitations/numbers.html", form=Form(), **await _values(seen))


async def _values(seen: SeenConsultation) -> dict[str, Any]:
    return {"seen": seen, "known": await population.dimensions()}


@post(f"{NUMBERS}/look", guards=SEES)
async def look(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What a file or pasted rows would keep, and every row that is left out. Nothing is kept yet."""
    _, seen = await _editor(request, consultation)
    typed = await read_form(request)
    file = await sent_file(request, "file")
    found = read_file(file[1]) if file else read_text(first(typed, "rows"))
    if isinstance(found, Problem):
        field = "file" if file else "rows"
        form = Form({**typed, "rows": (first(typed, "rows")[:LARGEST],)}, (Mistake(field, found.message),))
        return again(request, "invitations/numbers.html", form=form, **await _values(seen))
    return page(request, "invitations/numbers_look.html", form=Form(typed), **_looked(seen, found))


def _looked(seen: SeenConsultation, found: NumbersRead) -> dict[str, Any]:
    lines = [f"{one.name}\t{line.label}\t{line.people}" for one in found.dimensions for line in one.lines]
    return {"seen": seen, "found": found, "rows": "\n".join(lines)}


@post(f"{NUMBERS}/keep", guards=SEES)
async def keep(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep what was looked at; the rows are read again, so nothing else can get in."""
    actor, seen = await _editor(request, consultation)
    typed = await read_form(request)
    found = read_text(first(typed, "kept"))
    if isinstance(found, Problem):
        raise NotThere
    source, counted_on, mistakes = _source(typed)
    if mistakes:
        form = Form(typed, mistakes)
        return again(request, "invitations/numbers_look.html", form=form, **_looked(seen, found))
    await _keep_all(
        actor, seen, [Dimension(one.name, one.lines, source, counted_on) for one in found.dimensions]
    )
    return see(f"/staff/consultations/{seen.id}/reach?done=kept")


async def _keep_all(
    actor: Actor, seen: SeenConsultation, wanted: Sequence[Dimension], instead_of: str = ""
) -> None:
    async with writing():
        for one in wanted:
            await population.keep(one, instead_of)
            await trail.record(
                actor, "population:kept", seen.id, f"Kept how many people there are by “{one.name}”",
                now=now(), detail={"dimension": one.name, "groups": len(one.lines)},
            )  # fmt: skip


def _source(typed: Typed) -> tuple[str, date | None, tuple[Mistake, ...]]:
    source, day = one_line(first(typed, "source")), first(typed, "counted_on").strip()
    mistakes = []
    if not source or len(source) > LONGEST_SOURCE:
        mistakes.append(
            Mistake("source", f"Say where the numbers are from, in {LONGEST_SOURCE} letters at most")
        )
    try:
        counted_on = date.fromisoformat(day) if day else None
    except ValueError:
        counted_on = None
        mistakes.append(Mistake("counted_on", "Give the day as year-month-day, such as 2026-01-15"))
    return source, counted_on, tuple(mistakes)


@get(f"{NUMBERS}/one", guards=SEES)
async def one(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """One dimension to type in or change; without a name a new one."""
    _, seen = await _editor(request, consultation)
    name = request.query_params.get("of", "")[:LONGEST_NAME].replace("\x00", "")
    stored = await population.dimension(name)
    if name and stored is None:
        raise NotThere
    found = stored or Dimension("")
    form = filled(
        {
            "was": found.name,
            "name": found.name,
            "label": [line.label for line in found.lines],
            "people": [str(line.people) for line in found.lines],
            "source": found.source,
            "counted_on": found.counted_on,
        }
    )
    return page(request, "invitations/numbers_one.html", **_one_values(seen, form))


def _one_values(seen: SeenConsultation, form: Form) -> dict[str, Any]:
    """The form with some empty lines at the end."""
    labels, people = (form.typed.get(name, ()) for name in ("label", "people"))
    filled_in = min(MOST_LINES, max(len(labels), len(people)))
    lines = [
        (labels[n] if n < len(labels) else "", people[n] if n < len(people) else "") for n in range(filled_in)
    ]
    lines += [("", "")] * max(0, min(EMPTY_LINES, MOST_LINES - filled_in))
    return {"seen": seen, "form": form, "lines": lines}


@post(f"{NUMBERS}/one", guards=SEES)
async def save_one(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep one dimension, make room for more lines, or take it away."""
    actor, seen = await _editor(request, consultation)
    typed = await read_form(request)
    was, do = first(typed, "was"), first(typed, "do")
    if do == "more":
        return page(request, "invitations/numbers_one.html", **_one_values(seen, Form(typed)))
    if do == "remove" and was:
        async with writing():
            await population.remove(was)
            await trail.record(
                actor, "population:removed", seen.id, f"Took away how many people there are by “{was}”", now=now()
            )  # fmt: skip
        return see(f"/staff/consultations/{seen.id}/reach?done=removed")
    wanted = await _read_one(typed, was)
    if isinstance(wanted, Form):
        return again(request, "invitations/numbers_one.html", **_one_values(seen, wanted))
    await _keep_all(actor, seen, [wanted], was)
    return see(f"/staff/consultations/{seen.id}/reach/match?{urlencode({'of': wanted.name})}")


async def _read_one(typed: Typed, was: str) -> Dimension | Form:
    name = one_line(first(typed, "name"))
    lines, mistakes = _lines(typed)
    source, counted_on, more = _source(typed)
    if not name or len(name) > LONGEST_NAME:
        mistakes = (Mistake("name", "Say what it tells apart, such as Age"), *mistakes)
    elif name != was and await population.dimension(name):
        mistakes = (Mistake("name", "There are numbers with this name. Give another one"), *mistakes)
    if mistakes or more:
        return Form(typed, (*mistakes, *more))
    return Dimension(name, lines, source, counted_on)


def _lines(typed: Typed) -> tuple[tuple[Line, ...], tuple[Mistake, ...]]:
    labels, people = typed.get("label", ()), typed.get("people", ())
    found: dict[str, Line] = {}
    for place in range(min(MOST_LINES, max(len(labels), len(people)))):
        label = one_line(labels[place]) if place < len(labels) else ""
        number = people[place].strip() if place < len(people) else ""
        if not label and not number:
            continue
        count = count_in(number)
        where = f"In line {place + 1}"
        if not label or len(label) > LONGEST_LABEL:
            return (), (Mistake("label", f"{where}: name the group, such as 16 to 18"),)
        if count is None:
            return (), (Mistake("label", f"{where}: give a whole number of people"),)
        if label in found:
            return (), (Mistake("label", f"{where}: this group comes twice"),)
        found[label] = Line(label, count)
    if len(found) < 2:
        return (), (Mistake("label", "Give two groups or more, each with how many people there are"),)
    return tuple(found.values()), ()


router = Router("/", route_handlers=[every, look, keep, one, save_one])
