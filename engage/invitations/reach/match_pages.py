"""Which question of a consultation tells a dimension, and which answer stands for which group: a few lists to choose from,
filled in with what is likely."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.guards import actor_of
from engage.audit import trail
from engage.clock import now
from engage.consultations.building.bench import SEES, AnyRequest, first
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.database import writing
from engage.invitations.reach import population
from engage.invitations.reach.matching import (
    Match,
    areas_in,
    drop_match,
    is_area,
    keep_match,
    matches,
    may_tell,
    suggested,
    suggested_labels,
)
from engage.invitations.reach.numbers import LONGEST_NAME, Dimension
from engage.invitations.reach.reach_pages import REACH, may_edit
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import again, page, see
from surveys.all_versions import asked_by
from surveys.definition import Question, said
from surveys.questions import counted

MATCH = f"{REACH}/match"


async def _found(request: AnyRequest, consultation: UUID, name: str) -> tuple[SeenConsultation, Dimension]:
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(may_edit(actor, seen))
    dimension = await population.dimension(name[:LONGEST_NAME].replace("\x00", ""))
    if dimension is None:
        raise NotThere
    return seen, dimension


@get(MATCH, guards=SEES)
async def match(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """First the question, then its answers."""
    query = request.query_params
    seen, dimension = await _found(request, consultation, query.get("of", ""))
    questions = may_tell(await asked_by(seen.survey))
    stored = (await matches(seen.id)).get(dimension.name)
    asked_for = query.get("question") or (stored.question_id if stored else "")
    question = _with_id(questions, asked_for) or suggested(dimension, questions)
    form = _as_stored(dimension, question, stored) if question else Form()
    return page(
        request, "invitations/match.html", **_values(seen, dimension, questions, question, form), is_stored=stored is not None
    )  # fmt: skip


def _with_id(questions: Sequence[Question], id: str) -> Question | None:
    return next((one for one in questions if one.id == id), None)


def _as_stored(dimension: Dimension, question: Question, stored: Match | None) -> Form:
    """What is matched already, else what is likely."""
    is_known = stored is not None and stored.question_id == question.id
    codes = stored.codes if stored and is_known else {}
    if is_area(question):
        return filled(
            {f"areas.{n}": ", ".join(codes.get(line.label, ())) for n, line in enumerate(dimension.lines)}
        )
    by_code = {code: label for label, each in codes.items() for code in each}
    likely = {} if is_known else suggested_labels(dimension, question)
    return filled({f"of.{one.code}": by_code.get(one.code) or likely.get(one.code, "") for one in counted(question)})  # fmt: skip


def _values(
    seen: SeenConsultation, dimension: Dimension, questions: Sequence[Question], question: Question | None, form: Form
) -> dict[str, Any]:  # fmt: skip
    return {
        "seen": seen,
        "dimension": dimension,
        "questions": [(one.id, said(one.text, "en")) for one in questions],
        "question": question,
        "is_area": question is not None and is_area(question),
        "options": [(one.code, said(one.text, "en")) for one in counted(question)] if question else [],
        "labels": [(line.label, line.label) for line in dimension.lines],
        "form": form,
    }


@post(MATCH, guards=SEES)
async def save_match(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep which answer stands for which group."""
    typed = await read_form(request)
    seen, dimension = await _found(request, consultation, first(typed, "of"))
    here = f"/staff/consultations/{seen.id}/reach"
    if first(typed, "do") == "drop":
        async with writing():
            await drop_match(seen.id, dimension.name)
            await _record(request, seen, f"Matched no question to “{dimension.name}” any more")
        return see(f"{here}?done=unmatched")
    questions = may_tell(await asked_by(seen.survey))
    question = _with_id(questions, first(typed, "question"))
    if question is None:
        return see(f"{here}/match?{urlencode({'of': dimension.name})}")
    wanted = _read(typed, dimension, question)
    if isinstance(wanted, Form):
        values = _values(seen, dimension, questions, question, wanted)
        return again(request, "invitations/match.html", **values, is_stored=False)
    async with writing():
        await keep_match(seen.id, wanted)
        await _record(request, seen, f"Matched a question to “{dimension.name}”")
    return see(f"{here}?done=matched")


async def _record(request: AnyRequest, seen: SeenConsultation, sentence: str) -> None:
    await trail.record(actor_of(request), "reach:matched", seen.id, sentence, now=now())


def _read(typed: Typed, dimension: Dimension, question: Question) -> Match | Form:
    labels = [line.label for line in dimension.lines]
    codes: dict[str, list[str]] = {label: [] for label in labels}
    if is_area(question):
        taken: set[str] = set()
        for n, label in enumerate(labels):
            areas = areas_in(first(typed, f"areas.{n}"))
            if twice := next((area for area in areas if area in taken), ""):
                return Form(typed, (Mistake(f"areas.{n}", f"Put {twice} in one group only"),))
            taken |= {*areas}
            codes[label] = [*areas]
    else:
        for option in counted(question):
            if (label := first(typed, f"of.{option.code}")) in codes:
                codes[label].append(option.code)
    if not any(codes.values()):
        name = "areas.0" if is_area(question) else f"of.{counted(question)[0].code}"
        return Form(typed, (Mistake(name, "Say for one answer or more which group it stands for"),))
    return Match(dimension.name, question.id, {label: tuple(each) for label, each in codes.items() if each})


router = Router("/", route_handlers=[match, save_match])
