"""The one list of routers, and what every request passes through."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar, Router
from litestar.types import ASGIApp

from engage.accounts import language_pages, people_pages
from engage.accounts import pages as accounts_pages
from engage.accounts.arriving import arriving
from engage.accounts.place import current_site, load_site
from engage.accounts.signing_in_again import sign_in_first
from engage.audit import pages as audit_pages
from engage.consultations import pages as consultations_pages
from engage.consultations.building.preview import use_question_page
from engage.database import close_pool, open_pool
from engage.demo import pages as demo_pages
from engage.invitations import pages as invitations_pages
from engage.outbox import pages as outbox_pages
from engage.plan import pages as plan_pages
from engage.respond import pages as respond_pages
from engage.respond.following import use_followed
from engage.respond.seen import seen as question_seen
from engage.themes import pages as themes_pages
from engage.web import pages as web_pages
from engage.web.assets_served import static
from engage.web.errors import HANDLERS, SignInNeeded, check_form
from engage.web.log import logged, set_up_logging
from engage.web.rendering import use_site
from engage.yousaid import pages as yousaid_pages
from engage.yousaid.followed import followed
from engage.yousaid.quoted import take_down

ROUTERS: list[Router] = [
    web_pages.router,
    accounts_pages.router,
    people_pages.router,
    language_pages.router,
    outbox_pages.router,
    audit_pages.router,
    plan_pages.router,
    themes_pages.router,
    respond_pages.router,
    consultations_pages.router,
    invitations_pages.router,
    yousaid_pages.router,
    demo_pages.router,
]


@asynccontextmanager
async def _running(_: Litestar) -> AsyncIterator[None]:
    await open_pool()
    await load_site(time.monotonic())
    yield
    await close_pool()


def create_app() -> Litestar:
    """The application. Settings come from the environment (engage.settings)."""
    use_site(current_site)
    use_question_page(question_seen)
    use_followed(followed, take_down)
    return Litestar(
        route_handlers=[*ROUTERS, static],
        lifespan=[_running],
        middleware=[arriving],
        before_request=check_form,
        exception_handlers={**HANDLERS, SignInNeeded: sign_in_first},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=2_000_000,
        debug=False,
    )


def create_site() -> ASGIApp:
    """What a server process loads: the application, writing its log."""
    set_up_logging()
    return logged(create_app())
