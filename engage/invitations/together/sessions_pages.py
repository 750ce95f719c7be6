"""Sessions as staff run them: start one, see how far the room is, say who was there, close it, and the page for the wall."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from markupsafe import Markup

from engage.audit import trail
from engage.clock import now
from engage.consultations import qr_codes
from engage.consultations.words import GROUP_NAMES
from engage.database import writing
from engage.invitations.together.desk import (
    ONE,
    RUNS,
    SESSIONS,
    AnyRequest,
    Desk,
    desk_of,
    far_words,
    join_link,
    session_at,
    short_address,
)
from engage.invitations.together.forms import (
    MIXED,
    MOST_HOURS,
    PHONES,
    TABLET,
    NewSessionForm,
    read_present,
)
from engage.web.forms import Form, bind, filled, read_form
from engage.web.rendering import again, page, see
from engage.web.security import HEADERS
from surveys.together import sessions
from surveys.together.attending import how_far
from surveys.together.hands import hands_kept
from surveys.together.notes import how_many_notes
from surveys.together.sessions import NewSession, Session

LIST = "invitations/together/sessions.html"
PAGE = "invitations/together/session.html"
TOLD = {
    "started": "Started. Show the code to the group.",
    "counted": "Saved who was in the room.",
    "closed": "Closed. Nobody can join any more. Who has begun can finish.",
}


async def _list_values(desk: Desk) -> dict[str, Any]:
    found = await sessions.sessions_of(desk.seen.survey)
    far = await how_far([one.id for one in found])
    return {
        "seen": desk.seen,
        "takes_answers": desk.takes_answers(now()),
        "going": [(one, far_words(far[one.id])) for one in found if one.is_open(now())],
        "over": [(one, far_words(far[one.id])) for one in found if not one.is_open(now())],
        "groups": [
            *((group.value, GROUP_NAMES[group]) for group in desk.groups),
            (MIXED, "Mixed: each person says"),
        ],
        "hours": [(many, "1 hour" if many == 1 else f"{many} hours") for many in range(1, MOST_HOURS + 1)],
    }


@get(SESSIONS, guards=RUNS)
async def all_sessions(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """The sessions there were and are, and a form to start one."""
    desk = await desk_of(request, consultation)
    only = desk.groups[0].value if len(desk.groups) == 1 else None
    form = filled({"group": only, "devices": PHONES, "hours": 2})
    return page(request, LIST, form=form, **await _list_values(desk))


@post(SESSIONS, guards=RUNS)
async def start(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Start one."""
    desk = await desk_of(request, consultation)
    typed = await read_form(request)
    wanted = bind(NewSessionForm, typed)
    if isinstance(wanted, Form) or not desk.takes_answers(now()):
        form = wanted if isinstance(wanted, Form) else Form(typed)
        return again(request, LIST, form=form, **await _list_values(desk))
    began = now()
    new = NewSession(
        survey=desk.seen.survey,
        name=wanted.name,
        group=wanted.who,
        is_tablet=wanted.devices == TABLET,
        led_by=desk.actor.name,
        led_by_person=desk.actor.id,
        ends_at=began + timedelta(hours=wanted.hours),
    )
    async with writing():
        session = await sessions.start(new, began)
        await _record(desk, "session:started", session, f"Started a session of “{desk.seen.title}”")
    return see(f"{desk.here}/{session}?done=started")


async def _record(desk: Desk, act: str, session: UUID, sentence: str) -> None:
    detail = {"consultation": desk.seen.id, "session": session}
    await trail.record(desk.actor, act, desk.seen.id, sentence, now=now(), detail=detail)


async def _values(desk: Desk, session: Session) -> dict[str, Any]:
    far = (await how_far([session.id]))[session.id]
    return {
        "seen": desk.seen,
        "session": session,
        "is_open": session.is_open(now()),
        "far": far,
        "far_words": far_words(far),
        "group_names": GROUP_NAMES,
        "in_room": [(group.value, name) for group, name in GROUP_NAMES.items()],
        "address": short_address(),
        "link": join_link(session),
        "hands": len(await hands_kept(session.id)),
        "notes": sum((await how_many_notes(session.id)).values()),
    }


@get(ONE, guards=RUNS)
async def one_session(request: AnyRequest, consultation: UUID, session: UUID) -> Response[Any]:
    """One session: the code, how far the room is, who was there."""
    desk, found = await session_at(request, consultation, session)
    told = TOLD.get(request.query_params.get("done", ""), "")
    form = filled({f"present.{group}": many for group, many in found.present.items()})
    return page(request, PAGE, form=form, told=told, **await _values(desk, found))


@get(f"{ONE}/progress", guards=RUNS)
async def progress(request: AnyRequest, consultation: UUID, session: UUID) -> Response[Any]:
    """How far the room is, for the script that looks now and then."""
    _, found = await session_at(request, consultation, session)
    far = (await how_far([found.id]))[found.id]
    told = {"finished": not found.is_open(now()), "text": far_words(far)}
    return Response(told, headers={**HEADERS, "cache-control": "no-store"})


@post(f"{ONE}/present", guards=RUNS)
async def count_present(request: AnyRequest, consultation: UUID, session: UUID) -> Response[Any]:
    """Keep who was in the room: how many of each group, and never who."""
    desk, found = await session_at(request, consultation, session)
    present = read_present(await read_form(request))
    if isinstance(present, Form):
        return again(request, PAGE, form=present, **await _values(desk, found))
    async with writing():
        await sessions.set_present(found.id, present)
        await _record(desk, "session:counted", found.id, "Counted who was in the room of a session")
    return see(f"{desk.here}/{found.id}?done=counted")


@post(f"{ONE}/close", guards=RUNS)
async def close(request: AnyRequest, consultation: UUID, session: UUID) -> Response[Any]:
    """Nobody joins any more."""
    desk, found = await session_at(request, consultation, session)
    if found.is_open(now()):
        async with writing():
            await sessions.close(found.id, now())
            await _record(desk, "session:closed", found.id, f"Closed a session of “{desk.seen.title}”")
    return see(f"{desk.here}/{found.id}?done=closed")


@get(f"{ONE}/show", guards=RUNS)
async def show(request: AnyRequest, consultation: UUID, session: UUID) -> Response[Any]:
    """The page for the wall: the code in huge digits, the QR code, three steps, how far the room is."""
    desk, found = await session_at(request, consultation, session)
    drawing = Markup(qr_codes.svg_within(join_link(found)))  # noqa: S704 - our own drawing of our own address
    return page(request, "invitations/together/show.html", drawing=drawing, **await _values(desk, found))


HANDLERS = [all_sessions, start, one_session, progress, count_present, close, show]
