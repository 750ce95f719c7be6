"""What happens with answers, told before the first question: young people say roughly how old they are, then read the notice
for their age; everybody can read theirs again at any time."""

from re import compile as pattern
from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.asked import Asked, find_asked, read_slug, wording
from engage.respond.coming_back import where_to_go_on
from engage.respond.noticing import (
    RATHER_NOT,
    WHO_ASKS,
    Band,
    Notice,
    band_of,
    find_notice,
    newest,
    read_band,
)
from engage.respond.places import Place, find_place
from engage.respond.switching import look_of
from engage.web import languages
from engage.web.forms import Form, Mistake, read_form
from engage.web.rendering import display_of, page, see
from engage.web.spoken import worded
from surveys.answers import HowAnswered
from surveys.definition import Group
from surveys.responding import set_notice

AnyRequest: TypeAlias = Request[Any, Any, Any]

N_ = str
AGE = "/s/{slug:str}/age"
NOTICE = "/s/{slug:str}/notice"
CHOOSE = N_("Choose how old you are, or say that you would rather not")
AGES = (
    (Band.under_13.value, N_("Under 13")),
    (Band.teens.value, N_("13 to 17")),
    (Band.young_adults.value, N_("18 to 25")),
    (RATHER_NOT, N_("I would rather not say")),
)
_BANDS = (
    (Band.under_13, N_("For children under 13")),
    (Band.teens, N_("For young people from 13 to 17")),
    (Band.young_adults, N_("For young people from 18 to 25")),
    (Band.parent_carer, N_("For parents and carers")),
    (Band.professional, N_("For people who work with families")),
    (Band.other, N_("For everybody else")),
)
_BACK = pattern(r"(/q/[\w.]+(\?from=check)?|/check(\?ticks=[\w.-]+)?|\?[\w=&-]*)?")


async def _beginner(request: AnyRequest, slug: str) -> Place | None:
    """The place of a young person who has not sent anything yet."""
    place = await find_place(request, slug)
    may = place and place.state.may_change(now()) and place.state.completed_at is None
    return place if may and place and place.state.group is Group.young_person else None


@get(AGE)
async def age(request: AnyRequest, slug: str) -> Response[Any]:
    """Roughly how old? Only the notice for that age is kept of it."""
    slug = read_slug(slug)
    place = await _beginner(request, slug)
    return await _age_page(request, place) if place else see(f"/s/{slug}")


@post(AGE)
async def tell_age(request: AnyRequest, slug: str) -> Response[Any]:
    """Keep which notice is shown, and show it."""
    typed = await read_form(request)
    slug = read_slug(slug)
    place = await _beginner(request, slug)
    if place is None:
        return see(f"/s/{slug}")
    band = read_band(typed.get("age", ("",))[0])
    if band is None:
        return await _age_page(request, place, status=422)
    await set_notice(place.state.response_id, newest(band).mark)
    return see(f"/s/{slug}/notice")


async def _age_page(request: AnyRequest, place: Place, *, status: int = 200) -> Response[Any]:
    languages.speak(display_of(request).interface)
    wrong = (Mistake("age", languages.translate(CHOOSE)),) if status != 200 else ()
    return page(
        request,
        "respond/age.html",
        status=status,
        form=Form({}, wrong),
        slug=place.state.survey_slug,
        ages=[(value, languages.translate(words)) for value, words in AGES],
        is_for_another=place.state.how_answered is HowAnswered.behalf,
        is_group=place.state.how_answered is HowAnswered.group,
        others=look_of(request).page_others(await wording(place.state.version_id)),
        testing=place.state.is_pilot,
    )


@get(NOTICE)
async def notice(request: AnyRequest, slug: str) -> Response[Any]:
    """The notice somebody saw, or is about to; without a place here, the one for the group this survey asks."""
    asked = await find_asked(slug)
    place = await find_place(request, asked.slug)
    chosen = next((band for band in Band if band == request.query_params.get("for", "")), None)
    told = newest(chosen) if chosen else _notice_of(asked, place)
    language = display_of(request).interface
    languages.speak(language)
    who = asked.asked_by or languages.translate(WHO_ASKS)
    is_beginning = place is not None and not place.state.answers and not place.is_sent and not chosen
    return page(
        request,
        "respond/notice.html",
        slug=asked.slug,
        title=worded(told.title, language),
        lines=[(line.picture, line.said(language, who)) for line in told.lines],
        onward=await _onward(request, asked, place),
        is_beginning=is_beginning,
        asks_age=is_beginning and place is not None and place.state.group is Group.young_person,
        bands=[(band.value, languages.translate(words)) for band, words in _BANDS if band is not told.band],
        others=look_of(request).page_others(await wording(asked.version_id)) if asked.version_id else (),
        here="?".join(filter(None, (request.url.path, request.url.query))),
        testing=asked.is_pilot,
    )


def _notice_of(asked: Asked, place: Place | None) -> Notice:
    seen = find_notice(place.state.notice) if place else None
    group = place.state.group if place else asked.groups[0] if len(asked.groups) == 1 else Group.other
    return seen or newest(band_of(group) or Band.under_13)


async def _onward(request: AnyRequest, asked: Asked, place: Place | None) -> str:
    """Back to where somebody came from; else on with the questions."""
    here = f"/s/{asked.slug}"
    back = request.query_params.get("back", "")
    if back.startswith(here) and _BACK.fullmatch(back.removeprefix(here)):
        return back
    if place is None or place.is_sent or not place.state.may_change(now()):
        return here
    if not place.state.answers and display_of(request).easy:
        return f"{here}/practice"
    return await where_to_go_on(place.state)
