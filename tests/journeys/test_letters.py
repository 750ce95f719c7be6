"""From a pasted list to an answer: Priya brings addresses, sees the letter, sends it; a phone answers by the link; a reminder
goes only to the others; somebody stops the e-mails. Without JavaScript; pages judged by axe at 390 and 320 px."""

import importlib.resources
import re
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engage.accounts import sessions
from engage.clock import now
from engage.database import rows, writing
from engage.web.security import SESSION_COOKIE
from tests.cast import Cast, gather_cast
from tests.consultations.makers import opened
from tests.invitations.lists import body_of, stop_path, words_in
from tests.journeys.conftest import Place

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22aa", "best-practice"]
LOOKS = (("light.std.move", 390), ("dark.std.move", 320), ("light.easy.move", 320))
FAMILIES = tuple(f"family{n}@example.org" for n in range(12))
PASTED = "\n".join([*FAMILIES, "Family 3 <FAMILY3@example.org>", "not an address"])


@pytest.fixture
def contexts(browser: Browser, place: Place) -> Iterator[list[BrowserContext]]:
    """Two people with phones of their own, 390 px, no JavaScript: Priya, and somebody who gets a letter."""
    made = [
        browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=place.address)
        for _ in range(2)
    ]  # fmt: skip
    for context in made:
        context.set_default_timeout(10_000)
    yield made
    for context in made:
        context.close()


def test_a_list_becomes_letters_an_answer_and_one_reminder_less(
    place: Place, browser: Browser, contexts: list[BrowserContext]
) -> None:
    here, session = _set_up(place)
    contexts[0].add_cookies([{"name": SESSION_COOKIE, "value": session, "url": place.address}])
    priya, phone = contexts[0].new_page(), contexts[1].new_page()
    _priya_brings_a_list(priya, here)
    at = _she_sees_the_letter_and_sends_it(priya)
    letters = _letters(place, 12)
    assert {str(letter["To"]) for letter in letters} == set(FAMILIES)
    answered = next(letter for letter in letters if letter["To"] == FAMILIES[4])
    _a_parent_answers(phone, words_in(answered))
    _the_link_works_once(phone, words_in(answered))
    _somebody_stops_the_e_mails(phone, next(one for one in letters if one["To"] == FAMILIES[7]))
    _priya_reminds_the_others(priya, at)
    reminders = [letter for letter in _letters(place, 22) if str(letter["Subject"]).startswith("Still time")]
    assert {str(letter["To"]) for letter in reminders} == set(FAMILIES) - {FAMILIES[4], FAMILIES[7]}
    first = {str(letter["To"]): words_in(letter) for letter in letters}
    assert all(words_in(letter) == first[str(letter["To"])] for letter in reminders)
    assert place.does(_channels) == ["email"]
    pages = (
        f"{here}/letters",
        f"{here}/letters/new",
        at,
        f"{at}/reminder",
        f"{at}/addresses",
        stop_path(letters[0]),
    )
    _nothing_is_wrong(browser, place, session, pages)


def _set_up(place: Place) -> tuple[str, str]:
    async def set_up() -> tuple[str, str]:
        cast: Cast = await gather_cast()
        here = await opened(cast)
        async with writing():
            return here, await sessions.begin(cast.people["Priya"], "Test browser", now=now())

    return place.does(set_up)


async def _channels() -> list[str]:
    return [row["channel"] for row in await rows("SELECT channel FROM response")]


def _priya_brings_a_list(priya: Page, here: str) -> None:
    priya.goto(f"{here}/share")
    priya.get_by_role("link", name="E-mail").click()
    priya.get_by_role("link", name="Bring a list").click()
    priya.get_by_role("button", name="Look at the list").click()
    expect(priya.get_by_role("link", name="Paste some addresses, or choose a file")).to_be_visible()
    priya.get_by_label("What is this list?").fill("Families of the Oak Centre")
    priya.get_by_label("Parents and carers").check()
    priya.get_by_label("Paste them").fill(PASTED)
    priya.get_by_role("button", name="Look at the list").click()
    expect(priya.get_by_role("heading", name="We found 12 addresses")).to_be_visible()
    expect(priya.get_by_text("Row 13: The same address as in row 4")).to_be_visible()
    expect(priya.get_by_text("Row 14: There is no e-mail address here")).to_be_visible()


