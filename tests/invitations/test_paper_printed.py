"""The form as a PDF: every template and every type of question can be set, tagged, with its numbers and its corner."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from engage.consultations.building.paper import on_paper
from engage.invitations.paper.printed import Printed, printed_form
from engage.printing.setting import set_sheet
from surveys.definition import Definition, Group, Section
from surveys.tables import Survey
from surveys.templates import templates
from tests.consultations.every_type import EVERY_SURVEY

BOTH = (Group.young_person, Group.parent_carer)
SURVEY = Survey(
    slug="school", asked_by="Northmere Parent Carers", closes_at=datetime(2026, 12, 1, tzinfo=UTC)
)
ALL = [("every type", EVERY_SURVEY), *((one.key, one.definition) for one in templates())]


def _printed(definition: Definition, language: str) -> bytes:
    made = Printed(SURVEY, definition, BOTH, language, "https://voices.example.org/s/school", "Version 2.1")
    return set_sheet(printed_form(made))


@pytest.mark.parametrize("language", ["en", "en-simple"])
@pytest.mark.parametrize(
    "definition", [one for _, one in ALL if one.questions], ids=[key for key, one in ALL if one.questions]
)
def test_every_question_stands_on_the_pdf_under_its_number(definition: Definition, language: str) -> None:
    made = _printed(definition, language)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    words = " ".join(" ".join(pages).split())
    for part in on_paper(definition, language):
        for one in part.questions:
            asked = " ".join(one.text.split())
            assert (f"{one.number}. {asked}" if one.number else asked) in words
    assert all("Form number" in page and "Version 2.1" in page for page in pages)
    assert b"pdfuaid" in made


def test_a_form_in_urdu_runs_from_right_to_left() -> None:
    made = Printed(SURVEY, EVERY_SURVEY, BOTH, "ur", "https://voices.example.org/s/school")
    sheet = printed_form(made)
    assert (sheet.language, sheet.words["rtl"]) == ("ur", True)
    assert printed_form(Printed(SURVEY, EVERY_SURVEY, BOTH, "en", "https://x/s/y")).words["rtl"] is False


def test_a_draft_without_any_words_yet_can_be_looked_at() -> None:
    bare = [one.model_copy(update={"text": {}, "hint": {}, "unit": {}}) for one in EVERY_SURVEY.questions]
    unworded = Definition(sections=(Section(id="s_1", questions=tuple(bare)),))
    assert b"pdfuaid" in _printed(unworded, "en")
    assert b"pdfuaid" in _printed(Definition(), "en-simple")
