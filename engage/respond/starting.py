"""The first page of a survey: what it is about, what is promised, who you are and how you answer; then it begins."""

from typing import Any, TypeAlias
from urllib.parse import urlencode

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.admitted import read_admitted
from engage.respond.asked import Asked, Stage, find_asked, wording
from engage.respond.beginning import begin_here
from engage.respond.carding import card_over_page
from engage.respond.closed import not_open_page
from engage.respond.elsewhere.previewing import preview_of
from engage.respond.invited import Invited, begin_invited, for_whom, invited_by
from engage.respond.joining import over_page, session_of
from engage.respond.noticing import WHO_ASKS, Band, band_of, is_for, newest
from engage.respond.pace import WAIT
from engage.respond.places import Place, find_place, no_cookie
from engage.respond.sent import SENT
from engage.respond.switching import Look, look_of, reads_of
from engage.respond.testing import PROMISES
from engage.respond.turns import Move, first_question, move_of, way_out
from engage.web import languages
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import display_of, page, see
from engage.web.spoken import worded
from surveys import responding
from surveys.answers import HowAnswered
from surveys.checks import minutes
from surveys.definition import Group
from surveys.who import Who as Person

AnyRequest: TypeAlias = Request[Any, Any, Any]
Who: TypeAlias = tuple[Group, HowAnswered]

N_ = str
CHOOSE_WHO = N_("Choose who you are")
CHOOSE_HOW = N_("Choose how you answer")
PATH = "/s/{slug:str}"


@get(PATH)
async def start(request: AnyRequest, slug: str) -> Response[Any]:
    """What the survey is about. Earlier answers are never shown here: the link may be opened by the next person."""
    asked = await find_asked(slug)
    if slug != asked.slug:
        return see(f"/s/{asked.slug}")
    if asked.stage(now()) is not Stage.open or asked.version_id is None:
        return not_open_page(request, asked)
    going = await _going_back(request, asked) if request.query_params.get("going") else None
    said = {"group": going.state.group, "how": going.state.how_answered} if going else {}
    # what was chosen before somebody looked at Help or Display
    chosen = {name: request.query_params[name] for name in ("group", "how") if name in request.query_params}
    session = await session_of(read_admitted(request, asked.slug))
    theirs = {"group": session.group.value} if session and session.group in asked.groups else {}
    invited = await invited_by(request, asked, now()) if going is None else None
    asked = for_whom(asked, invited)
    return await _start_page(request, asked, filled({**theirs, **said, **chosen}), is_going=going is not None)


@post(PATH)
async def begin_answering(request: AnyRequest, slug: str) -> Response[Any]:
    """Begin, or go on with what was put right about who answers."""
    typed = await read_form(request)
    asked = await find_asked(slug)
    if asked.stage(now()) is not Stage.open or asked.version_id is None:
        return not_open_page(request, asked)
    invited = await invited_by(request, asked, now()) if "going" not in typed else None
    asked = for_whom(asked, invited)
    look = look_of(request, typed)
    if look.was_switched:
        return await _start_page(request, asked, Form(typed), is_going="going" in typed, look=look)
    if out := _way_out(asked.slug, typed):
        return see(out)
    who = read_start(asked, typed)
    if isinstance(who, Form):
        return await _start_page(request, asked, who, is_going="going" in typed, status=422)
    going = await _going_back(request, asked) if "going" in typed else None
    if going:
        return see(await _put_right(going, who))
    return await _begin(request, asked, typed, who, invited)


async def _begin(
    request: AnyRequest, asked: Asked, typed: Typed, who: Who, invited: Invited | None
) -> Response[Any]:
    """Start the response, by whichever way this device came in, and go to what comes first for this person."""
    assert asked.version_id
    session = await session_of(read_admitted(request, asked.slug))
    if session and not session.is_open(now()):
        return over_page(request, asked)
    definition = await wording(asked.version_id)
    band = band_of(who[0])
    notice, language = newest(band).mark if band else "", reads_of(request, definition)
    if invited:
        cookies = await begin_invited(asked, invited, who, language, now(), notice)
        if cookies is None:
            return await card_over_page(request, asked, invited)
    else:
        begun = await begin_here(request, asked, who, language, now(), notice)
        if begun is None:
            return await _start_page(
                request, asked, Form(typed), is_going="going" in typed, must_wait=True, status=429
            )
        cookies = [begun[1]]
    onward = first_question(asked.slug, definition, Person(*who))
    if band is None:
        onward = f"/s/{asked.slug}/age"
    elif display_of(request).easy:
        onward = f"/s/{asked.slug}/practice"
    return see(onward, cookies=cookies)


