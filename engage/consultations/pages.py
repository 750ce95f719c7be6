"""Every page of this room, for the one list of routers; and what the room asks of people, which registers itself."""

from litestar import Router

from engage.consultations import (
    adding_pages,
    answers_pages,
    bank_pages,
    beginning_pages,
    changing_pages,
    check_pages,
    dates_pages,
    files_pages,
    heading_pages,
    home_pages,
    languages_pages,
    opening_pages,
    overview_pages,
    own_needs,
    paper_pages,
    pilot_pages,
    placing_pages,
    preview_pages,
    question_pages,
    questions_pages,
    removing_pages,
    review_pages,
    routes_pages,
    share_pages,
    signing_pages,
    translation_files,
    translation_pages,
    waiting_words,
)

__all__ = ["own_needs", "router", "waiting_words"]

_MODULES = (
    overview_pages,
    home_pages,
    questions_pages,
    adding_pages,
    bank_pages,
    removing_pages,
    placing_pages,
    beginning_pages,
    heading_pages,
    question_pages,
    preview_pages,
    check_pages,
    routes_pages,
    changing_pages,
    pilot_pages,
    signing_pages,
    review_pages,
    dates_pages,
    opening_pages,
    share_pages,
    paper_pages,
    answers_pages,
    files_pages,
    languages_pages,
    translation_pages,
    translation_files,
)

router = Router("/", route_handlers=[module.router for module in _MODULES])
