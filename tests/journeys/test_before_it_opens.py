"""Before a survey opens: young testers say what is hard, a young reviewer signs the questions, and staff see both. On a
phone without JavaScript; then again with axe looking at every page, in Easy Read and in the dark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from engage.web.security import SESSION_COOKIE
from tests.cast import Cast, gather_cast
from tests.consultations import makers
from tests.journeys.conftest import Place
from tests.journeys.test_every_page import judged

# how a walk looks: the display cookie, with or without scripts
WALKS = {"plain": ("", False), "easy": ("light.easy.calm", True), "dark": ("dark.std.calm", True)}


@dataclass(frozen=True)
class Draft:
    """A consultation of Priya's that is not open yet."""

    site: Place
    cast: Cast
    here: str


@pytest.fixture(scope="module")
def draft(place: Place) -> Draft:
    async def made() -> tuple[Cast, str]:
        cast = await gather_cast()
        here = await makers.draft(cast)
        await makers.dated(cast, here)
        return cast, here

    return Draft(place, *place.does(made))


@pytest.fixture(scope="module")
def priya(browser: Browser, draft: Draft) -> Iterator[Page]:
    """Priya on a phone, JavaScript off."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=draft.site.address
    )
    session = draft.site.does(lambda: draft.cast.session("Priya"))
    context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": draft.site.address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture(params=WALKS)
def walker(
    request: pytest.FixtureRequest, browser: Browser, draft: Draft
) -> Iterator[tuple[Page, Callable[[], None]]]:
    """Somebody young with a phone, and a look at the page they are on (by axe, where scripts are on)."""
    look, has_scripts = WALKS[request.param]
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=has_scripts,
        base_url=draft.site.address,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    if look:
        context.add_cookies([{"name": "display", "value": look, "url": draft.site.address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []

    def looks() -> None:
        if has_scripts:
            wrong.extend(judged(page, page.url))

    yield page, looks
    context.close()
    assert not wrong, "\n".join(wrong)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def choose(page: Page, value: str) -> None:
    page.locator(f"main input[value={value}]").check()


def begin(page: Page, looks: Callable[[], None], link: str) -> None:
    """From the link to the first question, whatever stands between."""
    page.goto(link)
    assert page.locator(".testing").is_visible()
    looks()
    choose(page, "young_person")
    choose(page, "alone")
    press(page, "Start")
    for _ in range(6):
        if "/q/" in page.url:
            return
        assert page.locator(".testing").is_visible(), page.url
        looks()
        onward = (
            page.locator("main button", has_text="13")
            if "/age" in page.url
            else page.locator("main .acts .btn")
        )
        onward.first.click()
    raise AssertionError(f"no question after {page.url}")


def test_young_testers_say_what_is_hard(
    priya: Page, draft: Draft, walker: tuple[Page, Callable[[], None]]
) -> None:
    priya.goto(f"{draft.here}/pilot")
    if priya.get_by_role("button", name="Start the try-out").count():
        press(priya, "Start the try-out")
    link = priya.locator(".big-link a").get_attribute("href")
    assert link
    page, looks = walker
    begin(page, looks, link)
    looks()
    page.locator("main input[value=good]").check()
    press(page, "This was hard")
    looks()
    choose(page, "feeling")
    page.locator("textarea").fill("It made me think of last year.")
    press(page, "Go on")
    assert page.get_by_role("link", name="Call Childline").is_visible()
    looks()
    page.locator("main .acts a", has_text="Go on").click()
    assert "/q/" in page.url
    while "/q/" in page.url:
        page.locator("main .acts button[value=next]").click()
    looks()
    page.locator("#agree").check()
    page.locator("main .acts button").first.click()
    assert page.url.endswith("/tested")
    looks()
    priya.goto(f"{draft.here}/pilot")
    assert "It made somebody feel bad." in priya.content()
    assert "It made me think of last year." in priya.content()


def test_a_young_reviewer_signs_the_questions(
    priya: Page, draft: Draft, walker: tuple[Page, Callable[[], None]]
) -> None:
    priya.goto(f"{draft.here}/signing")
    press(priya, "Make a link for a young reviewer")
    link = priya.locator("#copy").get_attribute("value")
    assert link
    page, looks = walker
    page.goto(link)
    looks()
    press(page, "Start")
    assert page.url.endswith("/review")
    looks()
    page.get_by_role("link", name="See the questions").click()
    looks()
    while "/review/q/" in page.url:
        assert page.locator(".testing").is_visible()
        page.locator("main .acts button[value=next]").click()
    assert page.url.endswith("/review/say")
    looks()
    choose(page, "change")
    choose(page, "name")
    page.locator("#name").fill("Sam Smith")
    press(page, "Send")
    assert page.locator(".errbox").is_visible()
    looks()
    page.locator("#name").fill("Sam")
    page.locator("#note").fill("The faces are for little children.")
    press(page, "Send")
    assert page.url.endswith("/review/thanks")
    looks()
    page.goto(link)
    assert "14" in page.locator("main").inner_text()
    assert not page.get_by_role("button", name="Start").count()
    looks()
    priya.goto(f"{draft.here}/signing")
    assert "The faces are for little children." in priya.content()
    priya.goto(f"{draft.here}/open")
    assert "Sam: would change something" in priya.content()
