"""Joining a session in a room: six digits or a QR code, a look at what it is, and a button that lets this device in.

Six digits are no secret: whoever joins gets what the survey's open link gives as well. Still, wrong ones are limited, ten
in 15 minutes a browser and a hundred an address: with ten sessions open at once, a hundred guesses among 900,000 codes
find one of them about once in 900 tries at it. Digits work only while their session is open, and right ones are never
counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.admitted import ADMITTED, Admitted, admitted_cookie
from engage.respond.asked import Asked, Stage, find_asked, wording
from engage.respond.closed import not_open_page
from engage.respond.pace import address_of
from engage.respond.places import ANSWERING, no_cookie
from engage.respond.sent import SENT
from engage.respond.switching import reads_of
from engage.web import languages
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.limits import how_often, is_too_often
from engage.web.rendering import DISPLAY_COOKIE, display_of, language_of, page, see
from engage.web.security import VISITOR_COOKIE, keyed
from engage.web.spoken import worded
from surveys.channels import Channel
from surveys.together.sessions import Session, find_by_code, find_session, read_join_code

AnyRequest: TypeAlias = Request[Any, Any, Any]

WRONG_BY_ONE_BROWSER = 10
WRONG_FROM_ONE_ADDRESS = 100
PER = timedelta(minutes=15)
IN_A_ROOM = {Channel.room, Channel.tablet}

N_ = str
SIX_DIGITS = N_("Type the six digits of your session, like 482 913")
NOT_FOUND = N_("Check the digits. No session has these")
WAIT = N_("Wait 15 minutes, then try again. Or use the square picture code on the screen")


@dataclass(frozen=True)
class Refused:
    """Why digits open nothing: a msgid that says what to do, and the status that goes with it."""

    message: str
    status: int = 422


async def _try_digits(request: AnyRequest, raw: str, now: datetime) -> Session | Refused:
    """The session with these digits, open or just ended. Only wrong digits count against anybody."""
    code = read_join_code(raw)
    if code is None:
        return Refused(SIX_DIGITS)
    visitor = request.cookies.get(VISITOR_COOKIE, "")
    limits = [
        ("browser", visitor, WRONG_BY_ONE_BROWSER),
        ("address", address_of(request), WRONG_FROM_ONE_ADDRESS),
    ]
    keys = [(keyed(f"wrong-digits-{kind}", who), at_most) for kind, who, at_most in limits if who]
    for key, at_most in keys:
        if await how_often(key, per=PER, now=now) >= at_most:
            return Refused(WAIT, 429)
    found = await find_by_code(code)
    if found is not None:
        return found
    for key, at_most in keys:
        await is_too_often(key, at_most=at_most, per=PER, now=now)
    return Refused(NOT_FOUND)


@get("/join")
async def ask(request: AnyRequest) -> Response[Any]:
    """Ask for the digits."""
    return page(request, "respond/join.html", form=filled({}))


@post("/join")
async def look_up(request: AnyRequest) -> Response[Any]:
    """From the digits to the session's own page."""
    typed = await read_form(request)
    raw = typed.get("code", ("",))[0]
    found = await _try_digits(request, raw, now())
    return see(f"/join/{found.code}") if isinstance(found, Session) else _refused(request, found, raw)


def _refused(request: AnyRequest, refused: Refused, raw: str) -> Response[Any]:
    languages.speak(language_of(request))
    mistake = Mistake("code", languages.translate(refused.message))
    headers = {"retry-after": str(int(PER.total_seconds()))} if refused.status == 429 else None
    form = Form({"code": (raw[:20],)}, (mistake,))
    return page(request, "respond/join.html", form=form, status=refused.status, headers=headers)


@get("/join/{code:str}")
async def look(request: AnyRequest, code: str) -> Response[Any]:
    """What this session is. Looking joins nothing."""
    found = await _to_join(request, code)
    return found if isinstance(found, Response) else await _session_page(request, *found)


@post("/join/{code:str}")
async def join(request: AnyRequest, code: str) -> Response[Any]:
    """Let this device in, and go to the survey's first page. Whoever was on it before is put away."""
    found = await _to_join(request, code)
    if isinstance(found, Response):
        return found
    session, asked = found
    if session.is_tablet and request.scope.get("actor"):
        return await _session_page(request, session, asked, status=422)
    how = request.cookies.get(DISPLAY_COOKIE, "")
    admitted = (
        Admitted(Channel.tablet, f"{session.id} {how}")
        if session.is_tablet
        else Admitted(Channel.room, str(session.id))
    )
    here = f"/s/{asked.slug}"
    cookies = [
        admitted_cookie(asked.slug, admitted, session.ends_at - now()),
        no_cookie(ANSWERING, here),
        no_cookie(SENT, here),
    ]
    return see(f"{here}/next" if session.is_tablet else here, cookies=cookies)


async def _to_join(request: AnyRequest, raw: str) -> tuple[Session, Asked] | Response[Any]:
    found = await _try_digits(request, raw, now())
    if isinstance(found, Refused):
        return _refused(request, found, raw)
    asked = await find_asked(found.slug)
    if not found.is_open(now()):
        return over_page(request, asked)
    if asked.stage(now()) is not Stage.open or asked.is_pilot:
        return not_open_page(request, asked)
    return found, asked


async def _session_page(
    request: AnyRequest, session: Session, asked: Asked, *, status: int = 200
) -> Response[Any]:
    assert asked.version_id
    definition = await wording(asked.version_id)
    return page(
        request,
        "respond/join_session.html",
        status=status,
        display=display_of(request),
        session=session,
        survey=worded(definition.title, reads_of(request, definition)),
        is_signed_in=bool(request.scope.get("actor")),
    )


def over_page(request: AnyRequest, asked: Asked) -> Response[Any]:
    """The session is over; who wants to can still answer alone while the survey is open."""
    here = f"/s/{asked.slug}"
    may_answer = asked.stage(now()) is Stage.open and not asked.is_pilot
    status = 422 if request.method == "POST" else 200
    cookies = [no_cookie(ADMITTED, here)]
    return page(
        request, "respond/join_over.html", status=status, asked=asked, may_answer=may_answer, cookies=cookies
    )


def session_id(admitted: Admitted | None) -> UUID | None:
    """The session a device was let in by, whether or not it is still open."""
    if admitted is None or admitted.channel not in IN_A_ROOM:
        return None
    try:
        return UUID(admitted.what.partition(" ")[0])
    except ValueError:
        return None


async def session_of(admitted: Admitted | None) -> Session | None:
    """The same, with what is known of it."""
    id = session_id(admitted)
    return await find_session(id) if id else None
