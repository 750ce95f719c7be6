"""A phone that loses its signal in the middle of a survey: a real worker, a real browser, and nothing readable on the disk."""

import importlib.resources
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engage.database import rows
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from tests.journeys.conftest import Place
from tests.respond.road import YES_NO, open_survey

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CANARY = "zebra lamp canary"
FEEL, HELP, ONLY, DRAW, WHY, COUNT = (
    "q_feeling1", "q_gethelp1", "q_onlyifno", "q_drawing1", "q_tochange", "q_howmany1",
)  # fmt: skip
READY = """async () => {
  await navigator.serviceWorker.ready;
  for (let n = 0; n < 100; n++) {
    const cache = await caches.open('questions'), keys = await cache.keys();
    if (navigator.serviceWorker.controller && keys.some(one => one.url.includes('/offline/'))) return true;
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
}"""
DISK = """async () => {
  const told = [];
  for (const { name, version } of await indexedDB.databases()) {
    const db = await new Promise(done => { const r = indexedDB.open(name, version); r.onsuccess = () => done(r.result) });
    for (const store of db.objectStoreNames) {
      const all = await new Promise(done => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result) });
      told.push(name + ' ' + store + ' ' + JSON.stringify(all));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) told.push(one.url + ' ' + await (await cache.match(one)).text());
  }
  for (const kept of [localStorage, sessionStorage]) told.push(JSON.stringify({ ...kept }));
  return told;
}"""
WAITING = """() => new Promise(done => {
  const asked = indexedDB.open('outbox');
  asked.onsuccess = () => {
    if (!asked.result.objectStoreNames.contains('waiting')) return done(0);
    const counted = asked.result.transaction('waiting').objectStore('waiting').count();
    counted.onsuccess = () => { asked.result.close(); done(counted.result) };
  };
})"""


def survey() -> Definition:
    """A rule, a drawing, a number with limits and free text."""
    return Definition(
        title={"en": "School without signal"},
        sections=(
            Section(
                id="s_1",
                title={"en": "How it is now"},
                questions=(
                    Question(id=FEEL, kind=QuestionKind.feeling_scale, text={"en": "How is school?"}),
                    Question(
                        id=HELP,
                        kind=QuestionKind.single_choice,
                        text={"en": "Do you get help?"},
                        options=YES_NO,
                    ),
                    Question(
                        id=ONLY,
                        kind=QuestionKind.many,
                        text={"en": "What would help?"},
                        options=(
                            Option(code="time", text={"en": "More time"}),
                            Option(code="people", text={"en": "More people"}),
                        ),
                        show_if=f"{HELP} is no and {FEEL} is any of (bad, awful)",
                    ),
                    Question(id=COUNT, kind=QuestionKind.number, text={"en": "How many?"}, low=0, high=50),
                    Question(id=DRAW, kind=QuestionKind.drawing, text={"en": "Draw your school"}),
                    Question(id=WHY, kind=QuestionKind.long_text, text={"en": "What would you change?"}),
                ),
            ),
        ),
    )


@pytest.fixture(scope="module")
def slug(place: Place) -> str:
    async def opened() -> str:
        return (await open_survey(made=survey())).slug

    return place.does(opened)


@pytest.fixture
def context(browser: Browser, place: Place) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, base_url=place.address)
    made.set_default_timeout(10_000)
    yield made
    made.close()


def begun(context: BrowserContext, slug: str, look: str = "light.std.calm") -> Page:
    """At the first question, with the worker ready and the questions at hand."""
    context.add_cookies([{"name": "display", "value": look, "domain": "127.0.0.1", "path": "/"}])
    page = context.new_page()
    page.goto(f"/s/{slug}")
    page.locator("input[name=group]").last.check(force=True)
    page.locator("input[name=how]").first.check(force=True)
    page.locator("main form .acts button").first.click()
    page.goto(f"/s/{slug}/q/{FEEL}")
    assert page.evaluate(READY), "the worker did not get ready"
    return page


def pick(page: Page, code: str) -> None:
    page.locator(f"input[value='{code}']").check(force=True)


def press(page: Page, button: str = "next") -> None:
    page.locator(f"main button[value={button}]").click()
    page.wait_for_load_state()


def heading(page: Page) -> str:
    return page.locator("h1").inner_text().strip()


