"""One question a page: shown, kept at every button, and never lost. Keeping an answer is one statement, which is a
transaction by itself, so none is opened here."""

from typing import Any, TypeAlias

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie

from engage.clock import now
from engage.respond import attaching, codes
from engage.respond.asked import Asked, Stage, find_asked, read_slug, wording
from engage.respond.beginning import begin_here
from engage.respond.closed import kept_page, not_open_page
from engage.respond.controls import Controls, controls_before, controls_now
from engage.respond.offline.carrying import taken_along
from engage.respond.pace import WAIT
from engage.respond.passing import is_same_person, is_tablet, mark_of_person
from engage.respond.places import Place, find_place, format_of, read_who
from engage.respond.seen import seen
from engage.respond.speaking import Speaker
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
from engage.web.forms import Mistake, Typed, read_form
from engage.web.pages import help_first
from engage.web.rendering import display_of, page, see
from engage.web.sent_files import WithFiles
from surveys.answers import Given, HowAnswered, Problem, filled_in
from surveys.definition import Group
from surveys.keeping import Newer, save_answer
from surveys.questions import read
from surveys.questions.posted import ANSWER
from surveys.responding import mark_asked
from surveys.who import Who

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
    if question_id != turn.step.id or not turn.way.is_asked(turn.step.id):
        return see(turn.here if turn.way.is_asked(turn.step.id) else turn.leads_to(Move.next))
    return _shown(request, turn, controls_before(turn.question, turn.stored), place=place)


@post(PATH, request_class=WithFiles, request_max_body_size=None)
async def answer(request: AnyRequest, slug: str, question_id: str) -> Response[Any]:
    """Keep what stands on the page, whichever button was pressed, and go where the button leads."""
    typed = await read_form(request)
    told = await _answered(request, read_slug(slug), question_id, typed)
    if move_of(typed) is Move.help and told.status_code != 303:
        # whatever stands in the way of keeping it, help comes first; the words wait there
        told = help_first(request, typed, told.cookies)
    return attaching.told_early(request, told)


async def _answered(request: AnyRequest, slug: str, question_id: str, typed: Typed) -> Response[Any]:
    place = await find_place(request, slug)
    if is_tablet(request) and not is_same_person(place, typed):
        return see(f"/s/{slug}/next")  # a page of somebody before, sent again by Back
    if place is None:
        return await _lost(request, slug, question_id, typed)
    turn = await _turn(place, question_id, to_check=typed.get("from", ("",))[0] == CHECK)
    if place.is_sent:
        return kept_page(request, "sent", slug, _words(request, turn, typed))
    if not place.state.may_change(now()):
        asked = await find_asked(slug)
        return not_open_page(request, asked, _words(request, turn, typed))
    attached = await attaching.with_files(request, place.state.response_id, turn.question, typed, now())
    turn = await attaching.with_its_files(place.state.response_id, turn)
    if isinstance(attached, Problem):
        return _to_put_right(request, place, turn, typed, attached)
    return await _given(request, place, turn, attached)


async def _given(request: AnyRequest, place: Place, turn: Turn, typed: Typed) -> Response[Any]:
    given = read(turn.question, typed)
    if isinstance(given, Problem) and move_of(typed) is Move.next_person:
        return see(turn.leads_to(Move.next_person))
    if isinstance(given, Problem):
        return _to_put_right(request, place, turn, typed, given)
    if was_changed_elsewhere(turn, given, typed):
        return _changed_elsewhere(request, place, turn, typed)
    move = move_of(typed)
    if is_worth_keeping(move, given, turn, typed):
        kept = await _keep(request, place, turn, given)
        if isinstance(kept, Newer):
            return _changed_elsewhere(request, place, turn.answered(kept.answer), typed)
        if isinstance(kept, Problem):
            return await _lost(request, turn.slug, turn.step.id, typed)
        turn = kept
    if move is Move.stop:
        await codes.hand_out(place.state.response_id)
    return see(turn.leads_to(move), cookies=[*look_of(request, typed).cookies])


def _words(request: AnyRequest, turn: Turn, typed: Typed) -> str:
    return words_posted(turn.question, typed, reads_of(request, turn.definition))


async def _turn(place: Place, question_id: str, *, to_check: bool) -> Turn:
    state = place.state
    definition = await wording(state.version_id)
    step = definition.first_screen(question_id)
    if step is None:
        raise NotThere
    person = Who(state.group, state.how_answered)
    turn = Turn(
        state.survey_slug,
        definition,
        step,
        state.answers,
        person,
        place.who,
        asked_by=state.asked_by,
        to_check=to_check,
        is_testing=state.is_pilot,
        whose=mark_of_person(place),
    )
    return await attaching.with_its_files(place.state.response_id, turn)


