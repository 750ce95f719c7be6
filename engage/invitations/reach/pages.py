"""Every page about who is missing."""

from litestar import Router

from engage.invitations.reach import match_pages, numbers_pages, reach_pages, standing

__all__ = ["router", "standing"]

router = Router("/", route_handlers=[reach_pages.router, numbers_pages.router, match_pages.router])
