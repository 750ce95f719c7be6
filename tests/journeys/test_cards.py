"""From a teacher's bag of cards to an answer: Priya makes cards and prints them; a phone uses one; the next one is told
kindly. Without JavaScript at 390 px; every page is judged by axe at 390 and 320 px, in Easy Read and in the dark, too."""

import importlib.resources
import io
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from engage.accounts import sessions
from engage.clock import now
from engage.database import rows, writing
from engage.web.security import SESSION_COOKIE
from surveys.wordlist import words_in
from tests.cast import Cast, gather_cast
from tests.consultations.makers import opened
from tests.journeys.conftest import Place

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22aa", "best-practice"]
LOOKS = (("light.std.move", 390), ("dark.std.move", 320), ("light.easy.move", 320))

NewPhone = Callable[[], Page]


@pytest.fixture
def new_phone(browser: Browser, place: Place) -> Iterator[NewPhone]:
    """Somebody new with a phone of their own: 390 px, no JavaScript."""
    contexts = []

    def arrived() -> Page:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=place.address
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield arrived
    for context in contexts:
        context.close()


def _set_up(place: Place) -> tuple[str, str]:
    """An open consultation of Priya's, and her session."""

    async def set_up() -> tuple[str, str]:
        cast: Cast = await gather_cast()
        here = await opened(cast)
        async with writing():
            return here, await sessions.begin(cast.people["Priya"], "Test browser", now=now())

    return place.does(set_up)


def _codes(pdf: bytes) -> list[str]:
    """The words that stand on the cards of a file, as somebody reads them."""
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).splitlines()
    return [line.strip() for line in lines if len(line.split()) == 3 and words_in(line)]


def test_a_card_from_the_printer_to_the_answer(place: Place, new_phone: NewPhone, browser: Browser) -> None:
    here, session = _set_up(place)
    priya = new_phone()
    priya.context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": place.address}])
    batch, codes = _priya_makes_cards(priya, here)
    assert len(set(codes)) == 12
    _a_young_person_uses_one(new_phone(), codes[0])
    _the_next_with_the_same_card_is_told_kindly(new_phone(), codes[0])
    _another_types_it_in_the_wrong_order(new_phone(), codes[1])
    _priya_closes_them_and_makes_new_ones(priya, batch)
    _a_closed_card_says_so(new_phone(), codes[2])
    _nothing_is_wrong(browser, place, session, (f"{here}/cards", batch, f"{here}/share"), staff=True)
    cards = [f"/c/{code.replace(' ', '-')}" for code in (codes[0], codes[2], _new_code(priya))]
    _nothing_is_wrong(browser, place, "", ("/c", "/c/plum-river-fox", *cards), staff=False)
    assert place.does(_channels) == ["card", "card"]


def _priya_makes_cards(priya: Page, here: str) -> tuple[str, list[str]]:
    priya.goto(f"{here}/share")
    priya.get_by_role("link", name="Code cards").click()
    priya.get_by_role("button", name="Make the cards").click()
    expect(priya.get_by_role("link", name="Enter the name of the school or group")).to_be_visible()
    priya.get_by_label("Which school or group are they for?").fill("Hillside School")
    priya.get_by_label("Anybody: they say who they are").check()
    priya.get_by_label("How many cards?").fill("12")
    priya.get_by_role("button", name="Make the cards").click()
    expect(priya.get_by_role("heading", level=1)).to_have_text("Cards: Hillside School")
    link = priya.get_by_role("link", name="Save all cards (PDF)").get_attribute("href")
    assert link
    pdf = priya.context.request.get(link)
    assert pdf.headers["content-type"] == "application/pdf"
    return priya.url.partition("?")[0], _codes(pdf.body())


def _a_young_person_uses_one(phone: Page, code: str) -> None:
    phone.goto(f"/c/{code.replace(' ', '-')}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your card works")
    phone.get_by_role("button", name="Go on").click()
    assert code.split(maxsplit=1)[0] not in phone.url
    _starts(phone)


def _starts(phone: Page) -> None:
    phone.get_by_label("A parent or carer").check()
    phone.get_by_label("By myself").check()
    phone.get_by_role("button", name="Start").click()
    assert re.search(r"/s/[\w-]+/q/", phone.url), phone.url


def _the_next_with_the_same_card_is_told_kindly(phone: Page, code: str) -> None:
    phone.goto("/c")
    phone.get_by_label("The three words on your card").fill(code)
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("This card was used already")
    expect(phone.get_by_role("link", name="Use my three words")).to_be_visible()


def _another_types_it_in_the_wrong_order(phone: Page, code: str) -> None:
    phone.goto("/c")
    phone.get_by_label("The three words on your card").fill("plum rivver fox")
    phone.get_by_role("button", name="Go on").click()
    expect(phone.locator(".problems, [role=alert], .error-summary").first).to_contain_text("river")
    phone.get_by_label("The three words on your card").fill("  ".join(reversed(code.upper().split())))
    phone.get_by_role("button", name="Go on").click()
    _starts(phone)


def _priya_closes_them_and_makes_new_ones(priya: Page, batch: str) -> None:
    priya.goto(batch)
    expect(priya.get_by_text("2 of 12 used")).to_be_visible()
    priya.get_by_role("link", name="Close these cards").click()
    priya.get_by_role("button", name="Close, and make new ones").click()
    expect(priya.get_by_text("0 of 10 used")).to_be_visible()


def _a_closed_card_says_so(phone: Page, code: str) -> None:
    phone.goto(f"/c/{code.replace(' ', '-')}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("This card is not used any more")
    phone.get_by_role("link", name="Go to the survey").click()
    expect(phone.get_by_role("button", name="Start")).to_be_visible()


def _new_code(priya: Page) -> str:
    link = priya.get_by_role("link", name="Save all cards (PDF)").get_attribute("href")
    assert link
    return _codes(priya.context.request.get(link).body())[0]


def _nothing_is_wrong(
    browser: Browser, place: Place, session: str, paths: tuple[str, ...], *, staff: bool
) -> None:
    """Nothing for axe to say, and nothing wider than the screen."""
    wrong = []
    for look, width in LOOKS[:2] if staff else LOOKS:
        # the policy that keeps scripts out would keep axe out too
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            base_url=place.address,
            bypass_csp=True,
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "display", "value": look, "url": place.address}])
        if session:
            context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": place.address}])
        page = context.new_page()
        for path in paths:
            page.goto(path)
            page.evaluate(AXE)
            found = page.evaluate("r => axe.run({ runOnly: r })", RULES)["violations"]
            wrong += [f"{path} ({look}): {one['id']} {one['nodes'][0]['target']}" for one in found]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{path} ({width}): scrolls sideways")
        context.close()
    assert not wrong, "\n".join(wrong)


async def _channels() -> list[str]:
    return [row["channel"] for row in await rows("SELECT channel FROM response ORDER BY started_at")]
