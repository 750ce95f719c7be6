"""A session in a room, in a real browser: Priya starts it, two phones join without JavaScript, and a tablet is passed round
that shows nothing of the person before: not by Back, not by an address, not from the browser's own memory."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engage.accounts import sessions as signed
from engage.database import rows, writing
from engage.web.security import SESSION_COOKIE
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Group
from tests.cast import gather_cast
from tests.journeys.conftest import Place
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_every_page import AXE, RULES
from tests.respond.road import CHANGE, FEEL, HARD, HELP, PLACE, definition

SECRET_WORDS = "The corridor by the gym frightens me"
Arrive = Callable[..., BrowserContext]


@pytest.fixture
def arrive(browser: Browser, place: Place) -> Iterator[Arrive]:
    """Somebody new with a device of their own."""
    opened = []

    def arrived(width: int = 390, *, script: bool = False) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=script,
            base_url=place.address,
            bypass_csp=True,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield arrived
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def consultation(place: Place) -> tuple[str, str, str]:
    """An open consultation of Priya's forum: the address of its pages, its slug, and a session for her."""

    async def made() -> tuple[str, str, str]:
        from engage.consultations import setting_up
        from surveys.templates import template

        cast, now = await gather_cast(), datetime.now(UTC)
        priya, chosen = await cast.actor("Priya"), template("blank")
        assert chosen
        groups = (Group.young_person, Group.parent_carer)
        wanted = setting_up.Wanted("School and you", "", groups, setting_up.may_build_in(priya)[0], chosen)
        async with writing():
            id = await setting_up.start(priya, wanted, now=now)
            survey = (await rows("SELECT survey FROM consultation WHERE id = $1", id))[0]["survey"]
            found = await authoring.find_survey(survey)
            assert found
            await authoring.save_draft(survey, definition(), found.draft_changed_at, now)
            await authoring.set_dates(survey, Dates(now, now + timedelta(days=20)))
            assert isinstance(await authoring.open_survey(survey, now), authoring.Opened)
            token = await signed.begin(cast.people["Priya"], "Test browser", now=now)
        return f"/staff/consultations/{id}", found.slug, token

    return place.does(made)


def as_priya(context: BrowserContext, place: Place, token: str) -> Page:
    """Her own computer, signed in."""
    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": place.address}])
    return context.new_page()


def starts(page: Page, here: str, name: str, devices: str) -> tuple[str, str]:
    """Start a session by the form; its address and its digits."""
    page.goto(f"{here}/sessions")
    page.get_by_label("Name of the group").fill(name)
    page.get_by_label("Young people", exact=True).check(force=True)
    page.get_by_label(re.compile(devices)).check(force=True)
    page.get_by_role("button", name="Start the session").click()
    expect(page.locator("h1")).to_have_text(f"Session: {name}")
    digits = page.locator(".join-digits").inner_text()
    return page.url.partition("?")[0], digits


def judged(page: Page, name: str) -> None:
    """Nothing for axe to say, and nothing wider than the screen."""
    page.evaluate(AXE)
    found = page.evaluate("r => axe.run({ runOnly: r })", RULES)["violations"]
    assert not found, (name, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found])
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name


def answers_by_keyboard(somebody: Keyboard, words: str) -> None:
    """From the page that asks who you are to the page that thanks."""
    page = somebody.page
    somebody.stands_on("School and you")
    expect(page.get_by_label("A child or young person")).to_be_checked()
    _chooses(somebody, page.get_by_label("By myself"))
    somebody.presses("Start")
    somebody.presses("13 to 17")
    somebody.follows("Start the questions")
    for name in ("Good", "Sometimes", "Noise"):
        _chooses(somebody, page.get_by_label(name, exact=True))
        somebody.presses("Next question")
    for text in ("In the library", words):
        somebody.reaches(page.locator("[name=answer]:not([type=radio])"))
        page.keyboard.type(text)
        button = page.get_by_role("button", name=re.compile("Next question|Check my answers"))
        somebody.reaches(button.last)
        somebody.enters()
    _chooses(somebody, page.get_by_label("It is OK to use my answers"))
    somebody.presses("Send my answers")
    somebody.stands_on("Thank you")


