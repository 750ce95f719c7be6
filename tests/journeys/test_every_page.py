"""Every page there is, opened as somebody who may, and judged by axe on a phone: as it is and in Easy Read, light and dark."""

import importlib.resources
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from engage.accounts import sessions
from engage.clock import now
from engage.database import rows, writing
from engage.outbox import letters
from engage.web.security import SESSION_COOKIE
from tests.access_rows import ROWS
from tests.journeys.conftest import ROOT, Place

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAYS = {"standard": "light.std.calm", "easy": "light.easy.calm"}
DARK = "document.documentElement.dataset.theme = document.querySelector('meta[name=color-scheme]').content = 'dark'"
# all that a dark page may get wrong when the light one is right
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
DEMO = True  # the demo's own pages, too
# files, JSON and pages that only pass on to another one
NOT_PAGES = re.compile(
    r"\.csv|\.txt|\.pdf$|/qr\.|\.png$|\.ics$|/progress$|/offline/\{version|\.js$|key\.json$|/static/|/health|/file/\{kind|/file/\{file|/files/\{file:uuid\}/body|/scan$|/media/\{file"
)


@pytest.fixture(scope="module")
def demo(place: Place) -> Place:
    """A site with the whole demonstration in it."""
    environment = {**os.environ, **place.environment}
    subprocess.run([sys.executable, "-m", "engage.demo"], env=environment, cwd=ROOT, check=True)
    return place


@pytest.fixture(scope="module")
def ids(demo: Place) -> Mapping[str, str]:
    """A real thing for every name that stands in a path."""

    async def found() -> dict[str, str]:
        wanted = {
            "draft": "SELECT c.id FROM consultation c JOIN survey s ON s.id = c.survey WHERE s.state = 'draft'",
            "open": "SELECT c.id FROM consultation c JOIN survey s ON s.id = c.survey WHERE s.state = 'open' ORDER BY s.created_at LIMIT 1",
            "closed": "SELECT c.id FROM consultation c JOIN survey s ON s.id = c.survey WHERE s.state = 'closed'",
            "slug": "SELECT slug AS id FROM survey WHERE state = 'open' ORDER BY created_at LIMIT 1",
            "closed_slug": "SELECT slug AS id FROM survey WHERE state = 'closed'",
            "sending": "SELECT c.id FROM consultation c JOIN response r ON r.survey = c.survey JOIN attachment a ON a.response = r.id LIMIT 1",
            "file": "SELECT id FROM attachment LIMIT 1",
            "theme": "SELECT theme AS id FROM entry WHERE stage = 'published' LIMIT 1",
            "entry": "SELECT id FROM entry WHERE stage = 'published' LIMIT 1",
            "waiting": "SELECT id FROM entry WHERE stage = 'waiting'",
            "question": "SELECT draft->'sections'->0->'questions'->0->>'id' AS id FROM survey WHERE state = 'draft'",
            "question_id": "SELECT draft->'sections'->0->'questions'->0->>'id' AS id FROM survey WHERE state = 'open' ORDER BY created_at LIMIT 1",
            "letter": "SELECT id FROM letter WHERE purpose = 'x' LIMIT 1",
            "batch": "SELECT b.id FROM invitation_batch b JOIN survey s ON s.id = b.survey WHERE s.state = 'open' AND b.kind = 'cards' ORDER BY s.created_at, b.name DESC LIMIT 1",
            "list": "SELECT b.id FROM invitation_batch b WHERE b.kind = 'email' LIMIT 1",
            "form": "SELECT id FROM paper_form WHERE state = 'entered' ORDER BY number LIMIT 1",
            "differing": "SELECT id FROM paper_form WHERE state = 'differs' LIMIT 1",
            "session": "SELECT id FROM group_session LIMIT 1",
            "hands": "SELECT question_id AS id FROM hand_count LIMIT 1",
            "notes": "SELECT regexp_replace(question_id, '[.][0-9]+$', '') AS id FROM answer WHERE format = 'notes' LIMIT 1",
            "section": "SELECT draft->'sections'->0->>'id' AS id FROM survey WHERE state = 'draft'",
        }
        async with writing():
            await letters.write(
                purpose="x", to="grace@example.org", subject="Hello", body="Hello\n\nhttp://x/y", now=now()
            )
        return {name: str((await rows(sql))[0]["id"]) for name, sql in wanted.items()}

    return demo.does(found)


