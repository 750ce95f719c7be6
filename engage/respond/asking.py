"""One question a page: shown, kept at every button, and never lost. Keeping an answer is one statement, which is a
transaction by itself, so none is opened here."""

from dataclasses import replace
from typing import Any, TypeAlias

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie

from engage.clock import now
from engage.respond import codes
from engage.respond.asked import Asked, Stage, find_asked, read_slug, wording
from engage.respond.closed import kept_page, not_open_page
from engage.respond.pace import WAIT, may_start
from engage.respond.places import Place, begin, find_place, format_of, place_cookie, read_who
from engage.respond.seen import Typed as Controls
from engage.respond.seen import in_words, seen, typed_before, typed_now
from engage.respond.switching import Look, look_of, reads_of
from engage.respond.turns import (
    CHECK,
    Move,
    Turn,
    is_worth_keeping,
    mark_of,
    move_of,
    was_changed_elsewhere,
    words_posted,
)
from engage.web import languages
from engage.web.errors import NotThere
from engage.web.forms import FieldState, Mistake, Typed, read_form
from engage.web.pages import help_first
from engage.web.rendering import display_of, page, see
from surveys.answers import AnswerState, Given, HowAnswered, Problem
from surveys.definition import Group
from surveys.keeping import Newer, save_answer
from surveys.questions import is_open, read
from surveys.questions.posted import ANSWER

AnyRequest: TypeAlias = Request[Any, Any, Any]

PATH = "/s/{slug:str}/q/{question_id:str}"

N_ = str
# what the library of questions says, marked here so that it is gathered and has its Easy Read twin
SAID_BY_QUESTIONS = (
    N_("Choose one answer"),
    N_("Choose from the answers on this page"),
    N_("Take off the ticks, or take off the last answer. You can’t have both"),
    N_("Type your answer again. Something hidden was pasted with it"),
)


@get(PATH)
async def question(request: AnyRequest, slug: str, question_id: str) -> Response[Any]:
    """A question with the answer so far. Without a place, after sending, and after closing: the survey's first page."""
    slug = read_slug(slug)
    place = await find_place(request, slug)
    if place is None or not place.state.may_change(now()):
        return see(f"/s/{slug}")
    if place.is_sent:
        return see(f"/s/{slug}/thanks")
    turn = await _turn(place, question_id, to_check=request.query_params.get("from") == CHECK)
    return _shown(request, turn, typed_before(turn.stored))


@post(PATH)
async def answer(request: AnyRequest, slug: str, question_id: str) -> Response[Any]:
    """Keep what stands on the page, whichever button was pressed, and go where the button leads."""
    typed = await read_form(request)
    told = await _answered(request, read_slug(slug), question_id, typed)
    if move_of(typed) is Move.help and told.status_code != 303:
        # whatever stands in the way of keeping it, help comes first; the words wait there
        return help_first(request, typed, told.cookies)
    return told


async def _answered(request: AnyRequest, slug: str, question_id: str, typed: Typed) -> Response[Any]:
    place = await find_place(request, slug)
    if place is None:
        return await _lost(request, slug, question_id, typed)
    turn = await _turn(place, question_id, to_check=typed.get("from", ("",))[0] == CHECK)
    if place.is_sent:
        return kept_page(request, "sent", slug, _words(request, turn, typed))
    if not place.state.may_change(now()):
        asked = await find_asked(slug)
        return not_open_page(request, asked, _words(request, turn, typed))
    given = read(turn.question, typed)
    if isinstance(given, Problem):
        return _to_put_right(request, turn, typed, given)
    if was_changed_elsewhere(turn, given, typed):
        return _changed_elsewhere(request, turn, typed)
    move = move_of(typed)
    kept = await _keep(request, place, turn, given) if is_worth_keeping(move, given, turn, typed) else None
    if isinstance(kept, Newer):
        return _changed_elsewhere(request, replace(turn, stored=kept.answer), typed)
    if kept:
        return await _lost(request, slug, question_id, typed)
    if move is Move.stop:
        await codes.hand_out(place.state.response_id)
    return see(turn.leads_to(move), cookies=[*look_of(request, typed).cookies])


def _words(request: AnyRequest, turn: Turn, typed: Typed) -> str:
    return words_posted(turn.question, typed, reads_of(request, turn.definition))


