"""What a messenger finds of a link: our own words and our own picture where something is public, and nothing elsewhere."""

import io
import re
from html import unescape

import pytest
from PIL import Image

from engage.web.preview_picture import Words, drawn
from tests.respond.road import open_survey, start
from tests.visitor import Visitor

META = re.compile(r'<meta (?:property|name)="((?:og:|twitter:)?[\w:]+)" content="([^"]*)">')


def told(html: str) -> dict[str, str]:
    return {name: unescape(words) for name, words in META.findall(html)}


async def test_a_survey_tells_its_title_its_easy_words_and_a_picture_of_our_own(visitor: Visitor) -> None:
    survey = await open_survey()
    meta = told((await visitor.get(survey.at())).text)
    assert meta["og:title"] == "School and you"
    assert meta["og:description"] == meta["description"] == "This is about school."
    assert meta["og:url"] == f"http://127.0.0.1:8000{survey.at()}"
    assert meta["og:locale"] == "en_GB"
    assert meta["twitter:card"] == "summary_large_image"
    assert meta["og:image"].startswith(f"http://127.0.0.1:8000{survey.at()}/picture.png?v=")
    picture = await visitor.client.get(meta["og:image"])
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
    assert len(picture.content) < 60_000
    assert "set-cookie" not in picture.headers
    again = await visitor.get(meta["og:image"], **{"if-none-match": picture.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/surveys", "/what-changed"])
async def test_public_pages_have_one_too(visitor: Visitor, path: str) -> None:
    page = await visitor.get(path)
    meta = told(page.text)
    assert meta["og:url"] == f"http://127.0.0.1:8000{path}"
    assert len(meta["og:description"]) > 40
    picture = await visitor.client.get(meta["og:image"])
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
    assert "x-robots-tag" not in page.headers


async def test_what_is_somebodys_own_is_for_no_search_engine_and_has_no_preview(visitor: Visitor) -> None:
    survey = await open_survey()
    question = await start(visitor, survey)
    own = [question, survey.at("/check"), survey.at("/resume"), survey.at("/embed"), "/my-words", "/c", "/c/plum-river-fox", "/join", "/sign-in", "/display"]  # fmt: skip
    for path in own:
        page = await visitor.get(path)
        assert page.headers["x-robots-tag"] == "noindex", path
        assert not any(name.startswith(("og:", "twitter:")) for name in told(page.text)), path


async def test_a_draft_shows_nothing_to_a_messenger(visitor: Visitor) -> None:
    survey = await open_survey(is_open=False)
    page = await visitor.get(survey.at())
    assert "og:title" not in told(page.text)
    assert page.headers["x-robots-tag"] == "noindex"
    assert (await visitor.get(survey.at("/picture.png"))).status_code == 404


async def test_machines_may_fetch_what_is_public_and_stay_out_of_staffs_pages(visitor: Visitor) -> None:
    rules = (await visitor.get("/robots.txt")).text
    assert "Disallow: /staff" in rules
    assert "Disallow: /s/" not in rules


@pytest.mark.parametrize(
    "title",
    [
        "School",
        "What is it really like to wait for a plan, and what would have helped you and your family while you waited for it?",
        "Supercalifragilisticexpialidocious" * 4,
        "مدرستك وأنت",
        "Ein Titel mit ÄÖÜ – „so“",
    ],
)
def test_any_title_becomes_a_picture_of_the_same_size(title: str) -> None:
    picture = Image.open(
        io.BytesIO(drawn(Words("Northmere asks", title, "About 5 minutes", "Northmere Voices")))
    )
    assert picture.size == (1200, 630)
    assert picture.format == "PNG"
    # something is written: the upper left is not all paper
    colours = picture.convert("RGB").crop((60, 60, 800, 300)).getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 2


def test_letters_we_do_not_have_are_not_drawn_as_boxes() -> None:
    assert drawn(Words("", "مدرستك", "", "Northmere Voices")) == drawn(
        Words("", "Northmere Voices", "", "Northmere Voices")
    )