def _paths(ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each page's address with who opens it: nobody, Ana (officer), Priya (who builds) or Grace (who looks after it)."""
    who = {
        "people:manage": "Grace",
        "letters:read": "Grace",
        "audit:read": "Grace",
        "consultations:build": "Priya",
        "consultations:share": "Priya",
    }
    for row, asks in ROWS.items():
        method, path = row.split()
        if method != "GET" or NOT_PAGES.search(path):
            continue
        state = "closed" if "/themes" in path or "/reopen" in path else "draft"
        state = (
            "open"
            if "/close" in path
            or "/share" in path
            or "/answers" in path
            or "/reach" in path
            or "/cards" in path
            or "/forms" in path
            or "/letters" in path
            or "/sessions" in path
            else state
        )
        state = "sending" if "/files" in path else state
        address = path.replace("{consultation:uuid}", ids[state]).replace("{slug:str}", ids["slug"])
        name = "entry" if "/check" not in path else "waiting"
        address = address.replace("{entry:uuid}", ids[name])
        address = address.replace("/letters/{batch:uuid}", f"/letters/{ids['list']}")
        address = address.replace("/languages/{code:str}", "/languages/ur")
        for kind in ("hands", "notes"):
            address = address.replace(f"/{kind}/{{screen:str}}", f"/{kind}/{ids[kind]}")
        address = address.replace("{form:uuid}/settle", f"{ids['differing']}/settle")
        address = re.sub(r"\{(\w+):\w+\}", lambda found: ids.get(found[1], "x" * 43), address)
        if path == "/staff/entries/new":
            address += f"?theme={ids['theme']}"
        if path.endswith("/reach/match"):
            address += "?of=Age"
        if path.endswith("/questions/new"):
            address += "?kind=many"
        yield (
            address,
            ""
            if asks == "anybody"
            else who.get(asks, "Priya" if "/consultations" in path and "/themes" not in path else "Ana"),
        )
    yield f"/s/{ids['closed_slug']}", ""
    yield "/staff/consultations/" + ids["closed"], "Ana"
    yield "/what-changed?view=table", ""
    yield "/nothing-here", ""


Sign = Callable[[BrowserContext, str], None]


@pytest.fixture
def signs(demo: Place) -> Sign:
    """Put somebody's session into a browser."""

    def signed(context: BrowserContext, name: str) -> None:
        async def session() -> str:
            found = await rows("SELECT id FROM person WHERE email = $1", f"{name.lower()}@example.org")
            async with writing():
                return await sessions.begin(found[0]["id"], "Test browser", now=now())

        context.add_cookies([{"name": SESSION_COOKIE, "value": demo.does(session), "url": demo.address}])

    return signed


def judged(page: Page, address: str) -> list[str]:
    """What is wrong with the page in its light look, and what with its colours in the dark one."""
    page.evaluate(AXE)
    wrong = _found(page, address, {"type": "tag", "values": RULES})
    page.evaluate(DARK)
    wrong += _found(page, f"{address} (dark)", {"type": "rule", "values": COLOURS})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{address}: scrolls sideways")
    return wrong


def _found(page: Page, address: str, only: Mapping[str, Any]) -> list[str]:
    rules = {"target-size": {"enabled": True}} if only["type"] == "tag" else {}
    found: dict[str, Any] = page.evaluate(
        "([only, rules]) => axe.run(document, {runOnly: only, rules, resultTypes: ['violations']})",
        [only, rules],
    )
    return [
        f"{address}: {one['id']} at {node['target'][0]}: {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, demo: Place, ids: Mapping[str, str], signs: Sign, way: str
) -> None:
    contexts: dict[str, BrowserContext] = {}
    wrong: list[str] = []
    opened = 0
    for address, who in _paths(ids):
        if who not in contexts:
            # the policy that keeps scripts out would keep axe out too
            contexts[who] = browser.new_context(
                viewport={"width": 390, "height": 844}, base_url=demo.address, bypass_csp=True, reduced_motion="reduce"
            )  # fmt: skip
            contexts[who].add_cookies([{"name": "display", "value": WAYS[way], "url": demo.address}])
            if who:
                signs(contexts[who], who)
        page = contexts[who].new_page()
        answer = page.goto(address)
        assert answer
        # a code that nobody was given has a page of its own, which says what to do
        if answer.status not in ({200} if who else {200, 404, 422}):
            wrong.append(f"{who} {address}: {answer.status}")
        wrong += judged(page, address)
        opened += 1
        page.close()
    for context in contexts.values():
        context.close()
    assert opened > 60
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/", "/surveys", "/what-changed", "/display", "/help", "/s/{slug}"])
def test_public_pages_reflow_at_400_percent(
    browser: Browser, demo: Place, ids: Mapping[str, str], path: str
) -> None:
    for look in ("light.std.calm", "light.easy.calm"):
        context = browser.new_context(viewport={"width": 320, "height": 256}, base_url=demo.address)
        context.add_cookies([{"name": "display", "value": look, "url": demo.address}])
        page = context.new_page()
        page.goto(path.replace("{slug}", ids["slug"]))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, (path, look)
        context.close()
