"""Every page of this room, for the one list of routers."""

from litestar import Router

router = Router("/", route_handlers=[])
