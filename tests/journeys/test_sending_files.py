"""Saying, showing and drawing an answer on a phone: with scripts and without, with a keyboard, in the dark and in Easy Read."""

import importlib.resources
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from engage.database import rows
from tests.journeys.conftest import CHROMIUM, FLAGS, Place
from tests.journeys.keyboard import Keyboard
from tests.respond.road import open_survey
from tests.respond.test_attaching import DRAW, SAY, SENDING, SHOW
from tests.surveys import files_made as made

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [("light.std.calm", 390), ("dark.std.calm", 390), ("light.easy.calm", 320), ("dark.easy.calm", 320)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium with a microphone that beeps and asks nobody."""
    pretend = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *pretend])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def slug(place: Place) -> str:
    """A survey that asks to be told, shown and drawn something."""

    async def opened() -> str:
        return (await open_survey(made=SENDING)).slug

    return place.does(opened)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "Willow Lane.jpg"
    path.write_bytes(made.photo())
    return path


def _begun(browser: Browser, place: Place, slug: str, look: str, width: int, **more: Any) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, base_url=place.address, **more)
    context.add_cookies([{"name": "display", "value": look, "url": place.address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"/s/{slug}")
    page.locator("input[name=group]").last.check(force=True)
    page.locator("input[name=how]").first.check(force=True)
    page.get_by_role("button", name="Start").last.click()
    page.wait_for_load_state()
    return page


def _judged(page: Page, what: str) -> list[str]:
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


def _kept(place: Place, slug: str) -> list[dict[str, Any]]:
    async def found() -> list[dict[str, Any]]:
        return await rows(
            """SELECT DISTINCT ON (r.started_at, f.question_id) f.question_id, f.media_type, f.body, a.text FROM attachment f
               JOIN response r ON r.id = f.response JOIN survey s ON s.id = r.survey
               JOIN answer a ON a.response = r.id AND a.question_id = f.question_id
                AND replace(f.id::text, '-', '') = ANY(a.choices)
               WHERE s.slug = $1 ORDER BY r.started_at DESC, f.question_id""",
            slug,
        )

    return place.does(found)


@pytest.mark.parametrize(("look", "width"), LOOKS)
def test_everything_is_recorded_drawn_and_shown_on_a_phone(
    browser: Browser, place: Place, slug: str, photo: Path, look: str, width: int
) -> None:
    page = _begun(browser, place, slug, look, width, bypass_csp=True)
    wrong: list[str] = []
    page.goto(f"/s/{slug}/q/{SAY}")
    wrong += _judged(page, "recorder")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator(".time")).to_have_text("1 second")
    wrong += _judged(page, "recording")
    page.get_by_role("button", name="Stop recording").click()
    expect(page.locator("[data-record] [role=status]")).to_contain_text("Your recording is ready")
    hear = page.locator("[data-record] .btn.plain")
    hear.click()
    expect(hear).to_have_text("Stop playing")
    page.get_by_role("button", name="Add it now").click()
    expect(page.locator(".sent-file audio")).to_be_visible()
    wrong += _judged(page, "kept recording")
    length = page.locator(".sent-file audio").evaluate(
        "a => new Promise(r => { if (a.duration) r(a.duration); a.onloadedmetadata = () => r(a.duration); a.onerror = () => r(-1) })"
    )
    assert 0.5 < length < 20

    page.goto(f"/s/{slug}/q/{DRAW}")
    board = page.locator("canvas")
    page.get_by_role("button", name="Red").click()
    page.get_by_role("button", name="Thick").click()
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=5)
    page.mouse.up()
    page.mouse.click(box["x"] + 60, box["y"] + 120)
    page.get_by_role("button", name="Undo").click()
    wrong += _judged(page, "board")
    page.get_by_role("button", name="Add it now").click()
    expect(page.locator(".sent-file img")).to_be_visible()
    wrong += _judged(page, "kept drawing")

    page.goto(f"/s/{slug}/q/{SHOW}")
    page.locator("#answer-words").fill("The park")
    page.locator("#file").set_input_files(photo)
    page.get_by_role("button", name="Next").last.click()
    page.goto(f"/s/{slug}/q/{SHOW}")
    expect(page.locator(".sent-file img")).to_be_visible()
    wrong += _judged(page, "kept photo")
    assert not wrong, "\n".join(wrong)
    kept = {one["question_id"]: one for one in _kept(place, slug)[:3]}
    assert {id: one["media_type"] for id, one in kept.items()} == {
        SAY: "audio/webm",
        SHOW: "image/jpeg",
        DRAW: "image/png",
    }
    assert not any(secret in kept[SHOW]["body"] for secret in made.SECRETS)
    page.context.close()


def test_a_recording_still_going_is_sent_by_whatever_button_comes_next(
    browser: Browser, place: Place, slug: str
) -> None:
    page = _begun(browser, place, slug, "light.std.calm", 390)
    page.goto(f"/s/{slug}/q/{SAY}")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator(".time")).to_have_text("1 second")
    with page.expect_navigation():
        page.get_by_role("button", name="Next question").last.click()
    page.goto(f"/s/{slug}/q/{SAY}")
    expect(page.locator(".sent-file audio")).to_be_visible()
    page.get_by_role("button", name="Take it away").click()
    expect(page.locator(".sent-file")).to_have_count(0)
    page.context.close()


def test_a_microphone_that_is_refused_leaves_the_file_field_and_the_words(
    browser: Browser, place: Place, slug: str
) -> None:
    page = _begun(browser, place, slug, "light.std.calm", 390)
    page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no'))")
    page.goto(f"/s/{slug}/q/{SAY}")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator("[data-record] [role=status]")).to_contain_text(
        "You can choose a recording below, or write"
    )
    expect(page.locator("#file")).to_be_focused()
    page.context.close()


@pytest.mark.parametrize("width", [390, 320])
def test_a_keyboard_without_scripts_is_enough(
    browser: Browser, place: Place, slug: str, photo: Path, width: int
) -> None:
    page = _begun(browser, place, slug, "light.std.calm", width, java_script_enabled=False)
    keyboard = Keyboard(page)
    for id, at in ((SHOW, photo), (SAY, made.SOUNDS / "beep.mp4")):
        page.goto(f"/s/{slug}/q/{id}")
        expect(page.locator("[data-record] button, canvas")).to_have_count(0)
        keyboard.writes("You can write", "These are my words")
        keyboard.reaches(page.locator("#file"))
        page.locator("#file").set_input_files(at)
        keyboard.presses("Add it now, and stay here")
        keyboard.sees("is saved.")
        expect(page.locator("textarea")).to_have_value("These are my words")
    keyboard.presses("Take it away")
    expect(page.locator(".sent-file")).to_have_count(0)
    expect(page.locator("textarea")).to_have_value("These are my words")
    page.context.close()


def test_what_is_far_too_large_is_told_with_every_word_still_there(
    browser: Browser, place: Place, slug: str, tmp_path: Path
) -> None:
    huge = tmp_path / "film.jpg"
    with huge.open("wb") as file:
        file.write(b"\xff\xd8\xff")
        file.truncate(200_000_000)
    page = _begun(browser, place, slug, "light.std.calm", 390, java_script_enabled=False)
    page.goto(f"/s/{slug}/q/{SHOW}")
    page.locator("#answer-words").fill("These are my words")
    page.locator("#file").set_input_files(huge)
    page.get_by_role("button", name="Help", exact=True).click()
    expect(page.locator("main")).to_contain_text("Call 999")
    page.get_by_role("button", name="Back to my question").click()
    expect(page.locator("#answer-words")).to_have_value("These are my words")
    page.locator("#file").set_input_files(huge)
    with page.expect_response(lambda answer: answer.request.method == "POST") as told:
        page.get_by_role("button", name="Next question").last.click()
    assert told.value.status == 413
    expect(page.locator("#file-error")).to_contain_text(
        "This picture is too big. Choose one that is smaller than 15 MB"
    )
    expect(page.locator("#answer-words")).to_have_value("These are my words")
    page.context.close()
