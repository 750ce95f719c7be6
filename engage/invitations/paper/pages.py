"""Every page about forms on paper."""

from litestar import Router

from engage.invitations.paper import beginning_pages, forms_pages, print_pages, typing_pages

router = Router(
    "/", route_handlers=[beginning_pages.router, forms_pages.router, print_pages.router, typing_pages.router]
)