def _chooses(somebody: Keyboard, what: object) -> None:
    what.focus()  # type: ignore[attr-defined]
    somebody.page.keyboard.press("Space")


def test_two_phones_join_a_room_and_the_wall_says_how_many_finished(
    place: Place, arrive: Arrive, consultation: tuple[str, str, str]
) -> None:
    here, _slug, token = consultation
    priya = as_priya(arrive(1280, script=True), place, token)
    session, digits = starts(priya, here, "Tuesday group", "Each on their own phone")
    priya.goto(f"{session}/show")
    expect(priya.locator("[role=status]")).to_have_text("Nobody has begun yet.")
    for n, words in enumerate(("A quiet room", "Longer lunch"), start=1):
        phone = Keyboard(arrive().new_page())
        phone.opens("/join")
        phone.reaches(phone.page.get_by_label("The six digits"))
        phone.page.keyboard.type(digits)
        phone.presses("Go on")
        phone.stands_on("Join: Tuesday group")
        phone.presses("Join")
        answers_by_keyboard(phone, words)
        expect(priya.locator("[role=status]")).to_contain_text(f"{n} ha", timeout=15_000)
    expect(priya.locator("[role=status]")).to_have_text("2 have begun, 2 have finished.", timeout=15_000)
    assert SECRET_WORDS not in priya.content()
    priya.goto(session)
    priya.get_by_role("button", name="Close the session").click()
    late = Keyboard(arrive().new_page())
    late.opens(f"/join/{digits.replace(' ', '')}")
    late.stands_on("This session is over")


def test_every_page_of_a_session_is_right_for_everybody(
    place: Place, arrive: Arrive, consultation: tuple[str, str, str]
) -> None:
    here, _slug, token = consultation
    priya = as_priya(arrive(1280, script=True), place, token)
    session, digits = starts(priya, here, "Thursday group", "One tablet is passed round")
    code = digits.replace(" ", "")
    staff = [
        f"{here}/sessions",
        session,
        f"{session}/group",
        f"{session}/hands/{HELP}",
        f"{session}/notes/{CHANGE}",
    ]
    for theme in ("light", "dark"):
        priya.context.add_cookies([{"name": "display", "value": f"{theme}.std.calm", "url": place.address}])
        priya.goto(f"{session}/show")
        judged(priya, f"wall {theme}")
        bottom = priya.locator(".wall").bounding_box()
        assert bottom
        assert bottom["y"] + bottom["height"] < 844
    for width in (390, 320):
        priya.set_viewport_size({"width": width, "height": 844})
        for path in (*staff, f"{session}/show"):
            priya.goto(path)
            judged(priya, f"{path} {width}")
        visitor = arrive(width, script=True).new_page()
        for path in ("/join", f"/join/{code}", "/join/100000"):
            visitor.goto(path)
            judged(visitor, f"{path} {width}")
        visitor.goto(f"/join/{code}")
        visitor.get_by_role("button", name="Start on this tablet").click()
        judged(visitor, f"next {width}")
        visitor.get_by_role("link", name="Start", exact=True).click()
        judged(visitor, f"start {width}")
        visitor.get_by_text("Not your answers?").click()
        judged(visitor, f"start, opened {width}")


def on_tablet(page: Page, code: str) -> None:
    """Priya opens the tablet's way and hands it over."""
    page.goto(f"/join/{code}")
    page.get_by_role("button", name="Start on this tablet").click()
    expect(page.locator("h1")).to_have_text("It is your turn")


def begins(page: Page, who: str = "A child or young person") -> None:
    """The person with the tablet begins."""
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_label(who).check(force=True)
    page.get_by_label("By myself").check(force=True)
    page.get_by_role("button", name="Start", exact=True).click()
    if who.startswith("A child"):
        page.get_by_role("button", name="13 to 17").click()
        page.get_by_role("link", name="Start the questions").click()
    expect(page.locator("h1")).to_contain_text("How do you feel")


