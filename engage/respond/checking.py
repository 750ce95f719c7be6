"""All answers on one page, to be changed or sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.closed import not_open_page
from engage.respond.keys import receipt_key
from engage.respond.places import ANSWERING, Place, find_place, no_cookie
from engage.respond.seen import in_words
from engage.respond.sent import SENT, sent_cookie
from engage.respond.switching import Look, look_of
from engage.respond.turns import question_path
from engage.web import languages
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.rendering import page, see
from engage.web.spoken import worded
from surveys.answers import Given, Problem
from surveys.definition import Definition, Question, QuestionKind
from surveys.journey import Journey
from surveys.questions import is_open
from surveys.responding import complete
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


def answers_seen(
    definition: Definition, answers: Mapping[str, Given], slug: str, language: str
) -> list[AnswerSeen]:
    """Every question with what was answered, in order."""
    return [
        AnswerSeen(
            question=worded(question.text, language),
            words=in_words(question, answers[question.id], language) if question.id in answers else None,
            change=question_path(slug, question.id, to_check=True) if slug else "",
            face=_face(question, answers.get(question.id)),
        )
        for question in definition.questions
    ]


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
    return await _check_page(request, place, filled({"quote": "yes" if place.state.may_quote else None}))


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
        if "agree" not in typed:
            languages.speak(look.language)
            form = Form(typed, (Mistake("agree", languages.translate(TICK)),))
            return await _check_page(request, place, form, status=422)
    # the answer to a first press may be lost on the way: what was said then stands
    may_quote = place.state.may_quote if place.is_sent else "quote" in typed
    state = place.state
    way = Journey(await wording(state.version_id), state.answers, Who(state.group, state.how_answered))
    code = await complete(state.response_id, may_quote, now(), receipt_key(), way.steps)
    if isinstance(code, Problem):
        return see(f"/s/{slug}")
    cookies = [no_cookie(ANSWERING, f"/s/{slug}"), sent_cookie(slug, code, place.state.group)]
    return see(f"/s/{slug}/thanks", cookies=cookies)


async def _check_page(
    request: AnyRequest, place: Place, form: Form, *, look: Look | None = None, status: int = 200
) -> Response[Any]:
    state = place.state
    definition = await wording(state.version_id)
    look = look or look_of(request)
    wrote = any(
        is_open(question) and question.id in state.answers and state.answers[question.id].is_given
        for question in definition.questions
    )
    last = definition.questions[-1].id if definition.questions else ""
    return page(
        request,
        "respond/check.html",
        status=status,
        cookies=[*look.cookies],
        display=look.display,
        form=form,
        answers=answers_seen(definition, state.answers, state.survey_slug, look.reads(definition)),
        others=look.others(definition),
        may_be_quoted=wrote,
        back=question_path(state.survey_slug, last) if last else f"/s/{state.survey_slug}",
    )