def answers(place: Place, slug: str) -> dict[str, tuple[str, list[str], str]]:
    """What the newest response of the survey holds."""

    async def found() -> dict[str, tuple[str, list[str], str]]:
        told = await rows(
            "SELECT a.question_id, a.state, a.choices, a.text FROM answer a WHERE a.response ="
            " (SELECT r.id FROM response r JOIN survey s ON s.id = r.survey WHERE s.slug = $1"
            "  ORDER BY r.started_at DESC LIMIT 1)",
            slug,
        )
        return {row["question_id"]: (row["state"], list(row["choices"]), row["text"]) for row in told}

    return place.does(found)


def sent(place: Place, slug: str) -> dict[str, Any]:
    async def found() -> dict[str, Any]:
        told = await rows(
            "SELECT r.completed_at, r.may_quote FROM response r JOIN survey s ON s.id = r.survey"
            " WHERE s.slug = $1 ORDER BY r.started_at DESC LIMIT 1",
            slug,
        )
        return told[0]

    return place.does(found)


def until_sent(page: Page) -> None:
    for _ in range(60):
        if page.evaluate(WAITING) == 0:
            return
        time.sleep(0.1)
    raise AssertionError("answers still wait")


def judged(page: Page, what: str) -> list[str]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, rules: {'target-size': {enabled: true}}})",
        RULES,
    )
    wrong = [
        f"{what}: {one['id']} at {node['target'][0]}" for one in found["violations"] for node in one["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{what}: scrolls sideways")
    return wrong


def test_a_whole_survey_goes_on_without_signal_and_is_sent_by_itself(
    context: BrowserContext, place: Place, slug: str
) -> None:
    page = begun(context, slug)
    pick(page, "bad")
    press(page)
    context.set_offline(True)
    pick(page, "no")
    press(page)
    assert heading(page) == "What would help?", "the rule knows what was answered with signal and without"
    expect(page.locator("#outbox > div > p")).to_have_text("1 answer is waiting to send.")
    pick(page, "time")
    press(page)
    page.locator("#answer").fill("99")
    press(page)
    assert page.locator("#wrong a").inner_text() == "Write a number from 0 to 50"
    assert page.locator("#answer").input_value() == "99"
    page.locator("#answer").fill("3")
    press(page)
    assert heading(page) == "Draw your school"
    assert "needs signal" in page.locator("main").inner_text()
    page.locator("textarea").fill("It is big.")
    press(page)
    page.locator("textarea").fill(CANARY)
    press(page)
    assert heading(page) == "That was the last question"
    disk = page.evaluate(DISK)
    assert any("outbox waiting" in one and '"body"' in one for one in disk)
    for secret in (CANARY, "It is big", '"time"]', "zebra"):
        assert not [one[:200] for one in disk if secret in one and "/offline/" not in one.split(" ")[0]]
    assert not [one for one in disk if CANARY in one]
    press(page, "next")
    assert "Tick the box" in page.locator("#wrong").inner_text()
    page.locator("input[name=agree]").check(force=True)
    page.locator("input[name=quote]").check(force=True)
    press(page, "next")
    assert heading(page) == "Your answers are not sent yet"
    # that everything is to be sent is no answer
    expect(page.locator("#outbox > div > p")).to_have_text("5 answers are waiting to send.")
    context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Thank you. We have your answers.", timeout=15_000)
    until_sent(page)
    kept = answers(place, slug)
    assert kept[HELP] == ("given", ["no"], "")
    assert kept[ONLY] == ("given", ["time"], "")
    assert kept[COUNT] == ("given", [], "3")
    assert kept[DRAW] == ("given", [], "It is big.")
    assert kept[WHY] == ("given", [], CANARY)
    assert sent(place, slug)["completed_at"]
    assert sent(place, slug)["may_quote"]
    assert page.locator(".code").inner_text().count("–") == 2


def test_back_shows_what_was_said_and_an_empty_page_takes_nothing_away(
    context: BrowserContext, place: Place, slug: str
) -> None:
    page = begun(context, slug)
    pick(page, "good")
    press(page)
    pick(page, "yes")
    press(page)
    assert heading(page) == "How many?"
    context.set_offline(True)
    page.locator("#answer").fill("7")
    press(page)
    press(page, "back")
    assert page.locator("#answer").input_value() == "7"
    press(page, "back")
    assert heading(page) == "Do you get help?"
    press(page)
    assert heading(page) == "How many?", "an empty page is no answer, and the rule still knows the one before"
    page.reload()
    assert page.locator("#answer").input_value() == "7", "the page itself remembers"
    context.set_offline(False)
    press(page)
    until_sent(page)
    kept = answers(place, slug)
    assert kept[HELP] == ("given", ["yes"], "")
    assert kept[COUNT] == ("given", [], "7")
    assert heading(page) == "Draw your school"
    assert page.locator("input[type=file]").count() == 1, "with signal the page is the ordinary one again"


def test_a_page_that_is_closed_loses_nothing_that_was_sealed(
    context: BrowserContext, place: Place, slug: str
) -> None:
    page = begun(context, slug)
    context.set_offline(True)
    pick(page, "great")
    press(page)
    page.close()
    page = context.new_page()
    page.goto(f"/s/{slug}/q/{HELP}")
    assert heading(page) == "You have no signal"
    expect(page.locator("#outbox > div > p")).to_have_text("1 answer is waiting to send.")
    context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Do you get help?")  # it looks again by itself
    until_sent(page)
    assert answers(place, slug)[FEEL] == ("given", ["great"], "")


def test_what_waits_can_be_deleted(context: BrowserContext, place: Place, slug: str) -> None:
    page = begun(context, slug)
    context.set_offline(True)
    pick(page, "great")
    press(page)
    page.locator("#outbox summary").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.locator("#outbox")).to_be_hidden()
    context.set_offline(False)
    page.goto(f"/s/{slug}/q/{HELP}")
    assert FEEL not in answers(place, slug)


