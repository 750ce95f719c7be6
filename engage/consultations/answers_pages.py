"""What came in, for those who may read it: counts by question and group, people's words with filters, and a file."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.guards import actor_of
from engage.audit import trail
from engage.clock import now
from engage.consultations import spreadsheet
from engage.consultations.building import SEES, AnyRequest
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.results_shown import blocks
from engage.consultations.words import FORMAT_NAMES, GROUP_NAMES, HOW_NAMES
from engage.database import writing
from engage.web.forms import Form, FormModel, Line, asked, bind, filled, read_form
from engage.web.rendering import again, day_time, download, page
from surveys.answers import Format, HowAnswered
from surveys.definition import Group, Question, said
from surveys.exporting import export_headings, export_rows, exported, most_turns
from surveys.results import asked_by, cells_of, open_answers, questions_asked, reached, worded_questions
from surveys.tally import Only

ANSWERS = "/staff/consultations/{consultation:uuid}/answers"
A_PAGE = 25
E = TypeVar("E", bound=StrEnum)


class Kind(StrEnum):
    """The files there are."""

    xlsx = "xlsx"
    csv = "csv"


def _one_of(kind: type[E], raw: str) -> E | None:
    return kind(raw) if raw in kind.__members__.values() else None


def _only(request: AnyRequest) -> Only:
    """The filters of the address; one that makes no sense is passed over."""
    asked_for = request.query_params
    return Only(
        _one_of(Group, asked_for.get("group", "")),
        _one_of(HowAnswered, asked_for.get("how", "")),
        _one_of(Format, asked_for.get("format", "")),
    )


def _not_yours(request: AnyRequest, seen: SeenConsultation) -> Response[Any]:
    """Who keeps the words, and what this person may see instead."""
    return page(request, "consultations/custody.html", status=403, seen=seen)


@get(ANSWERS, guards=SEES)
async def counts(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every question counted."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return _not_yours(request, seen)
    only = _only(request)
    came = await reached(seen.survey)
    asked_questions = await questions_asked(seen.survey)
    return page(
        request,
        "consultations/answers.html",
        seen=seen,
        came=came,
        blocks=blocks(asked_questions, await cells_of(seen.survey), only),
        groups=[(group.value, GROUP_NAMES[group]) for group in came.by_group],
        group=only.group or "",
        ways=[(HOW_NAMES[way], f"{n:,}") for way, n in came.by_how_answered.items()],
    )


@get(f"{ANSWERS}/words", guards=SEES)
async def words(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What people wrote, a page at a time."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return _not_yours(request, seen)
    asked_for, only = request.query_params, _only(request)
    asked = await asked_by(seen.survey)
    worded = worded_questions(asked.questions)
    texts = {one.id: said(one.text, "en") for one in worded}
    question = asked_for.get("question", "") if asked_for.get("question", "") in texts else ""
    holding = asked_for.get("holding", "")[:100].replace("\x00", "")
    number = (
        int(raw) if (raw := asked_for.get("page", "1")).isascii() and raw.isdecimal() and len(raw) < 7 else 1
    )
    found = await open_answers(
        seen.survey,
        asked.screens(one for one in worded if question in {"", one.id}),
        only=only,
        holding=holding,
        limit=A_PAGE,
        offset=(max(number, 1) - 1) * A_PAGE,
    )
    chosen = {
        "question": question,
        "group": only.group or "",
        "how": only.how_answered or "",
        "holding": holding,
    }
    kept = urlencode({name: str(value) for name, value in chosen.items() if value})
    return page(
        request,
        "consultations/answers_words.html",
        seen=seen,
        found=found,
        texts=texts,
        number=max(number, 1),
        pages=max(1, -(-found.total // A_PAGE)),
        base=f"?{kept}{'&' if kept else ''}page=",
        form=filled(chosen),
        group_names=GROUP_NAMES,
        how_names=HOW_NAMES,
        format_names=FORMAT_NAMES,
    )


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
