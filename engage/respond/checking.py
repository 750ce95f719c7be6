"""All answers on one page, to be changed or sent."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.closed import not_open_page
from engage.respond.keys import receipt_key
from engage.respond.offline.carrying import taken_along
from engage.respond.parts import Part, part_of
from engage.respond.places import ANSWERING, Place, find_place, no_cookie
from engage.respond.sent import SENT, sent_cookie
from engage.respond.speaking import Speaker
from engage.respond.switching import Look, look_of
from engage.respond.ticks import carried, ticked
from engage.respond.turns import Move, move_of, question_path, way_out
from engage.web import languages
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import page, see
from surveys.answers import Given, Problem
from surveys.definition import Definition, Question, QuestionKind, Step
from surveys.journey import Journey
from surveys.questions import is_open
from surveys.responding import State, complete
from surveys.who import Who

AnyRequest: TypeAlias = Request[Any, Any, Any]

N_ = str
TICK = N_("Tick the box to say it is OK to send your answers")
PATH = "/s/{slug:str}/check"


@dataclass(frozen=True)
class AnswerSeen:
    """One answer on the list; no words is a question that was never passed."""

    question: str
    words: str | None
    change: str
    face: str = ""


@dataclass(frozen=True)
class AnswersTogether:
    """Answers that belong under one heading: the statements of a set, what was told of one child. `part` says which."""

    part: Part | None
    answers: tuple[AnswerSeen, ...]


def answers_seen(way: Journey, slug: str, language: str) -> list[AnswersTogether]:
    """Every question on a person's way with what was answered, in order. Pages that were only read are left out."""
    steps = [step for id in way.steps if (step := way.definition.step(id))]
    asked = [step for step in steps if step.question.kind is not QuestionKind.information]
    together = groupby(asked, key=lambda step: (step.turn, step.root if step.question.stem else ""))
    return [_together([*found], way, slug, language) for _, found in together]


def _together(steps: list[Step], way: Journey, slug: str, language: str) -> AnswersTogether:
    speaker = Speaker(way.definition, language, way.kept, steps[0].turn)
    part = part_of(way.definition, steps[0], way, speaker)
    shown = tuple(_seen(step, way.answers.get(step.id), speaker, slug) for step in steps)
    return AnswersTogether(part if part.turn or part.stem else None, shown)


def _seen(step: Step, given: Given | None, speaker: Speaker, slug: str) -> AnswerSeen:
    return AnswerSeen(
        question=speaker.says(step.question.text),
        words=speaker.answer(step.question, given) if given else None,
        change=question_path(slug, step.id, to_check=True) if slug else "",
        face=_face(step.question, given),
    )


def way_of(definition: Definition, state: State) -> Journey:
    """The way of a response through its survey."""
    return Journey(definition, state.answers, Who(state.group, state.how_answered))


def _face(question: Question, given: Given | None) -> str:
    is_feeling = question.kind is QuestionKind.feeling_scale and given and given.choices
    return given.choices[0] if given and is_feeling else ""


@get(PATH)
async def check(request: AnyRequest, slug: str) -> Response[Any]:
    """Is this what you wanted to say?"""
    slug = read_slug(slug)
    place = await find_place(request, slug)
    if place is None or not place.state.may_change(now()):
        return see(f"/s/{slug}")
    if place.is_sent:
        return see(f"/s/{slug}/thanks")
    before = filled({"quote": "yes" if place.state.may_quote else None})
    ticks = ticked(place.state.response_id, request.query_params.get("ticks", ""))
    return await _check_page(request, place, ticks or before)


@post(PATH)
async def send(request: AnyRequest, slug: str) -> Response[Any]:
    """Send. Pressed twice, in two tabs or after a lost reply it is sent once."""
    typed = await read_form(request)
    slug = read_slug(slug)
    place = await find_place(request, slug)
    if place is None:
        return see(f"/s/{slug}/thanks" if SENT in request.cookies else f"/s/{slug}")
    if not place.is_sent:
        if not place.state.may_change(now()):
            return not_open_page(request, await find_asked(slug))
        look = look_of(request, typed)
        if look.was_switched:
            return await _check_page(request, place, Form(typed), look=look)
        if out := _way_out(place.state, typed):
            return see(out)
        if "agree" not in typed:
            languages.speak(look.language)
            form = Form(typed, (Mistake("agree", languages.translate(TICK)),))
            return await _check_page(request, place, form, status=422)
    # the answer to a first press may be lost on the way: what was said then stands
    may_quote = place.state.may_quote if place.is_sent else "quote" in typed
    state = place.state
    way = way_of(await wording(state.version_id), state)
    code = await complete(state.response_id, may_quote, now(), receipt_key(), way.steps)
    if isinstance(code, Problem):
        return see(f"/s/{slug}")
    if state.is_pilot:
        return see(f"/s/{slug}/tested", cookies=[no_cookie(ANSWERING, f"/s/{slug}")])
    cookies = [no_cookie(ANSWERING, f"/s/{slug}"), sent_cookie(slug, code, place.state.group)]
    return see(f"/s/{slug}/thanks", cookies=cookies)


def _way_out(state: State, typed: Typed) -> str | None:
    """Where a button of the header or footer leads; the ticks come along and back."""
    move, here = move_of(typed), f"/s/{state.survey_slug}"
    if move is Move.stop:
        return f"{here}/stopped"
    return way_out(move, state.survey_slug, f"{here}/check?ticks={carried(state.response_id, typed)}")


async def _check_page(
    request: AnyRequest, place: Place, form: Form, *, look: Look | None = None, status: int = 200
) -> Response[Any]:
    state = place.state
    definition = await wording(state.version_id)
    look = look or look_of(request)
    way = way_of(definition, state)
    last = way.steps[-1] if way.steps else ""
    return page(
        request,
        "respond/check.html",
        status=status,
        testing=state.is_pilot,
        cookies=[*look.cookies],
        display=look.display,
        along=taken_along(request, place, definition, look.display),
        form=form,
        together=answers_seen(way, state.survey_slug, look.reads(definition)),
        others=look.others(definition),
        may_be_quoted=any(_wrote(way, id) for id in way.kept),
        back=question_path(state.survey_slug, last) if last else f"/s/{state.survey_slug}",
    )


def _wrote(way: Journey, id: str) -> bool:
    step = way.definition.step(id)
    return bool(step and is_open(step.question) and way.kept[id].is_given)
