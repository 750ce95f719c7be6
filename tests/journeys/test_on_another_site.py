"""A survey's card on a page of somebody else's site, in a real browser with scripts off: it shows, it leads to the survey in
a tab of its own, it leaves nothing behind, and axe finds nothing in it at 280 and 320 pixels, light and dark."""

import importlib.resources
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from engage.consultations.on_websites import snippets
from surveys.authoring import draft_of, find_survey
from surveys.tables import Survey
from tests.journeys.conftest import Place
from tests.journeys.test_every_page import RULES
from tests.respond.road import Opened, open_survey

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def survey(place: Place) -> Opened:
    return place.does(open_survey)


@contextmanager
def _council(body: str) -> Iterator[str]:
    """Somebody else's site: another name, another port, and a page that has only what staff copied into it."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            words = (
                f'<!DOCTYPE html><html lang="en"><title>Local Offer</title><h1>Local Offer</h1>{body}</html>'
            )
            self.wfile.write(words.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _copied(place: Place, survey: Opened) -> tuple[str, str]:
    async def made() -> tuple[str, str]:
        found = await find_survey(survey.id)
        assert isinstance(found, Survey)
        copied = snippets(found, draft_of(found), f"{place.address}/s/{survey.slug}")
        return copied.link, copied.frame

    return place.does(made)


def test_the_copied_card_and_link_work_without_scripts_and_leave_no_cookie(
    browser: Browser, place: Place, survey: Opened
) -> None:
    link, frame = _copied(place, survey)
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    with _council(link + frame) as site:
        page.goto(site)
        card = page.frame_locator("iframe")
        assert card.get_by_role("heading", level=1).inner_text() == "School and you"
        assert page.locator("iframe").get_attribute("title") == "Survey: School and you"
        assert not context.cookies()
        with context.expect_page() as opened:
            card.get_by_role("link", name="Answer the survey").click()
        survey_page = opened.value
        survey_page.wait_for_load_state()
        assert survey_page.url == f"{place.address}/s/{survey.slug}"
        assert survey_page.get_by_role("button", name="Start").is_visible()
        # the page it came from is still there, and the plain link leads the same way
        assert page.url == site
        page.get_by_role("link", name="School and you", exact=True).click()
        assert page.url == f"{place.address}/s/{survey.slug}"
    context.close()


def test_nothing_but_the_card_shows_in_a_frame_of_another_site(
    browser: Browser, place: Place, survey: Opened
) -> None:
    context = browser.new_context()
    page = context.new_page()
    paths = (f"/s/{survey.slug}", "/my-words", f"/s/{survey.slug}/resume")
    with _council(
        "".join(f'<iframe src="{place.address}{path}" title="{path}"></iframe>' for path in paths)
    ) as site:
        page.goto(site, wait_until="networkidle")
        for frame in page.frames[1:]:
            assert not frame.url.startswith(place.address), frame.url
    context.close()


@pytest.mark.parametrize("width", [280, 320, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_fits_and_axe_finds_nothing(
    browser: Browser, place: Place, survey: Opened, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 480}, base_url=place.address, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    for way in ("", "?easy=yes"):
        page.goto(f"/s/{survey.slug}/embed{way}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert _wrong(page) == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(251, 246, 238)", "dark": "rgb(27, 23, 38)"}[scheme]
    assert not context.cookies()
    context.close()


def _wrong(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: Any = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}})",
        RULES,
    )
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]
