"""A parent begins in English and goes on in Urdu in the middle of a sentence: an old phone, no JavaScript."""

import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engage.database import rows, writing
from engage.web.reviewed import Review, mark_reviewed
from tests.cast import gather_cast
from tests.journeys.conftest import Place
from tests.journeys.in_languages import CHANGE, FEEL, HELP, SCHOOL
from tests.journeys.test_every_page import judged
from tests.respond.road import Opened, open_survey

URDU_QUESTION = "آپ کے بچے کے لیے سکول میں کیا بہتر ہو سکتا ہے؟"


@pytest.fixture(scope="module")
def survey(place: Place) -> Opened:
    """A survey in three languages, on a site whose Urdu and Polish somebody has read."""

    async def made() -> Opened:
        await gather_cast()
        async with writing():
            for code in ("ur", "pl"):
                await mark_reviewed(Review(code, "a mark", "Grace", datetime.now(UTC)))
        return await open_survey(made=SCHOOL)

    opened = place.does(made)
    _notices_the_reading(place)
    return opened


def _notices_the_reading(place: Place, seconds: float = 15) -> None:
    """The running site speaks a language soon after somebody has read it, without being started again."""
    asked = urllib.request.Request(
        f"{place.address}/display", headers={"cookie": "display=light.std.move.ur"}
    )
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            if b'<html lang="ur" dir="rtl"' in answer.read():
                return
        time.sleep(0.5)
    raise AssertionError("the site did not notice that its Urdu was read")


@pytest.fixture
def looking(browser: Browser, place: Place) -> Iterator[BrowserContext]:
    """Somebody who looks over the parent's shoulder with axe, which needs scripts."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        base_url=place.address,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    yield context
    context.close()


def _judged_in_light_and_dark(page: Page, looking: BrowserContext) -> None:
    for theme in ("light", "dark"):
        for width in (390, 320):
            cookies = [dict(one) for one in page.context.cookies()]
            for one in cookies:
                if one["name"] == "display":
                    one["value"] = str(one["value"]).replace("light", theme)
            looking.clear_cookies()
            looking.add_cookies(cookies)  # type: ignore[arg-type]  # what one context gave another may take
            other = looking.new_page()
            other.set_viewport_size({"width": width, "height": 844})
            other.goto(page.url)
            assert judged(other, f"{page.url} {theme} {width}") == []
            assert not other.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            other.close()


def test_a_parent_goes_on_in_urdu_in_the_middle_of_a_sentence(
    place: Place, phone: Page, survey: Opened, looking: BrowserContext
) -> None:
    phone.goto(survey.at())
    expect(phone.get_by_role("heading", level=1)).to_have_text("School and your child")
    expect(phone.locator("html")).to_have_attribute("dir", "ltr")
    phone.get_by_label("A parent or carer").check(force=True)
    phone.get_by_label("By myself").check(force=True)
    phone.get_by_role("button", name="Start").last.click()
    phone.get_by_label("Good", exact=True).check(force=True)
    phone.get_by_role("button", name="Next question").last.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(
        "What would make school better for your child?"
    )
    phone.get_by_role("textbox").fill("My son would like to have more ti")
    phone.get_by_role("button", name="اردو").click()

    # the same question, right to left, and every letter is there
    assert phone.url.endswith(f"/q/{CHANGE}")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("html")).to_have_attribute("lang", "ur")
    expect(phone.get_by_role("heading", level=1)).to_have_text(URDU_QUESTION)
    expect(phone.get_by_role("textbox")).to_have_value("My son would like to have more ti")
    _stands_to_the_right(phone)
    _judged_in_light_and_dark(phone, looking)

    phone.get_by_role("textbox").fill("میرے بیٹے کو زیادہ وقت چاہیے۔")
    phone.get_by_role("button", name="اگلا سوال").last.click()
    expect(phone.get_by_label("جی ہاں")).to_be_visible()
    # an answer nobody has translated is English, and says so
    expect(phone.locator("label", has_text="Not at the moment")).to_have_attribute("lang", "en-GB")
    _judged_in_light_and_dark(phone, looking)
    phone.get_by_label("کبھی کبھی").check(force=True)
    phone.locator("button[value=next]").last.click()
    expect(phone.get_by_text("میرے بیٹے کو زیادہ وقت چاہیے۔")).to_be_visible()
    _judged_in_light_and_dark(phone, looking)
    assert _kept(place) == {FEEL: "en", CHANGE: "ur", HELP: "ur"}

    # and once more, with the answers in sight
    phone.get_by_role("button", name="Polski").click()
    expect(phone.locator("html")).to_have_attribute("dir", "ltr")
    expect(phone.get_by_text("Czasami")).to_be_visible()
    expect(phone.get_by_text("میرے بیٹے کو زیادہ وقت چاہیے۔")).to_have_attribute("dir", "auto")
    _judged_in_light_and_dark(phone, looking)


def _stands_to_the_right(page: Page) -> None:
    """The question begins at the right edge, and the way on points to the left."""
    heading = page.get_by_role("heading", level=1).bounding_box()
    main = page.locator("main > .wrap").bounding_box()
    assert heading
    assert main
    assert main["x"] + main["width"] - (heading["x"] + heading["width"]) < 24
    icon = page.locator("button[value=next]").last.locator("svg").bounding_box()
    button = page.locator("button[value=next]").last.bounding_box()
    assert icon
    assert button
    assert icon["x"] < button["x"] + button["width"] / 2


def _kept(place: Place) -> dict[str, str]:
    async def found() -> dict[str, str]:
        answers = await rows("SELECT question_id, language FROM answer")
        return {row["question_id"]: row["language"] for row in answers}

    return place.does(found)
