"""What came in, for those who may read it: counts by question and group, people's words with filters, and a file."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post
from litestar.response import Stream

from engage.access.guards import actor_of
from engage.clock import now
from engage.consultations.answers import answers_file, answers_filters, reach_shown, spreadsheet
from engage.consultations.answers.answers_file import Kind
from engage.consultations.answers.hands_shown import hands_beside
from engage.consultations.answers.results_shape import Came
from engage.consultations.answers.results_shown import blocks
from engage.consultations.building.bench import SEES, AnyRequest
from engage.consultations.changing.versions_told import sentences_about
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.words import FORMAT_NAMES, GROUP_NAMES, HOW_NAMES
from engage.database import writing
from engage.web.forms import Form, FormModel, Line, Mistake, Typed, asked, bind, filled, read_form
from engage.web.rendering import again, page
from engage.web.security import HEADERS
from surveys.channels import CHANNEL_NAMES
from surveys.definition import Question, said
from surveys.questions import counted as counted_options
from surveys.results import (
    asked_by,
    by_day,
    cells_of,
    files_of,
    open_answers,
    people_of,
    reached,
    worded_questions,
)

ANSWERS = "/staff/consultations/{consultation:uuid}/answers"
A_PAGE = 25


def _not_yours(request: AnyRequest, seen: SeenConsultation) -> Response[Any]:
    """Who keeps the words, and what this person may see instead."""
    return page(request, "consultations/custody.html", status=403, seen=seen)


@get(ANSWERS, guards=SEES)
async def counts(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every question counted."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return _not_yours(request, seen)
    asked, came = await asked_by(seen.survey), await reached(seen.survey)
    only = answers_filters.read_only(request.query_params, asked)
    counted = Came(
        asked,
        await cells_of(seen.survey, asked),
        await files_of(seen.survey, asked, only),
        await people_of(seen.survey, asked),
    )
    kept = answers_filters.chosen(only)
    return page(
        request,
        "consultations/answers.html",
        seen=seen,
        came=came,
        numbers=reach_shown.figures(came),
        versions=await sentences_about(seen.survey),
        growth=reach_shown.growth(await by_day(seen.survey)),
        who=reach_shown.who(came),
        filters=answers_filters.filters(came, asked),
        form=filled(kept),
        chosen=answers_filters.in_words(only),
        kept=answers_filters.address(kept),
        blocks=blocks(counted, only),
        hands={} if only.active else await hands_beside(seen.survey, asked.questions),
        leaves_out=only.is_marked is False,
    )


@get(f"{ANSWERS}/words", guards=SEES)
async def words(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What people wrote, a page at a time."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return _not_yours(request, seen)
    asked, came = await asked_by(seen.survey), await reached(seen.survey)
    asked_for, only = request.query_params, answers_filters.read_only(request.query_params, asked)
    worded = worded_questions(asked.questions)
    texts = {one.id: _named(one) for one in worded}
    question = asked_for.get("question", "") if asked_for.get("question", "") in texts else ""
    holding = asked_for.get("holding", "")[:100].replace("\x00", "")
    number = _page_number(asked_for.get("page", "1"))
    found = await open_answers(
        seen.survey,
        asked.screens(one for one in worded if question in {"", one.id}),
        only=only,
        holding=holding,
        limit=A_PAGE,
        offset=(number - 1) * A_PAGE,
    )
    chosen = {"question": question, "holding": holding, **answers_filters.chosen(only)}
    kept = answers_filters.address(chosen)
    return page(
        request,
        "consultations/answers_words.html",
        seen=seen,
        found=found,
        texts=texts,
        said=_said_with(worded),
        number=number,
        pages=max(1, -(-found.total // A_PAGE)),
        base=f"?{kept}{'&' if kept else ''}page=",
        form=filled(chosen),
        filters=answers_filters.filters(came, asked),
        has_filters=bool(kept),
        group_names=GROUP_NAMES,
        how_names=HOW_NAMES,
        format_names=FORMAT_NAMES,
        channel_names=CHANNEL_NAMES,
    )


def _page_number(raw: str) -> int:
    return max(1, int(raw)) if raw.isascii() and raw.isdecimal() and len(raw) < 7 else 1


def _named(question: Question) -> str:
    """A question in one line; a statement behind the words of its set."""
    return " – ".join(filter(None, [said(question.stem, "en"), said(question.text, "en")]))


def _said_with(questions: Iterable[Question]) -> dict[str, dict[str, str]]:
    """For questions with room for words beside an answer: what each such answer is called."""
    return {
        one.id: {option.code: said(option.text, "en") for option in counted_options(one) if option.says}
        for one in questions
    }


class Why(StrEnum):
    """What files are taken out for."""

    themes = "themes"
    report = "report"
    together = "together"
    offline = "offline"
    request = "request"
    other = "other"


WHY_WORDS = {
    Why.themes: "Working on the themes",
    Why.report: "Writing a report",
    Why.together: "Reading it with young people or parents",
    Why.offline: "Working with it in another program",
    Why.request: "Somebody asked for their own answers",
    Why.other: "Something else",
}


class Wanted(FormModel):
    """A file, and why."""

    file: Kind = asked("Choose a kind of file")
    why: Why = asked("Choose what the file is for")
    marked: Line = asked("Choose whether those marked come along", default="with", pattern="^(with|without)$")
    reason: Line = asked("Say what the file is for in 300 letters at most", default="", max_length=300)


def _reason(wanted: Wanted) -> str:
    """What it is for as a sentence: the choice, then the person's own words."""
    chosen = "" if wanted.why is Why.other else WHY_WORDS[wanted.why]
    return ": ".join(filter(None, [chosen, wanted.reason]))


