"""The words round the questions: title and introduction of a survey, and the headings of its parts."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations import drafts, sections
from engage.consultations.building import BUILDS, AnyRequest, Bench, bench_of, first, told_clash, with_problem
from engage.consultations.drafts import Act, Clash, Outcome
from engage.consultations.setting_up import rename
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, FormModel, Line, Typed, Words, asked, bind, filled, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.definition import EASY, Definition, Section
from surveys.editing import changed

LIST = "/staff/consultations/{consultation:uuid}/questions"


class Beginning(FormModel):
    """What people read before the first question."""

    title: Line = asked("Enter a title", min_length=1, max_length=120)
    title_easy: Line = asked("Write the title in Easy Read", default="", max_length=120)
    intro: Words = asked("Write the introduction", default="", max_length=3000)
    intro_easy: Words = asked("Write the introduction in Easy Read", default="", max_length=3000)


class Heading(FormModel):
    """The words above some questions; all may be left out."""

    title: Line = asked("Enter the heading", default="", max_length=120)
    title_easy: Line = asked("Write it in Easy Read", default="", max_length=120)
    intro: Words = asked("Write what people should know", default="", max_length=2000)
    intro_easy: Words = asked("Write it in Easy Read", default="", max_length=2000)


def _fields(part: Definition | Section, bench: Bench) -> dict[str, object]:
    return {
        "title": part.title.get("en"),
        "title_easy": part.title.get(EASY),
        "intro": part.intro.get("en"),
        "intro_easy": part.intro.get(EASY),
        "mark": _mark(part),
        "started_from": bench.changed_at.isoformat(),
    }


def _mark(part: Definition | Section) -> str:
    """A mark of the words round the questions only: a question changed meanwhile is no clash."""
    return drafts.mark_of(changed(part, **{"sections" if isinstance(part, Definition) else "questions": ()}))


def _worded(words: Beginning | Heading) -> dict[str, Any]:
    return {
        "title": {"en": words.title, EASY: words.title_easy},
        "intro": {"en": words.intro, EASY: words.intro_easy},
    }


async def _again(
    request: AnyRequest, bench: Bench, template: str, outcome: Problem | Clash, typed: Typed, **values: Any
) -> Response[Any]:
    """The form once more with what was typed: beside it what somebody else wrote, when that is why."""
    if isinstance(outcome, Problem):
        return again(request, template, seen=bench.seen, form=with_problem(typed, outcome), **values)
    fresh = await bench_of(request, bench.seen.id)
    theirs = values.get("theirs") or outcome.theirs
    form = Form({**typed, "mark": (_mark(theirs),), "started_from": (fresh.changed_at.isoformat(),)})
    clash = await told_clash(bench, typed, now())
    return again(request, template, seen=bench.seen, form=form, clash=clash, **{**values, "theirs": theirs})


@get(f"{LIST}/beginning", guards=BUILDS)
async def beginning(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Title and introduction."""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    form = filled(_fields(bench.draft, bench))
    return page(request, "consultations/beginning.html", seen=bench.seen, form=form, **_shown(bench))


def _shown(bench: Bench) -> dict[str, Any]:
    about_all = tuple(one for one in bench.remarks() if one.question_id is None)
    return {"remarks": about_all, "live": bench.live}


@post(f"{LIST}/beginning", guards=BUILDS)
async def save_beginning(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep them."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    wanted = bind(Beginning, typed)
    shown = _shown(bench)
    if isinstance(wanted, Form):
        return again(request, "consultations/beginning.html", seen=bench.seen, form=wanted, **shown)
    words = wanted

    def worded(draft: Definition) -> Outcome:
        same = _mark(draft) == first(typed, "mark")
        return changed(draft, **_worded(words)) if same else Clash(draft)

    act = Act("survey:reworded", "Changed the title and introduction")
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, worded, act, now=now())
        if isinstance(outcome, Definition) and not bench.is_live:
            await rename(bench.seen.id, words.title)
    if not isinstance(outcome, Definition):
        return await _again(request, bench, "consultations/beginning.html", outcome, typed, **shown)
    return see(f"{bench.here}/questions?done=saved")


def _section(bench: Bench, id: str) -> Section:
    if id == "new":
        return sections.new_section(bench.draft)
    if found := sections.section_named(bench.draft, id):
        return found
    raise NotThere


@get(f"{LIST}/parts/{{section:str}}", guards=BUILDS)
async def heading(request: AnyRequest, consultation: UUID, section: str) -> Response[Any]:
    """The words above some questions."""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    part = _section(bench, section)
    form = filled({**_fields(part, bench), "id": part.id})
    return page(
        request, "consultations/heading.html", seen=bench.seen, form=form, section=section, live=bench.live
    )


@post(f"{LIST}/parts/{{section:str}}", guards=BUILDS)
async def save_heading(request: AnyRequest, consultation: UUID, section: str) -> Response[Any]:
    """Keep them, for a new part at the end."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    _section(bench, section)
    wanted = bind(Heading, typed)
    if isinstance(wanted, Form):
        return again(
            request,
            "consultations/heading.html",
            seen=bench.seen,
            form=wanted,
            section=section,
            live=bench.live,
        )
    words = wanted

    def worded(draft: Definition) -> Outcome:
        part = sections.new_section(draft) if section == "new" else sections.section_named(draft, section)
        if part is None or (section != "new" and _mark(part) != first(typed, "mark")):
            return Clash(draft)
        return sections.with_section(draft, changed(part, **_worded(words)))

    act = Act(
        "question:regrouped", f"Changed the heading “{words.title}”" if words.title else "Changed a heading"
    )
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, worded, act, now=now())
    if not isinstance(outcome, Definition):
        theirs = sections.section_named(outcome.theirs, section) if isinstance(outcome, Clash) else None
        gone = isinstance(outcome, Clash) and theirs is None  # what was typed becomes a new heading then
        values = {"section": "new" if gone else section, "theirs": theirs, "live": bench.live}
        return await _again(request, bench, "consultations/heading.html", outcome, typed, **values)
    return see(f"{bench.here}/questions?done=saved")


router = Router("/", route_handlers=[beginning, save_beginning, heading, save_heading])
