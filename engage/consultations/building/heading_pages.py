"""The heading over some questions: its words, and whom the whole part is for."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts, sections
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first
from engage.consultations.building.drafts import Act, Clash, Outcome
from engage.consultations.building.question_form import pressed, reshaped, rule_rows
from engage.consultations.building.question_form.rows import CONDITIONS
from engage.consultations.building.question_form.rules import JOIN, read_condition, rule_fields
from engage.consultations.building.question_form.topics import Topic, topics_before
from engage.consultations.building.worded_part import Wording, fields_of, mark_of, not_kept, worded
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Typed, bind, filled, read_form
from engage.web.rendering import again, page, see
from surveys.definition import Definition, Section
from surveys.editing import changed
from surveys.logic.english import asked_of

PART = "/staff/consultations/{consultation:uuid}/questions/parts/{section:str}"
PAGE = "consultations/heading.html"
NEW = "new"


def _section(bench: Bench, id: str) -> Section:
    if id == NEW:
        return sections.new_section(bench.draft)
    if found := bench.draft.section(id):
        return found
    raise NotThere


def _topics(bench: Bench, section: str) -> tuple[Topic, ...]:
    return topics_before(bench.draft, section)


def _shown(bench: Bench, section: str, form: Form, go_on: str = "") -> dict[str, Any]:
    part = _section(bench, section)
    return {
        "section": section,
        "live": bench.live,
        "topics": _topics(bench, section),
        "conditions_shown": rule_rows(form, CONDITIONS),
        "when_read": asked_of(part, bench.draft),
        "remarks": [one for one in bench.remarks if one.field == f"section.{section}"],
        "go_on": go_on,
    }


@get(PART, guards=BUILDS)
async def heading(request: AnyRequest, consultation: UUID, section: str) -> Response[Any]:
    """The words above some questions."""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    part = _section(bench, section)
    rules = rule_fields(_topics(bench, section), part.show_if)
    form = filled({**fields_of(part, bench), **rules})
    return page(request, PAGE, seen=bench.seen, form=form, **_shown(bench, section, form))


def _read(typed: Typed, bench: Bench, section: str) -> tuple[Wording, str] | Form:
    """The words and the condition; the form when there is something to put right."""
    before = _section(bench, section).show_if
    words = bind(Wording, typed)
    condition, wrong = (
        read_condition(typed, _topics(bench, section), before) if JOIN in typed else (before, ())
    )
    if isinstance(words, Form):
        return words.wrong(*wrong)
    return Form(typed, wrong) if wrong else (words, condition)


@post(PART, guards=BUILDS)
async def save_heading(request: AnyRequest, consultation: UUID, section: str) -> Response[Any]:
    """Keep them, for a new part at the end; or add a line to the rule, or take one out."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    press = pressed(typed)
    if press.rows:
        form, row = reshaped(typed, press)
        return page(request, PAGE, seen=bench.seen, form=form, **_shown(bench, section, form, row or "when"))
    wanted = _read(typed, bench, section)
    if isinstance(wanted, Form):
        return again(request, PAGE, seen=bench.seen, form=wanted, **_shown(bench, section, wanted))
    words, condition = wanted

    def reworded(draft: Definition) -> Outcome:
        part = sections.new_section(draft) if section == NEW else draft.section(section)
        if part is None or (section != NEW and mark_of(part) != first(typed, "mark")):
            return Clash(draft)
        return sections.with_section(draft, changed(part, **worded(words, part), show_if=condition))

    act = Act(
        "question:regrouped", f"Changed the heading “{words.title}”" if words.title else "Changed a heading"
    )
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, reworded, act, now=now())
    if isinstance(outcome, Definition):
        return see(f"{bench.here}/questions?done=saved")
    theirs = outcome.theirs.section(section) if isinstance(outcome, Clash) else None
    gone = isinstance(outcome, Clash) and theirs is None  # what was typed becomes a new heading then
    shown = {**_shown(bench, NEW if gone else section, Form(typed)), "theirs": theirs}
    return await not_kept(request, bench, PAGE, outcome, typed, **shown)


router = Router("/", route_handlers=[heading, save_heading])