def test_answers_of_one_person_never_land_in_the_next_ones(
    context: BrowserContext, place: Place, slug: str
) -> None:
    page = begun(context, slug)
    context.set_offline(True)
    pick(page, "awful")
    press(page)
    # the next person's place comes while the answer still waits
    context.route("**/sealed", lambda route: route.abort())
    context.set_offline(False)
    page.goto(f"/s/{slug}")
    page.locator("input[name=group]").last.check(force=True)
    page.locator("input[name=how]").first.check(force=True)
    page.locator("main form .acts button").first.click()
    context.unroute("**/sealed")
    page.goto(f"/s/{slug}/q/{FEEL}")
    until_sent(page)
    assert answers(place, slug) == {}
    assert page.locator("input:checked").count() == 0


def test_leaving_the_device_leaves_nothing_but_what_waits_locked(
    context: BrowserContext, place: Place, slug: str
) -> None:
    page = begun(context, slug)
    pick(page, "great")
    press(page)
    press(page, "stop")
    page.get_by_role("button", name="I have my words. Clear this page").click()
    page.wait_for_load_state()
    page.goto(f"/s/{slug}")
    assert [one for one in page.evaluate(DISK) if not one.endswith(("[]", "{}"))] == []
    page = begun(context, slug)
    context.set_offline(True)
    pick(page, "great")
    press(page)
    context.route("**/sealed", lambda route: route.abort())
    context.set_offline(False)
    page.goto(f"/s/{slug}")
    expect(page.locator("#outbox > div > p")).to_have_text("1 answer is waiting to send.")
    assert judged(page, "the first page") == []


def test_a_browser_that_keeps_nothing_answers_the_plain_way(
    browser: Browser, place: Place, slug: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=place.address, service_workers="block"
    )
    context.set_default_timeout(10_000)
    context.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('private') } })"
    )
    wrong: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"/s/{slug}")
    page.locator("input[name=group]").last.check(force=True)
    page.locator("input[name=how]").first.check(force=True)
    page.locator("main form .acts button").first.click()
    page.goto(f"/s/{slug}/q/{FEEL}")
    page.wait_for_timeout(1_000)
    pick(page, "great")
    press(page)
    assert heading(page) == "Do you get help?"
    assert answers(place, slug) == {FEEL: ("given", ["great"], "")}
    assert not wrong
    context.close()


@pytest.mark.parametrize(("look", "width"), [("light.std.calm", 390), ("dark.easy.calm", 320)])
def test_pages_without_signal_are_judged_by_axe(
    browser: Browser, place: Place, slug: str, look: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, base_url=place.address, bypass_csp=True
    )
    page = begun(context, slug, look)
    context.set_offline(True)
    wrong: list[str] = []
    for n in range(6):
        if page.locator("input[value=no]").count():
            pick(page, "no")
        elif page.locator("input[value=bad]").count():
            pick(page, "bad")
        press(page)
        expect(page.locator("#outbox")).to_be_visible()
        wrong += judged(page, f"{look} {n} {heading(page)}")
    page.goto(f"/s/{slug}/stopped")
    wrong += judged(page, f"{look} stopped")
    page.goto(f"/s/{slug}/thanks")
    wrong += judged(page, f"{look} sent")
    page.goto(f"/s/{slug}/check")
    wrong += judged(page, f"{look} away or end")
    context.close()
    assert not wrong, "\n".join(wrong)
