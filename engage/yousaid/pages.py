"""Every page of this room in one router; importing it also tells the overview what waits here."""

from litestar import Router

from engage.yousaid import (
    check_pages,
    home,
    needs,
    previews,
    promises_pages,
    public_pages,
    reading_pages,
    told_pages,
    writing_pages,
)
from engage.yousaid.calendar import pages as calendar_pages

__all__ = ["needs", "router"]

router = Router(
    "/",
    route_handlers=[
        home.router,
        public_pages.router,
        promises_pages.router,
        told_pages.router,
        previews.router,
        calendar_pages.router,
        reading_pages.router,
        writing_pages.router,
        check_pages.router,
    ],
)
