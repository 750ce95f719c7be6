"""The title and introduction of a survey: what people read before the first question."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first
from engage.consultations.building.drafts import Act, Clash, Outcome
from engage.consultations.building.worded_part import Wording, fields_of, mark_of, not_kept, worded
from engage.consultations.setting_up import rename
from engage.database import writing
from engage.web.forms import Form, Line, asked, bind, filled, read_form
from engage.web.rendering import again, page, see
from surveys.definition import Definition
from surveys.editing import changed

PAGE = "consultations/beginning.html"
BEGINNING = "/staff/consultations/{consultation:uuid}/questions/beginning"


class Beginning(Wording):
    """What people read first; it has a title."""

    title: Line = asked("Enter a title", min_length=1, max_length=120)


def _shown(bench: Bench) -> dict[str, Any]:
    mended_here = [one for one in bench.remarks if one.field.startswith(("title", "intro"))]
    return {"remarks": mended_here, "live": bench.live}


@get(BEGINNING, guards=BUILDS)
async def beginning(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Title and introduction."""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    form = filled(fields_of(bench.draft, bench))
    return page(request, PAGE, seen=bench.seen, form=form, **_shown(bench))


@post(BEGINNING, guards=BUILDS)
async def save_beginning(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep them."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    wanted = bind(Beginning, typed)
    if isinstance(wanted, Form):
        return again(request, PAGE, seen=bench.seen, form=wanted, **_shown(bench))
    words = wanted

    def reworded(draft: Definition) -> Outcome:
        same = mark_of(draft) == first(typed, "mark")
        return changed(draft, **worded(words, draft)) if same else Clash(draft)

    act = Act("survey:reworded", "Changed the title and introduction")
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, reworded, act, now=now())
        if isinstance(outcome, Definition) and not bench.is_live:
            await rename(bench.seen.id, words.title)
    if not isinstance(outcome, Definition):
        return await not_kept(request, bench, PAGE, outcome, typed, **_shown(bench))
    return see(f"{bench.here}/questions?done=saved")


router = Router("/", route_handlers=[beginning, save_beginning])
