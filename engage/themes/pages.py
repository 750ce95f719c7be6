"""Staff pages of themes: the list, asking for themes, how far that is, the workbench, what was done, and what those see
who may not read words."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.database import writing
from engage.plan.focus_areas import frameworks
from engage.themes import act_pages
from engage.themes.agreed import agreed_page
from engage.themes.live import codebook, totals_of
from engage.themes.progress import progress_for
from engage.themes.running import Refused, ask_for_themes, latest_run
from engage.themes.undoing import changes
from engage.themes.view import View
from engage.themes.workbench import is_first_look, workbench
from engage.web.errors import NotAllowed
from engage.web.forms import Form, FormModel, Mistake, asked, bind, filled, read_form
from engage.web.rendering import again, page, see
from engage.web.security import HEADERS

AnyRequest: TypeAlias = Request[Any, Any, Any]
SEES = [requires(Permission.themes_see)]
REVIEWS = [requires(Permission.themes_review)]
HERE = "/staff/consultations/{consultation:uuid}/themes"


@get("/staff/themes", guards=SEES)
async def everything(request: AnyRequest) -> Response[Any]:
    """Each consultation and how far its themes are."""
    return page(request, "themes/list.html", found=await progress_for(actor_of(request)))


@get(HERE, guards=SEES)
async def themes(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The workbench; before there is anything to review, how far the search is or how to begin it."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return await agreed_page(request, _themes_seen(seen))
    run = await latest_run(seen.id)
    if is_first_look(await codebook(seen.id), run):
        if run and run.is_going:
            return page(request, "themes/going.html", seen=seen, run=run)
        return await _ask_page(request, seen, Form())
    return await workbench(request, seen, View.read(request.query_params))


def _themes_seen(seen: SeenConsultation) -> SeenConsultation:
    if not seen.may_see_themes:
        raise NotAllowed
    return seen


class Ask(FormModel):
    """What to look with."""

    framework: UUID | None = asked("Choose a plan from the list", default=None)


@get(f"{HERE}/ask", guards=REVIEWS)
async def ask_again(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Before a search, what it keeps and what it replaces."""
    seen = await find_consultation_for(actor_of(request), consultation)
    return await _ask_page(request, seen.needs(seen.may_review), Form())


@post(f"{HERE}/ask", guards=REVIEWS)
async def ask(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Ask the worker to look for themes."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_review)
    wanted = bind(Ask, await read_form(request))
    if isinstance(wanted, Form):
        return await _ask_page(request, seen, wanted)
    async with writing():
        run = await ask_for_themes(seen, wanted.framework, actor, now())
    if isinstance(run, Refused):
        return await _ask_page(request, seen, Form({}, (Mistake("framework", run.message),)))
    return see(f"/staff/consultations/{seen.id}/themes")


async def _ask_page(request: AnyRequest, seen: SeenConsultation, form: Form) -> Response[Any]:
    every = await frameworks()
    run = await latest_run(seen.id)
    if not form.typed and not form.mistakes:
        chosen = run.framework if run else next((one.id for one in every if one.still_open), None)
        form = filled({"framework": chosen})
    show = again if form.mistakes else page
    return show(
        request,
        "themes/ask.html",
        seen=seen,
        form=form,
        frameworks=every,
        totals=(await totals_of([seen.id])).get(seen.id),
        has_themes=bool((await codebook(seen.id)).themes),
        run=run,
    )


@get(f"{HERE}/progress", guards=SEES)
async def progress(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """How far the latest search is, for the small script."""
    seen = await find_consultation_for(actor_of(request), consultation)
    run = await latest_run(seen.needs(seen.may_read_words).id)
    told = {
        "done": round(100 * run.fraction) if run else 0,
        "of": 100,
        "text": run.told if run else "",
        "finished": run is None or not run.is_going,
    }
    return Response(told, headers={**HEADERS, "cache-control": "no-store"})


@get(f"{HERE}/history", guards=SEES)
async def history(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What was decided, newest first."""
    seen = await find_consultation_for(actor_of(request), consultation)
    seen.needs(seen.may_read_words)
    return page(request, "themes/history.html", seen=seen, log=await changes(seen.id, limit=50))


router = Router(
    "/",
    route_handlers=[everything, themes, ask_again, ask, progress, history, *act_pages.HANDLERS],
)
