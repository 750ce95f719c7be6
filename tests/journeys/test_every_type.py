"""Every type of question in a real browser: by keyboard alone, with JavaScript and without, at 390 and 320 px, in light, dark,
Easy Read and from right to left, judged by axe."""

import importlib.resources
import random
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engage.clock import now
from engage.database import rows, writing
from engage.demo.every_kind import definition
from engage.web.reviewed import Review, mark_reviewed
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Group
from tests.journeys.conftest import Place
from tests.journeys.keyboard import Keyboard

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = definition()
# each screen once: the second child is asked as the first is
SCREENS = [step.id for step in ALL.steps if (step.turn or 1) == 1]
GROUPS = (Group.young_person, Group.parent_carer)
LOOKS = {
    "light-390": ("light.std.calm", 390),
    "dark-320": ("dark.std.calm", 320),
    "easy-390": ("light.easy.calm", 390),
    "easy-dark-320": ("dark.easy.calm", 320),
    "right-to-left-390": ("light.std.calm.ur", 390),
}


@pytest.fixture(scope="module")
def survey(place: Place) -> str:
    """The path of an open survey with every type in it; Urdu is on as a language of the site."""

    async def opened() -> str:
        moment = datetime.now(UTC)
        dates = Dates(
            closes_at=moment + timedelta(days=20), reads_by=date(2099, 12, 19), tells_by=date(2100, 1, 16)
        )
        async with writing():
            made = await authoring.create_draft(
                ALL, "Northmere Parent Carers", GROUPS, moment, random.Random(), dates
            )
            assert isinstance(
                await authoring.open_survey(made.id, moment - timedelta(minutes=1)), authoring.Opened
            )
            await mark_reviewed(Review("ur", "read", "Grace", now()))
        return f"/s/{made.slug}"

    return place.does(opened)


Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, place: Place, survey: str) -> Iterator[Opens]:
    """A phone with a place in the survey, as a parent who goes to clubs and has one child."""
    made: list[BrowserContext] = []

    def phone(look: str = "light.std.calm", width: int = 390, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=scripts,
            base_url=place.address,
            bypass_csp=True,
            reduced_motion="reduce",
        )
        made.append(context)
        context.add_cookies([{"name": "display", "value": look, "url": place.address}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(survey)
        page.locator("input[name=group][value=parent_carer]").check(force=True)
        page.locator("input[name=how][value=alone]").check(force=True)
        page.locator("main form .acts button").click()
        for id, value in (("q_wentout1", "yes"), ("q_children", "1")):
            page.goto(f"{survey}/q/{id}")
            page.locator(f"input[name=answer][value='{value}']").check(force=True)
            page.locator("main button[value=next]").click()
        return page

    yield phone
    for context in made:
        context.close()


def _judged(page: Page, where: str) -> list[str]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, rules: {'target-size': {enabled: true}}})",
        RULES,
    )
    wrong = [
        f"{where}: {one['id']} at {node['target'][0]}: {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{where}: scrolls sideways")
    return wrong


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_type_and_nothing_scrolls_sideways(
    opens: Opens, survey: str, look: str
) -> None:
    page = opens(*LOOKS[look])
    wrong: list[str] = []
    for path in [*(f"/q/{id}" for id in SCREENS), "/check", "/notice"]:
        page.goto(survey + path)
        wrong += _judged(page, f"{look} {path}")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if "right" in look else "ltr")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("look", ["light.std.calm", "dark.easy.calm"])
def test_without_scripts_every_type_fits_a_small_phone(opens: Opens, survey: str, look: str) -> None:
    page = opens(look, 320, scripts=False)
    for id in SCREENS:
        page.goto(f"{survey}/q/{id}")
        page.set_viewport_size({"width": 320, "height": 256})
        # a page's own scripts are off; asking it for its width is not one of them
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= 320, (id, widest)


def _picks(label: str) -> Callable[[Keyboard], None]:
    return lambda somebody: somebody.picks(label)


def _writes(**fields: str) -> Callable[[Keyboard], None]:
    def written(somebody: Keyboard) -> None:
        for label, words in fields.items():
            somebody.writes(label.replace("_", " "), words, exact=False)

    return written


def _several(*acts: Callable[[Keyboard], None]) -> Callable[[Keyboard], None]:
    def done(somebody: Keyboard) -> None:
        for act in acts:
            act(somebody)

    return done


def _ticks(label: str) -> Callable[[Keyboard], None]:
    return lambda somebody: somebody.ticks(label)


def _chooses(label: str, option: str) -> Callable[[Keyboard], None]:
    return lambda somebody: somebody.chooses(label, option)


