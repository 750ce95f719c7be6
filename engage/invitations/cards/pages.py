"""Every page about code cards."""

from litestar import Router

from engage.invitations.cards import cards_pages, print_pages

router = Router(
    "/",
    route_handlers=[
        cards_pages.all_cards,
        cards_pages.make,
        cards_pages.one_batch,
        cards_pages.ask_to_close,
        cards_pages.close,
        cards_pages.make_again,
        print_pages.cards_pdf,
    ],
)
