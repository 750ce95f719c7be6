"""Priya types in how many people there are, matches the question that tells it, and reads who has not been heard: without
JavaScript on a phone; then axe looks at every page, at 390 and 320 pixels, in the dark, and the marks beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from engage.database import writing
from engage.invitations.reach.matching import Match, keep_match
from engage.invitations.reach.numbers import Dimension, Line
from engage.invitations.reach.population import dimensions, keep, remove
from engage.web.security import SESSION_COOKIE
from surveys.channels import Channel
from tests.cast import Cast, gather_cast
from tests.invitations.reach_ground import AGE, SETTING, came, ground
from tests.journeys.conftest import Place
from tests.journeys.test_every_page import judged


@dataclass(frozen=True)
class Open:
    """A consultation of Priya's that forty people have answered, none of them 17 to 19."""

    site: Place
    cast: Cast
    here: str


@pytest.fixture(scope="module")
def asked(place: Place) -> Open:
    async def made() -> tuple[Cast, str]:
        cast = await gather_cast()
        here = await ground(cast)
        await came(cast, here, 25, age="11_13", setting="mainstream")
        await came(cast, here, 15, Channel.card, age="14_16", setting="special")
        return cast, here

    return Open(place, *place.does(made))


NUMBERS = (
    Dimension("Age", (Line("11 to 13", 900), Line("14 to 16", 800), Line("17 to 19", 420)), "Made up"),
    Dimension("Setting", (Line("Mainstream school", 1500), Line("Special school", 400)), "Made up"),
)
MATCHES = (
    Match("Age", AGE, {"11 to 13": ("11_13",), "14 to 16": ("14_16",), "17 to 19": ("17_19",)}),
    Match("Setting", SETTING, {"Mainstream school": ("mainstream",), "Special school": ("special",)}),
)


@pytest.fixture(autouse=True)
def nothing_known(asked: Open) -> None:
    """The numbers are the whole place's, so each test begins without them."""

    async def forgotten() -> None:
        async with writing():
            for one in await dimensions():
                await remove(one.name)

    asked.site.does(forgotten)


def _known(asked: Open, *numbers: Dimension) -> None:
    """Numbers as they are typed in, and what they are matched to."""

    async def kept() -> None:
        async with writing():
            for one, match in zip(numbers, MATCHES, strict=False):
                await keep(one)
                await keep_match(UUID(asked.here.rpartition("/")[2]), match)

    asked.site.does(kept)


def _as_priya(browser: Browser, asked: Open, width: int, scripts: bool) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=scripts, base_url=asked.site.address,
        bypass_csp=True, reduced_motion="reduce",
    )  # fmt: skip
    session = asked.site.does(lambda: asked.cast.session("Priya"))
    context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": asked.site.address}])
    context.set_default_timeout(10_000)
    return context


@pytest.fixture(scope="module")
def priya(browser: Browser, asked: Open) -> Iterator[Page]:
    context = _as_priya(browser, asked, 390, scripts=False)
    yield context.new_page()
    context.close()


def test_numbers_are_typed_in_matched_and_read_without_javascript(priya: Page, asked: Open) -> None:
    priya.goto(asked.here)
    priya.get_by_role("link", name="Share", exact=True).click()
    priya.get_by_role("link", name="Who is missing").click()
    priya.get_by_role("link", name="Enter the numbers").click()
    priya.get_by_role("link", name="Type in numbers").click()
    priya.get_by_label("What does it tell apart?").fill("Age")
    for place, (label, people) in enumerate(
        (("11 to 13", "900"), ("14 to 16", "800"), ("17 to 19", "420")), 1
    ):
        priya.get_by_label(f"Group {place}", exact=True).fill(label)
        priya.get_by_label(f"People in group {place}").fill(people)
    priya.get_by_label("Where are the numbers from?").fill("Made up")
    priya.get_by_role("button", name="Save these numbers").click()
    # the question and its answers are filled in with what is likely
    assert priya.get_by_label("Which question tells it?").input_value() == "q_bkageban"
    assert priya.get_by_label("17 to 19").input_value() == "17 to 19"
    assert priya.get_by_label("Under 5").input_value() == ""
    priya.get_by_role("button", name="Save, and see who is missing").click()
    said = priya.locator(".says").first
    assert said.inner_text() == "We have heard from nobody in “17 to 19”: none of about 420."
    assert priya.get_by_role("table", name="Age in numbers").get_by_role("row").count() == 5
    priya.goto(asked.here)
    assert priya.get_by_text("Not heard enough: “17 to 19”.").is_visible()


def test_rows_from_a_spreadsheet_are_looked_at_before_they_are_kept(priya: Page, asked: Open) -> None:
    _known(asked, NUMBERS[0])
    priya.goto(f"{asked.here}/reach/numbers")
    rows = "Kind,Group,People\nSetting,Mainstream school,1500\nSetting,Special school,=1+1\nSetting,College,600\n"
    priya.get_by_label("A file").set_input_files(
        {"name": "numbers.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    priya.get_by_role("button", name="Look at them first").click()
    assert priya.get_by_role("heading", name="1 row is left out").is_visible()
    assert priya.get_by_text("This row holds a formula").is_visible()
    priya.get_by_label("Where are the numbers from?").fill("Made up")
    priya.get_by_role("button", name="Save these numbers").click()
    priya.get_by_role("link", name="Match “Setting” to a question").click()
    priya.get_by_role("button", name="Save, and see who is missing").click()
    assert priya.get_by_role("heading", name="Two together").is_visible()
    priya.get_by_role("button", name="Show").click()
    assert priya.get_by_text("Nobody has answered who is both").is_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_axe_finds_nothing_on_these_pages(browser: Browser, asked: Open, width: int) -> None:
    _known(asked, *NUMBERS)
    context = _as_priya(browser, asked, width, scripts=True)
    page, wrong = context.new_page(), []
    paths = ("", "/reach", "/reach?one=Age&other=Setting", "/reach/numbers", "/reach/numbers/one?of=Age", "/reach/match?of=Age", "/answers", "/answers/marked", "/answers/file")  # fmt: skip
    for path in paths:
        answer = page.goto(f"{asked.here}{path}")
        assert answer
        assert answer.status == 200, path
        wrong += judged(page, path)
    context.close()
    assert not wrong, "\n".join(wrong)