# what a parent does on each screen, with the keyboard alone
DOES: Mapping[str, Callable[[Keyboard], None]] = {
    "q_okwithus": _picks("Yes, that is OK"),
    "q_whoisit1": _writes(**{"Your words for “Someone else”": "An aunt"}),
    "q_wentout1": _picks("Yes"),
    "q_gettingt": _picks("Bus"),
    "q_journeyf": _picks("Not good"),
    "q_activity.welcome": _picks("I agree a lot"),
    "q_activity.help": _picks("I don’t understand the question"),
    "q_hoursout": _writes(About_how_many_hours="4,5"),
    "q_pictures": _several(_ticks("Music"), _ticks("Games")),
    "q_stopsyou": _ticks("Noise and crowds"),
    "q_findwhat": _picks("In the middle"),
    "q_whathelp": _several(_chooses("Quiet times", "2"), _chooses("Lower prices", "1")),
    "q_lasttime": _several(_chooses("Month", "September"), _writes(Year="2026")),
    "q_nextmeet": _several(_writes(Day="14", Year="2027"), _chooses("Month", "January")),
    "q_postarea": _writes(Which_part_of_the_area="wv1 1aa"),
    "q_oneplace": _writes(Where_do_you_most_like_to_go="The library"),
    "q_twothing": _writes(One_good_thing="The staff", One_hard_thing="The bus"),
    "q_onechang": _writes(What_one_change="A quiet hour"),
    "q_sayitnow": _writes(You_can_write="A day with no queue"),
    "q_children": _picks("1"),
    "q_childage.1": _picks("12 to 17"),
    "q_childout.1": _writes(What_would_help_this_child="A club"),
}


def _goes_through(somebody: Keyboard) -> None:
    somebody.picks("A parent or carer")
    somebody.picks("By myself")
    somebody.presses("Start")
    while "/q/" in somebody.page.url:
        id = somebody.page.url.rpartition("/q/")[2]
        if id in DOES:
            DOES[id](somebody)
        somebody.reaches(somebody.page.locator("main button[name=go][value=next]"))
        somebody.enters()
        assert not somebody.page.url.endswith(id), id
    for words in ("Someone else: An aunt", "Bus", "I don’t understand the question", "4.5 hours", "Music; Games",
                  "1. Lower prices", "2. Quiet times", "September 2026", "14 January 2027", "WV1", "The bus",
                  "A day with no queue", "Child 1 of 1", "12 to 17"):  # fmt: skip
        somebody.sees(words)
    somebody.ticks("It is OK to use my answers")
    somebody.presses("Send my answers")
    somebody.stands_on("Thank you. We have your answers.")


def test_every_type_is_answered_with_the_keyboard_alone_and_without_scripts(
    browser: Browser, place: Place, survey: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=place.address
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    somebody = Keyboard(page)
    somebody.opens(survey)
    _goes_through(somebody)
    context.close()


def _kept(place: Place, id: str) -> tuple[str, ...]:
    async def found() -> tuple[str, ...]:
        sql = "SELECT choices FROM answer WHERE question_id = $1 ORDER BY answered_at DESC LIMIT 1"
        return tuple((await rows(sql, id))[0]["choices"])

    return place.does(found)


def test_a_rank_is_tapped_in_order_by_keyboard_said_aloud_and_taken_off_again(
    opens: Opens, survey: str, place: Place
) -> None:
    page = opens()
    somebody = Keyboard(page)
    somebody.opens(f"{survey}/q/q_whathelp")
    expect(page.locator("select:visible")).to_have_count(0)
    told = page.locator(".ranks [role=status]")

    def taps(words: str, told_then: str) -> None:
        somebody.reaches(page.get_by_role("button", name=re.compile("^" + words)))
        page.keyboard.press("Space")
        expect(told).to_have_text(told_then)

    taps("Lower prices", "1st: Lower prices")
    taps("Quiet times", "2nd: Quiet times")
    taps("A bus", "3rd: A bus that stops there")
    taps("Knowing", "You have chosen 3. Tap one to take it off.")
    expect(page.get_by_role("button", name="Quiet times 2nd")).to_have_attribute("aria-pressed", "true")
    assert _judged(page, "rank with three places") == []
    taps("Lower prices", "Not in the order any more: Lower prices")
    expect(page.get_by_role("button", name="Quiet times 1st")).to_be_visible()
    somebody.presses("Next question")
    assert _kept(place, "q_whathelp") == ("quiet", "bus")
    somebody.opens(f"{survey}/q/q_whathelp")
    expect(page.get_by_role("button", name="A bus that stops there 2nd")).to_be_visible()
    somebody.reaches(page.get_by_role("button", name="Start again"))
    page.keyboard.press("Enter")
    expect(page.locator(".tap[aria-pressed=true]")).to_have_count(0)
    somebody.presses("Next question")
    assert _kept(place, "q_whathelp") == ()


def test_what_is_to_be_put_right_takes_the_focus_to_its_own_field(opens: Opens, survey: str) -> None:
    page = opens()
    somebody = Keyboard(page)
    somebody.opens(f"{survey}/q/q_nextmeet")
    somebody.writes("Day", "31")
    somebody.chooses("Month", "February")
    somebody.writes("Year", "2027")
    somebody.presses("Next question")
    somebody.reaches(page.get_by_role("link", name=re.compile("Check the day")))
    page.keyboard.press("Enter")
    expect(page.locator("#answer-day")).to_be_focused()
    expect(page.locator("#answer-day")).to_have_value("31")
    expect(page.locator("#answer-month")).to_have_value("2")
    assert _judged(page, "a date to put right") == []


def test_a_young_person_says_an_age_reads_and_begins_with_the_keyboard(
    browser: Browser, place: Place, survey: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False, base_url=place.address
    )
    page = context.new_page()
    somebody = Keyboard(page)
    somebody.opens(survey)
    somebody.picks("A child or young person")
    somebody.picks("By myself")
    somebody.presses("Start")
    somebody.stands_on("How old are you?")
    somebody.presses("13 to 17")
    somebody.stands_on("What happens with your answers")
    somebody.sees("a trained adult reads it")
    somebody.follows("Start the questions")
    somebody.stands_on("What we mean by getting out")
    context.close()