async def _put_right(going: Place, who: Who) -> str:
    """Keep who answers and how; young people who saw no notice for their age go there first."""
    state, band = going.state, band_of(who[0])
    await responding.set_who(state.response_id, *who)
    if not is_for(state.notice, who[0]):
        if band is None:
            return f"/s/{state.survey_slug}/age"
        await responding.set_notice(state.response_id, newest(band).mark)
    return first_question(state.survey_slug, await wording(state.version_id), Person(*who))


def _way_out(slug: str, typed: Typed) -> str | None:
    """Where a button of the header or footer leads; what was chosen comes along and back."""
    move = move_of(typed)
    if move is Move.stop:
        return "/"
    chosen = {name: typed[name][0] for name in ("going", "group", "how") if name in typed}
    return way_out(move, slug, f"/s/{slug}?{urlencode(chosen)}" if chosen else f"/s/{slug}")


def read_start(asked: Asked, typed: Typed) -> Who | Form:
    """Who answers and how, or the form with what to put right. A survey for one group does not ask for it."""
    groups = {group.value: group for group in asked.groups}
    group = asked.groups[0] if len(groups) == 1 else groups.get(typed.get("group", ("",))[0])
    how = typed.get("how", ("",))[0]
    mistakes = []
    if group is None:
        mistakes.append(Mistake("group", CHOOSE_WHO))
    if how not in HowAnswered.__members__:
        mistakes.append(Mistake("how", CHOOSE_HOW))
    if group is None or mistakes:
        return Form(typed, tuple(mistakes))
    return group, HowAnswered(how)


async def _going_back(request: AnyRequest, asked: Asked) -> Place | None:
    """The place of somebody who pressed Back on the first question, if it is still theirs to change."""
    place = await find_place(request, asked.slug)
    return place if place and place.state.completed_at is None else None


async def _start_page(
    request: AnyRequest,
    asked: Asked,
    form: Form,
    *,
    is_going: bool,
    look: Look | None = None,
    must_wait: bool = False,
    status: int = 200,
) -> Response[Any]:
    assert asked.version_id
    definition = await wording(asked.version_id)
    look = look or look_of(request)
    languages.speak(look.language)
    # the words of whoever answered here before do not wait for the next person
    put_away = [no_cookie(SENT, f"/s/{asked.slug}")] if SENT in request.cookies else []
    told = Form(
        form.typed, tuple(Mistake(one.field, languages.translate(one.message)) for one in form.mistakes)
    )
    return page(
        request,
        "respond/start.html",
        status=status,
        headers=WAIT if must_wait else None,
        cookies=[*look.cookies, *put_away],
        display=look.display,
        form=told,
        asked=asked,
        title=worded(definition.title, look.reads(definition)),
        intro=worded(definition.intro, look.reads(definition)),
        others=look.others(definition),
        minutes=minutes(definition),
        promises=_promises(asked, look),
        is_going=is_going,
        must_wait=must_wait,
        testing=asked.is_pilot,
        preview=preview_of(asked, definition),
    )


def _promises(asked: Asked, look: Look) -> list[tuple[str, str]]:
    """The notice in short, (picture, words): for everybody but young people, who get their own, it is all they need."""
    if asked.is_pilot:
        return [(picture, languages.translate(words)) for picture, words in PROMISES]
    who = asked.asked_by or languages.translate(WHO_ASKS)
    band = next((band for group in asked.groups if (band := band_of(group))), Band.other)
    return [(line.picture, line.said(look.language, who)) for line in newest(band).first_lines]
