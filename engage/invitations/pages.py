"""Every page of this room, for the one list of routers."""

from litestar import Router

from engage.invitations.paper import pages as paper_pages
from engage.invitations.reach import pages as reach_pages
from engage.invitations.together import pages as together_pages

router = Router("/", route_handlers=[paper_pages.router, together_pages.router])