async def _turn(place: Place, question_id: str, *, to_check: bool) -> Turn:
    definition = await wording(place.state.version_id)
    found = definition.question(question_id)
    if found is None:
        raise NotThere
    stored = place.state.answers.get(question_id)
    is_testing = place.state.is_pilot
    return Turn(place.state.survey_slug, definition, found, stored, place.who, to_check, is_testing)


async def _keep(request: AnyRequest, place: Place, turn: Turn, given: Given) -> Problem | Newer | None:
    """Kept only over the answer this was decided with: between reading it and now another tab may have been quicker."""
    state, language = place.state, reads_of(request, turn.definition)
    format = format_of(display_of(request).easy, state.how_answered)
    return await save_answer(
        state.response_id, turn.question.id, given, format, language, now(), only_over=turn.stored
    )


def _controls(turn: Turn, typed: Typed) -> Controls:
    return typed_now(typed.get(ANSWER, ()), is_open=is_open(turn.question))


def _to_put_right(request: AnyRequest, turn: Turn, typed: Typed, problem: Problem) -> Response[Any]:
    look = look_of(request, typed)
    languages.speak(look.language)
    mistake = Mistake(ANSWER, languages.translate(problem.message))
    return _shown(request, turn, _controls(turn, typed), mistake=mistake, look=look, status=422)


def _changed_elsewhere(request: AnyRequest, turn: Turn, typed: Typed) -> Response[Any]:
    assert turn.stored
    kept = in_words(turn.question, turn.stored, reads_of(request, turn.definition))
    return _shown(request, turn, _controls(turn, typed), kept_elsewhere=kept, status=422)


async def _lost(request: AnyRequest, slug: str, question_id: str, typed: Typed) -> Response[Any]:
    """The place is gone (a day went by, or the cookie did): begin again without a word, with the text on the page."""
    asked = await find_asked(slug)
    definition = await wording(asked.version_id) if asked.version_id else None
    found = definition.question(question_id) if definition else None
    words = "\n".join(typed.get(ANSWER, ()))
    if definition and found:
        words = words_posted(found, typed, reads_of(request, definition))
    if definition is None or asked.version_id is None or asked.stage(now()) is not Stage.open:
        return not_open_page(request, asked, words)
    if found is None:
        return kept_page(request, "not_asked", slug, words)
    who = _who_again(asked, typed)
    turn = Turn(slug, definition, found, None, f"{who[0]}:{who[1]}", is_testing=asked.is_pilot)
    if not await may_start(request, asked.id, now()):
        return _shown(request, turn, _controls(turn, typed), must_wait=True, status=429)
    token = await begin(asked, who, reads_of(request, definition), now())
    cookies = (place_cookie(slug, token),)
    return _shown(request, turn, _controls(turn, typed), was_lost=True, cookies=cookies, status=422)


def _who_again(asked: Asked, typed: Typed) -> tuple[Group, HowAnswered]:
    group, how = read_who(typed.get("who", ("",))[0]) or (Group.other, HowAnswered.alone)
    if group not in asked.groups and asked.groups:
        group = Group.other if Group.other in asked.groups else asked.groups[0]
    return group, how


def _shown(
    request: AnyRequest,
    turn: Turn,
    controls: Controls,
    *,
    mistake: Mistake | None = None,
    kept_elsewhere: str = "",
    was_lost: bool = False,
    must_wait: bool = False,
    cookies: tuple[Cookie, ...] = (),
    look: Look | None = None,
    status: int = 200,
) -> Response[Any]:
    look = look or look_of(request)
    picked = Given(AnswerState.given, controls.picked)
    error = mistake.message if mistake else None
    return page(
        request,
        "respond/question.html",
        status=status,
        headers=WAIT if must_wait else None,
        cookies=[*look.cookies, *cookies],
        display=look.display,
        problems=(mistake,) if mistake else (),
        asked=seen(turn.definition, turn.question, picked, look.reads(turn.definition)),
        others=look.others(turn.definition),
        text=FieldState(ANSWER, (controls.text,), error),
        picks_field=FieldState(ANSWER, controls.picked, error if not is_open(turn.question) else None),
        turn=turn,
        mark=mark_of(turn.stored),
        kept_elsewhere=kept_elsewhere,
        was_lost=was_lost,
        must_wait=must_wait,
    )
