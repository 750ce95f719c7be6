"""A form that came back on paper: Priya types it, Bella types it with one slip, the two are compared beside the scan, and it
counts. By keyboard and without JavaScript; every page judged by axe at 390 and 320 px, light and dark."""

import importlib.resources
import io
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from engage.accounts import sessions
from engage.clock import now
from engage.database import rows, writing
from engage.web.security import SESSION_COOKIE
from tests.cast import gather_cast
from tests.consultations.makers import opened
from tests.invitations.paper_ground import with_bella
from tests.journeys.conftest import Place
from tests.journeys.keyboard import Keyboard
from tests.surveys import files_made as made

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22aa", "best-practice"]
LOOKS = (("light.std.calm", 390), ("dark.std.calm", 320))
HELP = "Do you get the help you need"
GOOD = "What is good"


@pytest.fixture(scope="module")
def ground(place: Place) -> tuple[str, dict[str, str]]:
    """The forms of an open consultation, and who is signed in."""

    async def set_up() -> tuple[str, dict[str, str]]:
        cast = await gather_cast()
        await with_bella(cast)
        here = f"{await opened(cast)}/forms"
        async with writing():
            return here, {
                name: await sessions.begin(cast.people[name], "Test browser", now=now())
                for name in ("Priya", "Bella")
            }

    return place.does(set_up)


def _at(
    browser: Browser, place: Place, session: str, width: int = 1000, look: str = "", **more: bool
) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=place.address, **more)  # type: ignore[arg-type]
    context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": place.address}])
    if look:
        context.add_cookies([{"name": "display", "value": look, "url": place.address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


@pytest.fixture
def priya(browser: Browser, place: Place, ground: tuple[str, dict[str, str]]) -> Iterator[Keyboard]:
    page = _at(browser, place, ground[1]["Priya"], java_script_enabled=False)
    yield Keyboard(page)
    page.context.close()


@pytest.fixture
def bella(browser: Browser, place: Place, ground: tuple[str, dict[str, str]]) -> Iterator[Keyboard]:
    page = _at(browser, place, ground[1]["Bella"], java_script_enabled=False)
    yield Keyboard(page)
    page.context.close()


def test_a_form_is_typed_twice_compared_and_counted(
    browser: Browser,
    place: Place,
    ground: tuple[str, dict[str, str]],
    priya: Keyboard,
    bella: Keyboard,
    tmp_path: Path,
) -> None:
    here, signed_in = ground
    _priya_begins_with_a_photo(priya, here, tmp_path)
    form = priya.page.url.removesuffix("/type")
    typing = _types(priya, "Yes")
    priya.sees("Form 1 is saved. Somebody else types it in again before it counts.")
    _judged(browser, place, signed_in["Bella"], here, f"{here}/new", form, f"{form}/type", f"{form}/scan/new")
    bella.opens(here)
    bella.follows("Be the second person")
    bella.sees("You are the second person.")
    expect(bella.page.get_by_text(typing)).to_have_count(0)
    _types(bella, "No")
    bella.stands_on("Compare form 1")
    bella.sees("1 answer differs.")
    _judged(browser, place, signed_in["Priya"], f"{form}/settle", f"{form}/remove")
    expect(bella.page.get_by_role("img", name=re.compile("Scan of form 1"))).to_be_visible()
    bella.presses("Save, and count this form")
    bella.sees("choose what the paper says")
    bella.picks("Priya")
    bella.presses("Save, and count this form")
    bella.sees("This form counts now.")
    _judged(browser, place, signed_in["Priya"], form, here)
    bella.presses("Show the three words for this form")
    bella.sees("The three words of form 1")
    assert place.does(_counted) == [("paper", "scribed", ["yes"], None)]


def _priya_begins_with_a_photo(priya: Keyboard, here: str, folder: Path) -> None:
    photo = folder / "paper.jpg"
    photo.write_bytes(made.photo(900, 1270))
    priya.opens(here)
    priya.follows("Type in a form")
    priya.reaches(priya.page.get_by_label(re.compile("A photo or scan")))
    priya.page.get_by_label(re.compile("A photo or scan")).set_input_files(photo)
    priya.presses("On to the questions")
    priya.sees("You are the first person.")


def _types(who: Keyboard, help: str) -> str:
    """What stands on the paper; Bella reads one box wrongly."""
    words = "The library at lunch"
    who.picks("A parent or carer", within="Who are you?")
    who.picks("I say it and someone writes it down")
    group = who.page.get_by_role("group", name=re.compile(HELP))
    who.reaches(group.get_by_role("radio", checked=True))
    box = group.get_by_role("radio", name=help, exact=True)
    for _ in range(8):
        who.page.keyboard.press("ArrowDown")
        if box.is_checked():
            break
    expect(box).to_be_checked()
    field = who.page.get_by_role("textbox", name=re.compile(GOOD))
    who.reaches(field)
    who.page.keyboard.insert_text(words)
    who.presses("Save this form")
    return words


async def _counted() -> list[tuple[str, str, list[str], bytes | None]]:
    found = await rows(
        """SELECT r.channel, r.how_answered, a.choices, f.scan FROM response r JOIN answer a ON a.response = r.id
           CROSS JOIN paper_form f WHERE a.question_id = 'q_schlhelp'"""
    )
    return [(one["channel"], one["how_answered"], one["choices"], one["scan"]) for one in found]


def _judged(browser: Browser, place: Place, session: str, *paths: str) -> None:
    wrong = []
    for look, width in LOOKS:
        page = _at(browser, place, session, width, look, bypass_csp=True)
        for path in paths:
            page.goto(path)
            page.evaluate(AXE)
            found = page.evaluate(
                "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
            )
            wrong += [
                f"{path} {look}: {one['id']} {one['nodes'][0]['target']}" for one in found["violations"]
            ]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{path} {look}: scrolls sideways")
        page.context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("mode", "words"), [("std", "You can skip any question."), ("easy", "Do not write names.")]
)
def test_the_form_prints_as_a_pdf_that_screen_readers_follow(
    place: Place, ground: tuple[str, dict[str, str]], mode: str, words: str
) -> None:
    at = f"{place.address}{ground[0]}/paper.pdf?mode={mode}&to=The+forum,+12+Mill+Lane"
    asked = urllib.request.Request(at, headers={"cookie": f"{SESSION_COOKIE}={ground[1]['Priya']}"})
    with urllib.request.urlopen(asked, timeout=30) as told:
        assert told.headers["content-type"] == "application/pdf"
        body = told.read()
    read = PdfReader(io.BytesIO(body))
    first = read.pages[0].extract_text()
    assert words in first
    assert "The forum, 12 Mill Lane" in first
    every = [one.extract_text() for one in read.pages]
    assert all("Form number" in one and f"of {len(every)}" in one and "Version 1" in one for one in every)
    assert read.root_object.get("/StructTreeRoot")
    assert b"pdfuaid" in body
