"""Every page of this room, for the one list of routers."""

from litestar import Router

from engage.invitations.cards import pages as cards_pages
from engage.invitations.mail import pages as mail_pages
from engage.invitations.paper import pages as paper_pages
from engage.invitations.reach import pages as reach_pages
from engage.invitations.together import pages as together_pages

router = Router(
    "/",
    route_handlers=[
        cards_pages.router,
        mail_pages.router,
        paper_pages.router,
        reach_pages.router,
        together_pages.router,
    ],
)
