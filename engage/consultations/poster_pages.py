"""The poster of a consultation: a page to print from the browser, and a PDF that screen readers can follow, in each
language the survey offers."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.consultations.building.bench import SEES, AnyRequest
from engage.consultations.share_pages import ONE, found, link_of, values_of
from engage.consultations.words import group_words
from engage.printing.poster import OnPoster, Paper, poster
from engage.printing.setting import PDF, pdf_of
from engage.web import languages
from engage.web.rendering import download, page
from engage.web.spoken import InLanguage, worded
from surveys.authoring import draft_of, groups_of
from surveys.definition import EASY, Definition, said
from surveys.logic.naming import short
from surveys.tables import Survey
from surveys.texts import offered
from surveys.wording import SIMPLE

_LINES = 3
_LETTERS = 90


@get(f"{ONE}/poster", guards=SEES)
async def poster_page(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """One A4 page for a wall or a letter."""
    seen, survey = await found(request, consultation)
    lines = _lines(draft_of(survey), "en")
    return page(request, "consultations/poster.html", lines=lines, **values_of(seen, survey))


@get(f"{ONE}/poster.pdf", guards=SEES)
async def poster_pdf(request: AnyRequest, consultation: UUID) -> Response[bytes]:
    """The poster as a file: `?paper=a5` for half the size, `?language=pl` for one of the survey's languages."""
    _, survey = await found(request, consultation)
    asked_for = request.query_params.get("language", "en")
    language = asked_for if asked_for in offered(draft_of(survey)) else "en"
    paper: Paper = "a5" if request.query_params.get("paper") == "a5" else "a4"
    spoken = language if language in languages.turned_on() else "en"
    made = await pdf_of(poster(_on_poster(survey, language), spoken, paper))
    ends = "" if (paper, language) == ("a4", "en") else f"-{paper}-{language}"
    return download(made, f"poster-{survey.slug}{ends}.pdf", PDF)


def _on_poster(survey: Survey, language: str) -> OnPoster:
    draft, is_english = draft_of(survey), language == "en"
    who = group_words(groups_of(survey))
    return OnPoster(
        title=worded(draft.title, language),
        asks=survey.asked_by,
        link=link_of(survey),
        easy_title=draft.title.get(EASY, "") if is_english else "",
        lines=_lines(draft, language),
        who=who[:1].lower() + who[1:] if is_english else "",
        answer_by=survey.closes_at,
        tells_by=survey.tells_by,
    )


def _lines(draft: Definition, language: str) -> list[str]:
    """At most three easy sentences of what the survey says about itself."""
    easy = language + SIMPLE
    whole = said(draft.intro, easy)
    code = worded(draft.intro, easy).language
    lines = [short(line, _LETTERS) for line in whole.splitlines() if line.strip()]
    return [InLanguage(line, code) for line in lines[:_LINES]]


router = Router("/", route_handlers=[poster_page, poster_pdf])
