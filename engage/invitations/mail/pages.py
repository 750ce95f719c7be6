"""Every page of invitations by e-mail."""

from litestar import Router

from engage.invitations.mail import letter_pages, list_pages, stop_pages

router = Router("/", route_handlers=[list_pages.router, letter_pages.router, stop_pages.router])
