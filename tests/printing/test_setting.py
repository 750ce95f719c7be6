"""Sheets are PDFs with a title, a language, tags and words for pictures, and take whatever people are called."""

import asyncio
import io
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from engage.printing.cards import OnCards, cards
from engage.printing.poster import OnPoster, poster
from engage.printing.setting import CannotBeSet, Sheet, pdf_of, pictures_of, set_sheet
from engage.printing.telling import told
from engage.web.spoken import InLanguage
from surveys.invitations.codes import new_codes

SCHOOL = OnPoster(
    title="Getting to school",
    asks="Northmere Parent Carers",
    link="https://voices.example.org/s/plum-river-fox",
    lines=["Tell us about your way.", "You can pick pictures.", "Nobody will know it was you."],
    answer_by=date(2026, 12, 12),
    tells_by=date(2027, 2, 1),
)


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def words_of(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def test_a_poster_says_its_title_language_and_that_it_is_tagged() -> None:
    made = read(set_sheet(poster(SCHOOL, "en")))
    root: Any = made.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert made.metadata
    assert made.metadata.title == "Getting to school"
    assert made.metadata.author == "Northmere Parent Carers"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_a_poster_shows_everything_handed_to_it_on_one_page() -> None:
    made = set_sheet(poster(SCHOOL, "en"))
    words = words_of(made)
    assert len(read(made).pages) == 1
    for said in (
        "Northmere Parent Carers asks",
        "Nobody will know it was you.",
        "voices.example.org/s/plum-river-fox",
        "Saturday 12 December 2026",
    ):
        assert said in words


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_longest_title_still_fits_on_one_page(paper: str) -> None:
    long = OnPoster(
        title="What would make growing up here better for you? " * 4,
        asks="Northmere Parent Carers and the Children’s Board " * 2,
        link="https://voices.northmere-council.example.gov.uk/s/marigold-footprint-grasshopper",
        lines=["Word " * 18] * 3,
        who="young people and parents and carers",
        answer_by=date(2026, 12, 12),
    )
    made = set_sheet(poster(long, "en", "a5" if paper == "a5" else "a4"))
    assert len(read(made).pages) == 1
    assert "marigold-footprint-grasshopper" in words_of(made)


def test_letters_we_have_are_ours_and_a_title_in_other_letters_is_never_refused() -> None:
    polish = read(set_sheet(poster(OnPoster(InLanguage("Zażółć gęślą jaźń", "pl"), "Ś", SCHOOL.link), "en")))
    resources: Any = polish.pages[0]["/Resources"]
    faces = {str(font["/BaseFont"]) for font in resources["/Font"].values()}
    assert all("Lexend" in face or "Atkinson" in face for face in faces)
    for words, code in (("آپ کا سفر", "ur"), ("ਪੰਜਾਬੀ", "pa"), ("Fun 😀", "en"), ("\U000e0041", "en")):
        made = set_sheet(poster(OnPoster(InLanguage(words, code), "", SCHOOL.link), "en"))
        assert len(read(made).pages) == 1


def test_words_cannot_become_commands() -> None:
    tricks = '#panic("x") $x^2$ *bold* \\ "#" [a] <b> @c `d` // e'
    assert "#panic" in words_of(set_sheet(poster(OnPoster(tricks, tricks, SCHOOL.link, who=tricks), "en")))


def test_a_text_knows_the_language_it_is_in() -> None:
    assert told("School") == "School"
    assert told(InLanguage("Szkoła", "pl-simple")) == {"words": "Szkoła", "lang": "pl"}


def test_a_sheet_that_is_handed_too_little_says_so() -> None:
    with pytest.raises(CannotBeSet, match="poster"):
        set_sheet(Sheet("poster", "Nothing", "en-GB"))


def test_each_page_can_be_looked_at() -> None:
    seen = pictures_of(poster(SCHOOL, "en"), 30)
    assert [picture[:4] for picture in seen] == [b"\x89PNG"]


async def test_nobody_waits_while_a_sheet_is_set() -> None:
    set_sheet(poster(SCHOOL, "en"))  # the faces are loaded
    longest, before = 0.0, time.perf_counter()
    making = asyncio.gather(*(pdf_of(poster(SCHOOL, "en")) for _ in range(6)))
    await asyncio.sleep(0)
    while not making.done():
        await asyncio.sleep(0.001)
        longest, before = max(longest, time.perf_counter() - before), time.perf_counter()
    assert len(await making) == 6
    assert longest < 0.25


CODES = [code.words for code in new_codes("a seed", 20, b"a key", set())]
CARDS = OnCards(
    "Getting to school", "Northmere Parent Carers", "https://voices.example.org", "Hillside School", CODES
)


def test_cards_are_eight_to_a_page_and_each_is_found_by_its_words_and_its_code() -> None:
    made = set_sheet(cards(CARDS, "en"))
    pages = read(made).pages
    assert [page.extract_text().count("voices.example.org/c") for page in pages] == [8, 8, 4]
    whole = words_of(made)
    assert all(words.replace("-", " ") in whole for words in CODES)
    root: Any = read(made).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_longest_title_and_name_are_not_cut_off_on_a_card() -> None:
    long = replace(
        CARDS,
        title="What would make growing up in Northmere better for you and for the people who help you",
        asks="Northmere Parent Carers and the Integrated Children’s Board of the whole county",
        name="The Northmere Academy for Young People of Hillside and Valley",
        address="https://voices.northmere-council.example.gov.uk",
        codes=["raspberry-bookshelf-waterfall"] * 3,
        until=date(2026, 12, 12),
    )
    made = set_sheet(cards(long, "en"))
    whole = words_of(made)
    assert len(read(made).pages) == 1
    for said in (long.title, long.name, "raspberry bookshelf waterfall", "12 December 2026", "gov.uk/c"):
        assert whole.count(said) == 3, said


def test_a_card_has_no_number() -> None:
    whole = words_of(set_sheet(cards(CARDS, "en")))
    assert not any(letter.isdigit() for letter in whole)