def answers_all(page: Page) -> None:
    """From the first question to the page that thanks; one mistake on the way leaves a page that was posted in the history."""
    page.get_by_label("Good", exact=True).check(force=True)
    page.get_by_role("button", name="Next question").last.click()
    page.get_by_label("Sometimes").check(force=True)
    page.get_by_role("button", name="Next question").last.click()
    page.get_by_label("Noise").check(force=True)
    page.get_by_role("button", name="Next question").last.click()
    page.locator("[name=answer]:not([type=radio])").fill("x" * 80)  # too long: the page comes back with it
    page.get_by_role("button", name="Next question").last.click()
    expect(page.locator(".err").first).to_be_visible()
    page.locator("[name=answer]:not([type=radio])").fill("Under the stairs")
    page.get_by_role("button", name="Next question").last.click()
    page.locator("textarea").fill(SECRET_WORDS)
    page.get_by_role("button", name="Check my answers").last.click()
    page.get_by_label("It is OK to use my answers").check(force=True)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator("h1")).to_have_text("Thank you. We have your answers.")


def shows_nothing(page: Page, words: list[str]) -> None:
    """Neither what was said, nor the three words, nor a ticked answer of the person before."""
    shown = page.content()
    for one in words:
        assert one not in shown, page.url
    typed = page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea')].map(e => e.value).join('')"
    )
    assert typed == "", page.url
    ticked = page.evaluate("[...document.querySelectorAll('[name=answer]:checked')].map(e => e.value)")
    assert ticked == [], page.url


def test_nothing_of_one_person_reaches_the_next_on_a_passed_tablet(
    place: Place, arrive: Arrive, consultation: tuple[str, str, str]
) -> None:
    here, slug, token = consultation
    priya = as_priya(arrive(1280, script=True), place, token)
    _session, digits = starts(priya, here, "Friday group", "One tablet is passed round")
    code = digits.replace(" ", "")
    context = arrive(820, script=True)
    tablet = context.new_page()
    on_tablet(tablet, code)
    begins(tablet)
    answers_all(tablet)
    code_words = tablet.locator(".code").inner_text()
    secrets = [SECRET_WORDS, "Under the stairs", code_words]
    length, seen = tablet.evaluate("history.length"), list[str]()
    tablet.get_by_role("button", name="Pass it on").click()
    expect(tablet.locator("h1")).to_have_text("It is your turn")
    # Back, and Back again, through everything the person before went through
    for _ in range(length):
        tablet.evaluate("void setTimeout(() => history.back(), 50)")
        tablet.wait_for_timeout(400)
        # what comes out of the browser's own memory is loaded anew before anybody could read it
        tablet.wait_for_load_state("networkidle")
        if tablet.url.startswith(place.address):
            shows_nothing(tablet, secrets)
            seen.append(tablet.url.removeprefix(place.address))
    assert len(set(seen)) > 1, seen
    # every address of theirs, opened anew
    for path in (
        "",
        f"/q/{FEEL}",
        f"/q/{HARD}",
        f"/q/{PLACE}",
        f"/q/{CHANGE}",
        "/check",
        "/thanks",
        "/stopped",
        "/age",
    ):
        tablet.goto(f"/s/{slug}{path}")
        shows_nothing(tablet, secrets)
    # the next person stands on the very page, and Back has nothing of the one before in its fields
    tablet.goto(f"/s/{slug}/next")
    begins(tablet)
    tablet.goto(f"/s/{slug}/q/{CHANGE}")
    shows_nothing(tablet, secrets)
    kept = tablet.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,"
        " (await indexedDB.databases()).length, document.cookie]"
    )
    assert kept == [0, 0, 0, 0, ""]
    names = {one["name"] for one in context.cookies()}
    assert names <= {"visitor", "admitted", "answering"}

    async def told() -> list[tuple[str, bool]]:
        found = await rows(
            "SELECT r.channel, r.completed_at IS NOT NULL AS done FROM response r JOIN attendance a ON a.response = r.id"
            " JOIN group_session g ON g.id = a.session WHERE g.name = 'Friday group' ORDER BY r.started_at"
        )
        return [(row["channel"], row["done"]) for row in found]

    assert place.does(told) == [("tablet", True), ("tablet", False)]