async def _keep(request: AnyRequest, place: Place, turn: Turn, given: Given) -> Turn | Problem | Newer:
    """Kept only over the answer this was decided with: between reading it and now another tab may have been quicker."""
    state, language = place.state, reads_of(request, turn.definition)
    format = format_of(display_of(request).easy, state.how_answered)
    told = await save_answer(
        state.response_id, turn.step.id, given, format, language, now(), only_over=turn.stored
    )
    if told:
        return told
    await attaching.let_go(state.response_id, turn.stored, given)
    after = turn.answered(given)
    if state.completed_at and after.opens_more:
        await mark_asked(state.response_id, after.way.steps)
    return after


def _to_put_right(
    request: AnyRequest, place: Place, turn: Turn, typed: Typed, problem: Problem
) -> Response[Any]:
    look = look_of(request, typed)
    languages.speak(look.language)
    words = languages.translate(problem.msgid or problem.message)
    mistake = Mistake(problem.field, filled_in(words, problem.values, look.reads(turn.definition)))
    controls = controls_now(turn.question, typed, (mistake,))
    return _shown(request, turn, controls, place=place, look=look, status=422)


def _changed_elsewhere(request: AnyRequest, place: Place, turn: Turn, typed: Typed) -> Response[Any]:
    assert turn.stored
    speaker = Speaker(turn.definition, reads_of(request, turn.definition), turn.way.kept, turn.step.turn)
    kept = speaker.answer(turn.question, turn.stored)
    controls = controls_now(turn.question, typed)
    return _shown(request, turn, controls, place=place, kept_elsewhere=kept, status=422)


async def _lost(request: AnyRequest, slug: str, question_id: str, typed: Typed) -> Response[Any]:
    """The place is gone (a day went by, or the cookie did): begin again without a word, with the text on the page."""
    asked = await find_asked(slug)
    definition = await wording(asked.version_id) if asked.version_id else None
    found = definition.first_screen(question_id) if definition else None
    words = "\n".join(typed.get(ANSWER, ()))
    if definition and found:
        words = words_posted(found.question, typed, reads_of(request, definition))
    if definition is None or asked.version_id is None or asked.stage(now()) is not Stage.open:
        return not_open_page(request, asked, words)
    if found is None:
        return kept_page(request, "not_asked", slug, words)
    group, how, notice = _who_again(asked, typed)
    who, carried = (group, how), f"{group}:{how}:{notice}"
    turn = Turn(
        slug, definition, found, {}, Who(*who), carried, asked_by=asked.asked_by, is_testing=asked.is_pilot
    )
    controls = controls_now(found.question, typed)
    begun = await begin_here(request, asked, who, reads_of(request, definition), now(), notice)
    if begun is None:
        return _shown(request, turn, controls, must_wait=True, status=429)
    token, cookies = begun[0], (begun[1],)
    turn, typed = await attaching.carried_over(request, token, turn, typed, now())
    controls = controls_now(found.question, typed)
    return _shown(request, turn, controls, was_lost=True, cookies=cookies, status=422)


def _who_again(asked: Asked, typed: Typed) -> tuple[Group, HowAnswered, str]:
    group, how, notice = read_who(typed.get("who", ("",))[0]) or (Group.other, HowAnswered.alone, "")
    if group in asked.groups or not asked.groups:
        return group, how, notice
    return Group.other if Group.other in asked.groups else asked.groups[0], how, ""


def _shown(
    request: AnyRequest,
    turn: Turn,
    controls: Controls,
    *,
    place: Place | None = None,
    kept_elsewhere: str = "",
    was_lost: bool = False,
    must_wait: bool = False,
    cookies: tuple[Cookie, ...] = (),
    look: Look | None = None,
    status: int = 200,
) -> Response[Any]:
    look = look or look_of(request)
    return page(
        request,
        "respond/question.html",
        status=status,
        headers={**attaching.may_record(turn.question), **(WAIT if must_wait else {})},
        cookies=[*look.cookies, *cookies],
        display=look.display,
        problems=controls.form.problems,
        asked=seen(
            turn.definition,
            turn.question,
            controls.picked,
            look.reads(turn.definition),
            turn.way,
            turn.media,
        ),
        others=look.others(turn.definition),
        controls=controls.form,
        quiet_field=controls.quiet,
        turn=turn,
        along=taken_along(request, place, turn.definition, look.display),
        mark=mark_of(turn.stored),
        kept_elsewhere=kept_elsewhere,
        was_lost=was_lost,
        must_wait=must_wait,
    )