async def _file_values(seen: SeenConsultation) -> dict[str, Any]:
    whys = [(why.value, words) for why, words in WHY_WORDS.items()]
    return {"seen": seen, "whys": whys, "marked": (await reached(seen.survey)).marked}


@get(f"{ANSWERS}/file", guards=SEES)
async def ask_for_file(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Which file, and why."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return _not_yours(request, seen)
    return page(
        request,
        "consultations/answers_file.html",
        form=filled({"file": Kind.xlsx, "marked": "with"}),
        **await _file_values(seen),
    )


@post(f"{ANSWERS}/file", guards=SEES, status_code=200)
async def make_file(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The file, with its line in the history: one does not come without the other."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_read_words)
    typed = await read_form(request)
    wanted = bind(Wanted, typed)
    if isinstance(wanted, Wanted):
        wanted = await _doubted(wanted, typed, seen)
    if isinstance(wanted, Form):
        return again(request, "consultations/answers_file.html", form=wanted, **await _file_values(seen))
    async with writing():
        wish = answers_file.Wish(wanted.file, wanted.why, _reason(wanted), wanted.marked == "with")
        made = await answers_file.make(actor, seen, wish, now=now())
    return Stream(
        answers_file.parts(made),
        media_type=spreadsheet.CSV if wanted.file is Kind.csv else spreadsheet.XLSX,
        headers={
            **HEADERS,
            "cache-control": "no-store",
            "content-length": str(made.size),
            "content-disposition": f'attachment; filename="{seen.slug}-answers.{wanted.file}"',
        },
    )


async def _doubted(wanted: Wanted, typed: Typed, seen: SeenConsultation) -> Wanted | Form:
    """The wish, or what is still to be said about it."""
    if wanted.why is Why.other and len(wanted.reason) < 3:
        return Form(typed, (Mistake("reason", "Say what the file is for"),))
    if wanted.file is Kind.xlsx and not await answers_file.fits(
        seen.survey, (await reached(seen.survey)).completed
    ):
        return Form(typed, (Mistake("file", "Choose the CSV file: this is more than a workbook holds"),))
    return wanted


router = Router("/", route_handlers=[counts, words, ask_for_file, make_file])
