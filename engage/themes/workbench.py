"""Puts the workbench together: the list of themes, the answers of one, what may be decided about it, the last changes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response

from engage.access.guards import actor_of
from engage.clock import now
from engage.consultations.policy import SeenConsultation
from engage.database import rows
from engage.themes import words
from engage.themes.comments import comments
from engage.themes.how import exact_words, how_said
from engage.themes.linking import area_choices, links_of
from engage.themes.live import Codebook, ThemeSeen, codebook
from engage.themes.running import RunSeen, latest_run
from engage.themes.undoing import Change, changes
from engage.themes.view import NONE, View
from engage.web.forms import Form, filled
from engage.web.rendering import page
from surveys.definition import said
from surveys.results import open_questions, questions_asked

AnyRequest: TypeAlias = Request[Any, Any, Any]

JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True)
class Told:
    """What to say above the answers after an act that did not go as wished."""

    sentences: tuple[str, ...]
    status: int = 409


async def workbench(
    request: AnyRequest,
    seen: SeenConsultation,
    view: View,
    told: Told | None = None,
    form: Form | None = None,
) -> Response[Any]:
    """The workbench on a view; `told` and `form` are what an act left to say."""
    book = await codebook(seen.id)
    theme, view = _looked_at(book, view)
    found = await comments(seen.id, view)
    asked = {one.id: said(one.text, "en") for one in open_questions(await questions_asked(seen.survey))}
    run = await latest_run(seen.id)
    did = "did" in request.query_params and told is None
    return page(
        request,
        "themes/workbench.html",
        status=told.status if told else 200,
        seen=seen,
        here=f"/staff/consultations/{seen.id}/themes",
        book=book,
        theme=theme,
        view=replace(view, page=found.page),
        found=found,
        asked=asked,
        groups=await _groups(seen.survey),
        run=run,
        news=told.sentences if told else (),
        form=form or _form(theme),
        links=await links_of(theme.id) if theme else (),
        areas=await area_choices(theme.id) if theme and seen.may_review else {},
        log=await changes(seen.id, theme.id if theme else None, limit=3),
        latest=await _latest(request, seen.id) if did else None,
        words=words,
        how_said=exact_words(await how_said(seen.id, theme.id if theme else None)),
    )


def _looked_at(book: Codebook, view: View) -> tuple[ThemeSeen | None, View]:
    """The theme of a view. With none named, or one that is no longer there: the largest suggestion, then the largest."""
    if view.theme == NONE:
        return None, view
    named = book.theme(view.id) if view.id else None
    first = next(iter([*([named] if named else []), *book.suggested, *book.accepted]), None)
    changed = first is None or named is None
    return first, view.of(theme=first.id if first else NONE, page=1 if changed else view.page)


def _form(theme: ThemeSeen | None) -> Form:
    return filled({"name": theme.name, "description": theme.description} if theme else {})


async def _groups(survey: UUID) -> list[tuple[str, str]]:
    found = await rows(
        'SELECT DISTINCT "group" FROM response WHERE survey = $1 AND completed_at IS NOT NULL ORDER BY 1',
        survey,
    )
    return [(row["group"], words.PERSON_NAMES.get(row["group"], row["group"])) for row in found]


async def _latest(request: AnyRequest, consultation: UUID) -> Change | None:
    """The act this person just did."""
    found = await changes(consultation, limit=1)
    is_own = bool(found) and found[0].who == actor_of(request).name
    return found[0] if is_own and _is_recent(found[0].at, now()) else None


def _is_recent(at: datetime, now: datetime) -> bool:
    return now - at < JUST_NOW


def is_first_look(book: Codebook, run: RunSeen | None) -> bool:
    """Whether there is nothing to review yet: no theme, and no run that has ended well."""
    return not book.themes and (run is None or run.state != "done")
