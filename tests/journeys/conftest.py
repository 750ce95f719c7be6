"""A whole site of this test's own: real processes for the pages and the worker, a real browser in front of them."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from engage.embedded import Embedded

T = TypeVar("T")
ROOT = Path(__file__).parent.parent.parent
CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), "")
# as root there is no sandbox to be had; the rest keeps the browser from calling home
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Place:
    """A running site: where it is, and a way to do something inside its database."""

    address: str
    data: Path
    database_url: str
    demo: bool = False

    def does(self, act: Callable[[], Awaitable[T]]) -> T:
        """Run one of our own functions against the site's database, in one event loop of its own."""
        from engage import database
        from engage.settings import settings

        os.environ.update(self.environment)
        settings.cache_clear()
        database.engine.config = {"dsn": self.database_url}

        async def done() -> T:
            await database.open_pool(2)
            try:
                return await act()
            finally:
                await database.close_pool()

        try:
            # the browser's own event loop runs in this thread
            with ThreadPoolExecutor(1) as elsewhere:
                return elsewhere.submit(lambda: asyncio.run(done())).result()
        finally:
            for name in self.environment:
                os.environ.pop(name, None)
            settings.cache_clear()

    @property
    def environment(self) -> dict[str, str]:
        port = self.address.rpartition(":")[2]
        return {
            "ENGAGE_DATABASE_URL": self.database_url,
            "ENGAGE_DATA": str(self.data),
            "ENGAGE_PORT": port,
            "ENGAGE_WORKERS": "1",
            "ENGAGE_DEMO": "1" if self.demo else "0",
            "ENGAGE_SECRET": "journey-" + "s" * 40,
        }

    def letter_with(self, words: str, seconds: float = 20) -> str:
        """The newest posted letter that holds these words."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for path in sorted(
                self.data.glob("letters/*.eml"), key=lambda p: p.stat().st_mtime, reverse=True
            ):
                text = path.read_text("utf-8")
                if words in text:
                    return text
            time.sleep(0.2)
        raise AssertionError(f"no letter with {words!r} was posted")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not start")


@pytest.fixture(scope="module")
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A fresh site with nothing in it, stopped and swept away afterwards; a demo where the module says DEMO = True."""
    folder = Path(tempfile.mkdtemp(prefix="engage-"))
    embedded = Embedded(folder / "pg")
    is_demo = getattr(request.module, "DEMO", False)
    address = f"http://127.0.0.1:{_free_port()}"
    site = Place(address, folder / "data", embedded.ensure("engage"), is_demo)
    environment = {**os.environ, **site.environment}
    subprocess.run([sys.executable, "-m", "engage.cli", "migrate"], env=environment, check=True, cwd=ROOT)
    port = site.address.rpartition(":")[2]
    pages = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "engage.app:create_app"]
    pages += ["--host", "127.0.0.1", "--port", port, "--workers", "1", "--no-ws", "--log-level", "warning"]
    log = (folder / "log.txt").open("wb")
    running = [
        subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        for command in (pages, [sys.executable, "-m", "engage.cli", "worker"])
    ]
    try:
        _wait_for(site.address)
        yield site
    finally:
        for child in running:
            child.send_signal(signal.SIGTERM)
        for child in running:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
        log.close()
        embedded.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    assert CHROMIUM, "chromium is missing: `make chromium` installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser, place: Place) -> Iterator[Page]:
    """An old phone: 390 px wide, JavaScript off."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=place.address
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def link_in(letter: str) -> str:
    """The path of the first link of ours in a letter."""
    found = re.search(r"https?://[^/\s]+(/[\w/=-]+)", letter.replace("=\n", ""))
    assert found
    return found.group(1)
