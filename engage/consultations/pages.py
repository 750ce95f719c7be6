"""Every page of this room, for the one list of routers; and what the room asks of people, which registers itself."""

from litestar import Router

from engage.consultations import (
    dates_pages,
    home_pages,
    opening_pages,
    overview_pages,
    own_needs,
    poster_pages,
    share_pages,
)
from engage.consultations.answers import answers_pages, files_pages, marked_pages
from engage.consultations.building import (
    adding_pages,
    bank_pages,
    beginning_pages,
    check_pages,
    heading_pages,
    media_pages,
    media_shown,
    paper_pages,
    placing_pages,
    preview_pages,
    question_pages,
    questions_pages,
    removing_pages,
    routes_pages,
    waiting_words,
)
from engage.consultations.changing import changing_pages
from engage.consultations.looking_over import pilot_pages, review_pages, signing_pages
from engage.consultations.translating import languages_pages, translation_files, translation_pages

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
    poster_pages,
    paper_pages,
    answers_pages,
    files_pages,
    marked_pages,
    media_pages,
    media_shown,
    languages_pages,
    translation_pages,
    translation_files,
)

router = Router("/", route_handlers=[module.router for module in _MODULES])