def test_a_half_finished_person_is_kept_and_cleared_and_so_is_an_idle_tablet(
    place: Place, arrive: Arrive, consultation: tuple[str, str, str]
) -> None:
    here, _slug, token = consultation
    priya = as_priya(arrive(1280, script=True), place, token)
    _, digits = starts(priya, here, "Sunday group", "One tablet is passed round")
    context = arrive(820, script=True)
    tablet = context.new_page()
    tablet.clock.install()
    on_tablet(tablet, digits.replace(" ", ""))
    begins(tablet, "A parent or carer")
    tablet.get_by_label("Good", exact=True).check(force=True)
    tablet.get_by_text("Not your answers?").click()
    tablet.get_by_role("button", name="Start again for the next person").click()
    expect(tablet.locator("h1")).to_have_text("It is your turn")
    begins(tablet, "A parent or carer")
    shows_nothing(tablet, [SECRET_WORDS])
    tablet.get_by_label("OK", exact=True).check(force=True)
    tablet.clock.fast_forward(9 * 60 * 1000)
    expect(tablet.get_by_label("OK", exact=True)).to_be_checked()
    tablet.clock.fast_forward(70 * 1000)
    tablet.clock.run_for(6_000)
    expect(tablet.locator("h1")).to_have_text("It is your turn")

    async def kept() -> list[list[str]]:
        found = await rows(
            "SELECT x.choices FROM answer x JOIN attendance a ON a.response = x.response"
            " JOIN group_session g ON g.id = a.session WHERE g.name = 'Sunday group' ORDER BY x.answered_at"
        )
        return [row["choices"] for row in found]

    assert place.does(kept) == [["good"], ["ok"]]


def test_a_tablet_without_javascript_clears_itself_too(
    place: Place, arrive: Arrive, consultation: tuple[str, str, str]
) -> None:
    here, slug, token = consultation
    priya = as_priya(arrive(1280, script=True), place, token)
    _, digits = starts(priya, here, "Monday group", "One tablet is passed round")
    tablet = arrive(820).new_page()
    on_tablet(tablet, digits.replace(" ", ""))
    begins(tablet)
    assert f"600; url=/s/{slug}/next" in tablet.content()
    answers_all(tablet)
    answer = tablet.reload()
    assert answer
    assert answer.headers["refresh"] == f"60; url=/s/{slug}/next"
    tablet.get_by_role("button", name="Pass it on").click()
    expect(tablet.locator("h1")).to_have_text("It is your turn")
    tablet.goto(f"/s/{slug}/thanks")
    expect(tablet.locator("h1")).to_have_text("This page was put away")


def test_priya_counts_hands_and_types_in_notes_without_javascript(
    place: Place, arrive: Arrive, consultation: tuple[str, str, str]
) -> None:
    here, _, token = consultation
    context = arrive(390)
    priya = Keyboard(as_priya(context, place, token))
    session, _ = starts(priya.page, here, "Evening group", "Each on their own phone")
    priya.opens(f"{session}/group")
    priya.follows("Count hands")
    for label, many in (("Good", "7"), ("Not good", "2")):
        priya.reaches(priya.page.locator(".hands").get_by_label(label, exact=True))
        priya.page.keyboard.type(many)
    priya.presses("Save and go on")
    priya.opens(f"{session}/notes/{CHANGE}")
    priya.reaches(priya.page.get_by_label("Type the notes, one a line"))
    priya.page.keyboard.type("Quiet room")
    priya.page.keyboard.press("Enter")
    priya.page.keyboard.type("Longer lunch")
    priya.presses("Save the notes")
    priya.sees("Saved 2 notes.")
    priya.presses("Take away Longer lunch")
    priya.sees("1 note kept")
    priya.presses("Put it back Longer lunch")
    priya.sees("2 notes kept")
    priya.opens(f"{session}/group")
    priya.sees("Good 7, Not good 2. The group’s answer: Good")
