"""Signing in and out, and the browsers a person is signed in on."""

from datetime import timedelta
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.accounts import sessions, signing_in
from engage.accounts.arriving import session_token
from engage.audit import trail
from engage.clock import now
from engage.database import writing
from engage.settings import settings
from engage.web.forms import Form, FormModel, Line, asked, bind, filled, read_form
from engage.web.limits import is_too_often
from engage.web.rendering import again, page, see, site
from engage.web.security import SESSION_COOKIE, cookie, keyed

AnyRequest: TypeAlias = Request[Any, Any, Any]


class SignIn(FormModel):
    """Where to send the link."""

    email: Line = asked(
        "Enter your e-mail address, like name@example.org", pattern=r"^\S+@\S+$", max_length=320
    )
    next: Line = "/staff"


@get("/sign-in")
async def ask(request: AnyRequest) -> Response[Any]:
    """The form."""
    if request.scope.get("actor"):
        return see("/staff")
    form = filled({"next": request.query_params.get("next", "/staff")})
    return page(request, "accounts/sign_in.html", form=form)


@post("/sign-in")
async def send(request: AnyRequest) -> Response[Any]:
    """Send the link, whoever it is: the answer never says who has an account."""
    typed = await read_form(request)
    wanted = bind(SignIn, typed)
    if isinstance(wanted, Form):
        return again(request, "accounts/sign_in.html", form=wanted)
    moment = now()
    async with writing():
        key = keyed("limit", f"sign-in:{wanted.email.lower()}")
        if not await is_too_often(key, at_most=5, per=timedelta(minutes=15), now=moment):
            await signing_in.send_link(
                wanted.email, wanted.next, site=site().name, address=settings().address, now=moment
            )
    return see("/sign-in/sent")


@get("/sign-in/sent")
async def sent(request: AnyRequest) -> Response[Any]:
    """Look in your letters."""
    return page(request, "accounts/sent.html", minutes=int(signing_in.LIFE.total_seconds() // 60))


@get("/sign-in/{token:str}")
async def confirm(request: AnyRequest, token: str) -> Response[Any]:
    """Opening the link changes nothing (mail scanners open links too); the button does."""
    who = await signing_in.peek(token, now=now())
    if who is None:
        return page(request, "accounts/link_over.html", status=404)
    return page(request, "accounts/confirm.html", name=who["name"], token=token)


@post("/sign-in/{token:str}")
async def use(request: AnyRequest, token: str) -> Response[Any]:
    """Sign in; the session is new whatever cookie came along."""
    async with writing():
        signed_in = await signing_in.use(token, request.headers.get("user-agent", ""), now=now())
    if signed_in is None:
        return page(request, "accounts/link_over.html", status=404)
    fresh, path = signed_in
    return see(path, cookies=[cookie(SESSION_COOKIE, fresh, max_age=int(sessions.AGE.total_seconds()))])


@post("/sign-out")
async def sign_out(request: AnyRequest) -> Response[Any]:
    """Sign this browser out."""
    if token := session_token(request.scope):
        async with writing():
            await sessions.end(token)
    return see("/", cookies=[cookie(SESSION_COOKIE, "", max_age=0)])


@get("/staff/account", guards=[requires()])
async def account(request: AnyRequest) -> Response[Any]:
    """Who I am here, and where I am signed in."""
    actor = actor_of(request)
    signed_in = await sessions.sessions_of(actor.id, session_token(request.scope), now=now())
    return page(request, "accounts/account.html", sessions=signed_in)


@post("/staff/account/sessions/{session:uuid}/end", guards=[requires()])
async def end_session(request: AnyRequest, session: UUID) -> Response[Any]:
    """Sign another of my browsers out."""
    actor = actor_of(request)
    async with writing():
        await sessions.end_one(actor.id, session)
        await trail.record(actor, "session:ended", session, f"{actor.name} signed a browser out", now=now())
    return see("/staff/account")


router = Router("/", route_handlers=[ask, send, sent, confirm, use, sign_out, account, end_session])
