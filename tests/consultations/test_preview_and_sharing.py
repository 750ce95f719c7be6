"""The phone beside the builder is the page people answer on and keeps nothing; the link, the code and the poster."""

import io

import pytest
from pypdf import PdfReader

from engage.database import rows
from tests.cast import Cast
from tests.consultations.makers import FEELING, HARD, HELP, draft, opened, seen_by
from tests.consultations.test_building import fields
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def test_the_preview_is_the_question_page_in_both_ways_of_reading(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    standard = await priya.get(f"{here}/preview/{HARD}?mode=std")
    assert "What makes school or college hard?" in standard.text
    assert "Question 3 of 7" in standard.text
    easy = await priya.get(f"{here}/preview/{HARD}?mode=easy")
    assert "What makes school hard?" in easy.text
    assert 'data-mode="easy"' in easy.text
    assert "nothing you choose here is saved" in easy.text
    assert standard.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in standard.headers["content-security-policy"]


async def test_buttons_in_the_preview_lead_on_and_keep_nothing(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    last = "q_schlchng"
    for go, at, to in (
        ("next", FEELING, f"{HELP}?mode=easy"), ("back", HELP, f"{FEELING}?mode=easy"), ("std", HELP, f"{HELP}?mode=std"),
        ("stop", HELP, f"{HELP}?mode=easy"), ("next", last, "end?mode=easy"),
    ):  # fmt: skip
        pressed = await priya.post(f"{here}/preview/{at}?mode=easy", {"answer": "good", "go": go})
        assert pressed.headers["location"] == f"{here}/preview/{to}"
    assert "That was the last question" in (await priya.get(f"{here}/preview/end")).text
    assert not await rows("SELECT 1 FROM response")
    assert not await rows("SELECT 1 FROM answer")


async def test_words_can_be_looked_at_before_they_are_saved(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    looked = await priya.post(f"{here}/preview/{HELP}/look?mode=std", {**form, "text": "Only a thought?"})
    assert (looked.status_code, '<h1 class="asked">Only a thought?</h1>' in looked.text) == (200, True)
    unfinished = await priya.post(f"{here}/preview/{HELP}/look", {**form, "text": ""})
    assert "Enter the question" in unfinished.text
    assert "Only a thought?" not in (await priya.get(f"{here}/questions/{HELP}")).text


async def test_an_empty_survey_says_what_to_do(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast, key="blank", title="Ours")
    assert "No questions yet" in (await priya.get(f"{here}/preview")).text
    assert "Write your first question" in (await priya.get(here)).text


async def test_whoever_may_neither_build_nor_read_has_no_preview(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast, who="Ana")
    visitor.sign_in(await cast.session("Grace"))
    assert (await visitor.get(f"{here}/preview/{HELP}")).status_code == 403


async def test_the_link_is_shown_big_and_to_copy_and_as_a_code(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    shown = await priya.get(f"{here}/share")
    assert f"127.0.0.1:8000/s/{slug}</a>" in shown.text
    assert f'value="http://127.0.0.1:8000/s/{slug}" readonly' in shown.text
    drawn = await priya.get(f"{here}/share/qr.svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert f"<title>http://127.0.0.1:8000/s/{slug}</title>" in drawn.text
    picture = await priya.get(f"{here}/share/qr.png")
    assert picture.content.startswith(b"\x89PNG")
    assert picture.headers["content-disposition"] == f'attachment; filename="qr-{slug}.png"'
    assert io.BytesIO(picture.content).getbuffer().nbytes < 20_000


async def test_the_poster_says_who_asks_and_until_when(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    shown = (await priya.get(f"{here}/share/poster")).text
    for words in (
        "Northmere Parent Carers asks",
        "<h1>School and you</h1>",
        "Answer by",
        "We tell you what changes by",
    ):
        assert words in shown


async def test_the_poster_is_a_file_too_in_each_language_the_survey_offers(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    assert f"{here}/share/poster.pdf" in (await priya.get(f"{here}/share")).text
    sent = await priya.get(f"{here}/share/poster.pdf?paper=a5&language=xx")
    assert sent.headers["content-type"] == "application/pdf"
    assert sent.headers["content-disposition"] == f'attachment; filename="poster-{slug}-a5-en.pdf"'
    (page,) = PdfReader(io.BytesIO(sent.content)).pages
    assert round(float(page.mediabox.width)) == 420  # points
    words = " ".join(page.extract_text().split())
    for said in ("Northmere Parent Carers asks", "School and you", f"127.0.0.1:8000/s/{slug}", "Answer by"):
        assert said in words
