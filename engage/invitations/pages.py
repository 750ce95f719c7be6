"""Every page of this room, for the one list of routers."""

from litestar import Router

from engage.invitations.paper import pages as paper_pages

router = Router("/", route_handlers=[paper_pages.router])
