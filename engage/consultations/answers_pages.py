"""What came in, for those who may read it: counts by question and group, people's words with filters, and a file."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.guards import actor_of
from engage.audit import trail
from engage.clock import now
from engage.consultations import answers_filters, reach_shown, spreadsheet
from engage.consultations.building import SEES, AnyRequest
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.results_shape import Came
from engage.consultations.results_shown import blocks
from engage.consultations.words import FORMAT_NAMES, GROUP_NAMES, HOW_NAMES
from engage.database import writing
from engage.web.forms import Form, FormModel, Line, asked, bind, filled, read_form
from engage.web.rendering import again, day_time, download, page
from surveys.definition import Question, said
from surveys.exporting import export_headings, export_rows, exported, most_turns
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


class Kind(StrEnum):
    """The files there are."""

    xlsx = "xlsx"
    csv = "csv"


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
        await people_of(seen.survey, asked, only),
    )
    kept = answers_filters.chosen(only)
    return page(
        request,
        "consultations/answers.html",
        seen=seen,
        came=came,
        numbers=reach_shown.figures(came),
        growth=reach_shown.growth(await by_day(seen.survey)),
        who=reach_shown.who(came),
        filters=answers_filters.filters(came, asked),
        form=filled(kept),
        chosen=answers_filters.in_words(only),
        kept=answers_filters.address(kept),
        blocks=blocks(counted, only),
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


class Wanted(FormModel):
    """A file, and why."""

    file: Kind = asked("Choose a kind of file")
    reason: Line = asked("Say what the file is for", min_length=3, max_length=300)


@get(f"{ANSWERS}/file", guards=SEES)
async def ask_for_file(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Which file, and why."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return _not_yours(request, seen)
    return page(request, "consultations/answers_file.html", seen=seen, form=filled({"file": Kind.xlsx}))


@post(f"{ANSWERS}/file", guards=SEES)
async def make_file(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The file, with its line in the history: one does not come without the other."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_read_words)
    wanted = bind(Wanted, await read_form(request))
    if isinstance(wanted, Form):
        return again(request, "consultations/answers_file.html", seen=seen, form=wanted)
    moment = now()
    asked = await asked_by(seen.survey)
    screens = exported(asked, await most_turns(seen.survey, asked))
    async with writing():
        rows = [row async for some in export_rows(seen.survey, screens) for row in some]
        await trail.record(
            actor, "answers:exported", seen.id, f"Took {len(rows)} sets of answers out as a file: {wanted.reason}",
            now=moment, detail={"file": wanted.file, "rows": len(rows)},
        )  # fmt: skip
    about = _about(seen, actor.name, wanted.reason, moment)
    body = await asyncio.to_thread(
        _body, wanted.file, export_headings(screens), rows, asked.questions, about, moment
    )
    media_type = spreadsheet.CSV if wanted.file is Kind.csv else spreadsheet.XLSX
    made = download(body, f"{seen.slug}-answers.{wanted.file}", media_type)
    made.status_code = 200
    return made


def _about(seen: SeenConsultation, who: str, reason: str, moment: datetime) -> Sequence[tuple[str, str]]:
    return [
        ("Consultation", seen.title),
        ("Run by", seen.organisation_name),
        ("Taken out by", who),
        ("When", day_time(moment)),
        ("For", reason),
        ("Take care", "People were told who reads their words. Keep this file where only they can open it."),
        ("Order", "Rows are in no order of time, so that nobody can be found by when they answered."),
    ]


def _body(
    file: Kind,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    questions: Sequence[Question],
    about: Sequence[tuple[str, str]],
    moment: datetime,
) -> bytes:
    if file is Kind.csv:
        return spreadsheet.csv_file(head, rows)
    return spreadsheet.workbook(head, rows, questions, about, now=moment)


router = Router("/", route_handlers=[counts, words, ask_for_file, make_file])
