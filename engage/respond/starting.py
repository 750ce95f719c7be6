"""The first page of a survey: what it is about, what is promised, who you are and how you answer; then it begins."""

from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.asked import Asked, Stage, find_asked, minutes, wording
from engage.respond.closed import not_open_page
from engage.respond.pace import WAIT, may_start
from engage.respond.places import Place, begin, find_place, no_cookie, place_cookie
from engage.respond.sent import SENT
from engage.respond.switching import Look, look_of, reads_of
from engage.respond.turns import first_question
from engage.web import languages
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import display_of, page, see
from engage.web.spoken import worded
from surveys import responding
from surveys.answers import HowAnswered
from surveys.definition import Group

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
    form = filled({"group": going.state.group, "how": going.state.how_answered} if going else {})
    return await _start_page(request, asked, form, is_going=going is not None)


@post(PATH)
async def begin_answering(request: AnyRequest, slug: str) -> Response[Any]:
    """Begin, or go on with what was put right about who answers."""
    typed = await read_form(request)
    asked = await find_asked(slug)
    if asked.stage(now()) is not Stage.open or asked.version_id is None:
        return not_open_page(request, asked)
    look = look_of(request, typed)
    if look.was_switched:
        return await _start_page(request, asked, Form(typed), is_going="going" in typed, look=look)
    who = read_start(asked, typed)
    if isinstance(who, Form):
        return await _start_page(request, asked, who, is_going="going" in typed, status=422)
    going = await _going_back(request, asked) if "going" in typed else None
    if going:
        await responding.set_who(going.state.response_id, *who)
        return see(first_question(asked.slug, await wording(going.state.version_id)))
    if not await may_start(request, asked.id, now()):
        return await _start_page(
            request, asked, Form(typed), is_going="going" in typed, must_wait=True, status=429
        )
    definition = await wording(asked.version_id)
    token = await begin(asked, who, reads_of(request, definition), now())
    first = first_question(asked.slug, definition)
    onward = f"/s/{asked.slug}/practice" if display_of(request).easy else first
    return see(onward, cookies=[place_cookie(asked.slug, token)])


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
        is_going=is_going,
        must_wait=must_wait,
        testing=asked.is_pilot,
    )
