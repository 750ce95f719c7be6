"""Every page of this room, for the one list of routers; and what the room asks of people, which registers itself."""

from litestar import Router

from engage.consultations import overview_pages, own_needs

__all__ = ["own_needs", "router"]

router = Router("/", route_handlers=[overview_pages.router])
