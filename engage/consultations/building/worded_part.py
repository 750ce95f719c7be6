"""What the forms for the words round the questions share: the survey's title and introduction, and a part's heading."""

from typing import Any

from litestar import Response

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import AnyRequest, Bench, bench_of, told_clash, with_problem
from engage.consultations.building.drafts import Clash
from engage.web.forms import Form, FormModel, Line, Typed, Words, asked
from engage.web.rendering import again
from surveys.answers import Problem
from surveys.definition import EASY, Definition, Section


class Wording(FormModel):
    """A title and what stands below it, each with its Easy Read."""

    title: Line = asked("Enter the heading", default="", max_length=120)
    title_easy: Line = asked("Write it in Easy Read", default="", max_length=120)
    intro: Words = asked("Write what people should know", default="", max_length=3000)
    intro_easy: Words = asked("Write it in Easy Read", default="", max_length=3000)


class _Marked(FormModel):
    words: tuple[str, ...]


def fields_of(part: Definition | Section, bench: Bench) -> dict[str, object]:
    """The part as the fields of its form, with what it started from."""
    return {
        "title": part.title.get("en"),
        "title_easy": part.title.get(EASY),
        "intro": part.intro.get("en"),
        "intro_easy": part.intro.get(EASY),
        "mark": mark_of(part),
        "started_from": bench.changed_at.isoformat(),
    }


def mark_of(part: Definition | Section) -> str:
    """A mark of just what the form shows: a question or a translation changed meanwhile is no clash."""
    shown = tuple(text.get(code, "") for text in (part.title, part.intro) for code in ("en", EASY))
    condition = part.show_if if isinstance(part, Section) else ""
    return drafts.mark_of(_Marked(words=(*shown, condition)))


def worded(words: Wording, part: Definition | Section) -> dict[str, Any]:
    """The fields with new words; other languages stay."""
    return {
        "title": {**part.title, "en": words.title, EASY: words.title_easy},
        "intro": {**part.intro, "en": words.intro, EASY: words.intro_easy},
    }


async def not_kept(
    request: AnyRequest, bench: Bench, template: str, outcome: Problem | Clash, typed: Typed, **values: Any
) -> Response[Any]:
    """The form once more with what was typed: beside it what somebody else wrote, when that is why."""
    if isinstance(outcome, Problem):
        return again(request, template, seen=bench.seen, form=with_problem(typed, outcome), **values)
    fresh = await bench_of(request, bench.seen.id)
    theirs = values.get("theirs") or outcome.theirs
    form = Form({**typed, "mark": (mark_of(theirs),), "started_from": (fresh.changed_at.isoformat(),)})
    clash = await told_clash(bench, typed, now())
    return again(request, template, seen=bench.seen, form=form, clash=clash, **{**values, "theirs": theirs})