def _she_sees_the_letter_and_sends_it(priya: Page) -> str:
    priya.get_by_label("The letter").fill("Hello, tell us what you think.")
    priya.get_by_role("button", name="See the letter").click()
    expect(priya.get_by_role("link", name=re.compile("Keep {link}"))).to_be_visible()
    priya.get_by_label("The letter").fill("Hello, tell us what you think.\n\n{link}")
    priya.get_by_role("button", name="See the letter").click()
    expect(priya.get_by_text("/c/plum-river-fox")).to_be_visible()
    expect(priya.get_by_text("Nobody can see which answer is yours.")).to_be_visible()
    priya.get_by_role("button", name="Send it to 12 addresses").click()
    expect(priya.get_by_text("The letters are on their way.")).to_be_visible()
    return priya.url.partition("?")[0]


def _letters(place: Place, many: int) -> list[Message]:
    """Every letter that was posted to an address of the list, once there are so many."""
    until = time.monotonic() + 40
    found: list[Message] = []
    while len(found) < many:
        assert time.monotonic() < until, f"{len(found)} of {many} letters"
        time.sleep(0.3)
        found = [message_from_bytes(path.read_bytes()) for path in place.data.glob("letters/*.eml")]
        found = [letter for letter in found if "List-Unsubscribe" in letter and "--" in body_of(letter)]
    assert len(found) == many
    return found


def _a_parent_answers(phone: Page, words: str) -> None:
    phone.goto(f"/c/{words}")
    phone.get_by_role("button", name="Go on").click()
    assert words not in phone.url
    phone.get_by_label("By myself").check()
    phone.get_by_role("button", name="Start").click()
    assert re.search(r"/s/[\w-]+/q/", phone.url), phone.url


def _the_link_works_once(phone: Page, words: str) -> None:
    phone.context.clear_cookies()
    phone.goto(f"/c/{words}")
    expect(phone.get_by_role("heading", level=1)).to_have_text(re.compile("was used already"))


def _somebody_stops_the_e_mails(phone: Page, letter: Message) -> None:
    phone.goto(stop_path(letter))
    phone.get_by_role("button", name="Stop these e-mails").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You get no more of these e-mails")


def _priya_reminds_the_others(priya: Page, at: str) -> None:
    priya.goto(at)
    expect(priya.get_by_role("heading", name=re.compile("Too few people"))).to_be_visible()
    assert FAMILIES[4] not in priya.content()
    priya.get_by_role("link", name="Write a reminder").click()
    expect(priya.get_by_text("about 10 people")).to_be_visible()
    priya.get_by_role("button", name="See the letter").click()
    priya.get_by_role("button", name="Send the reminder").click()
    expect(priya.get_by_text("The letters are on their way.")).to_be_visible()


def _nothing_is_wrong(browser: Browser, place: Place, session: str, addresses: tuple[str, ...]) -> None:
    wrong = []
    for look, width in LOOKS:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, base_url=place.address, bypass_csp=True, reduced_motion="reduce"
        )  # fmt: skip
        context.add_cookies([
            {"name": "display", "value": look, "url": place.address},
            {"name": SESSION_COOKIE, "value": session, "url": place.address},
        ])  # fmt: skip
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            page.evaluate(AXE)
            found = page.evaluate(
                "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
            )  # fmt: skip
            wrong += [
                f"{look} {width} {address}: {one['id']} {node['target']}"
                for one in found["violations"]
                for node in one["nodes"]
            ]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{look} {width} {address}: scrolls sideways")
        context.close()
    assert not wrong, "\n".join(wrong)
