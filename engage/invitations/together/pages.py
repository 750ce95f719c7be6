"""Every page about sessions."""

from litestar import Router

from engage.invitations.together import group_pages, sessions_pages

router = Router("/", route_handlers=[*sessions_pages.HANDLERS, *group_pages.HANDLERS])
