"""Fifty times a phone loses its connection in the middle of a survey and gets it back, in a real browser with a real
worker: before and while an answer is sent, with its reply lost, with the page closed, with the server killed. What was
pressed Next on must be there afterwards, once. Also what going on without signal makes a phone load.
`python -m benchmarks.offline`"""

import asyncio
import gzip
import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

import asyncpg
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.page_weight import CHROMIUM, PHONE
from benchmarks.site import Site, a_survey, running_site, say
from engage import running
from engage.settings import settings
from surveys.definition import Definition, Question, QuestionKind, Section

PEOPLE, CYCLES_EACH = 10, 5
QUESTIONS = tuple(f"q_signal{n:02}" for n in range(2 * CYCLES_EACH))
READY = """async () => {
  for (let n = 0; n < 100; n++) {
    const keys = await (await caches.open('questions')).keys();
    if (navigator.serviceWorker.controller && keys.some(one => one.url.includes('/offline/'))) return true;
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
}"""
WAITING = """() => new Promise(done => {
  const asked = indexedDB.open('outbox');
  asked.onsuccess = () => {
    const counted = asked.result.transaction('waiting').objectStore('waiting').count();
    counted.onsuccess = () => { asked.result.close(); done(counted.result) };
  };
})"""


class Line(Enum):
    """What the connection does to a form or a sealed sending."""

    good = "good"
    loses_request = "loses_request"  # it never reaches the server
    loses_reply = "loses_reply"  # it does, and nobody hears of it
    dead = "dead"


@dataclass
class Road:
    """A connection between the browser and the server that can be cut at will."""

    to: int
    line: Line = Line.good
    cut: int = 0
    port: int = field(init=False)
    _listening: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        """One request a connection: `connection: close` is put into each, so that every one can be cut by itself."""
        with near, suppress(OSError, ValueError):
            asked = _request(near)
            if self.line is Line.dead or (self.line is Line.loses_request and asked.startswith(b"POST")):
                self.cut += 1
                return
            with socket.create_connection(("127.0.0.1", self.to), timeout=20) as far:
                far.sendall(asked.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
                told = b"".join(iter(lambda: far.recv(65_536), b""))
            if self.line is Line.loses_reply and asked.startswith(b"POST"):
                self.cut += 1
                return
            near.sendall(told)


def _request(near: socket.socket) -> bytes:
    asked = b""
    while b"\r\n\r\n" not in asked:
        piece = near.recv(65_536)
        if not piece:
            raise ValueError
        asked += piece
    head, _, body = asked.partition(b"\r\n\r\n")
    lines = [one for one in head.split(b"\r\n") if not one.lower().startswith(b"connection:")]
    length = next((int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += near.recv(65_536)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@dataclass
class Server:
    """The site's server, which can be killed and started again."""

    site: Site
    again: "subprocess.Popen[bytes] | None" = None

    def kill(self) -> None:
        pids = self.site.pids() if self.again is None else _tree(self.again.pid)
        for pid in reversed(pids):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.again:
            self.again.wait()

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self.again = subprocess.Popen(running.site_command(settings()), stdout=quiet, stderr=quiet)
        for _ in range(200):
            with suppress(OSError), urllib.request.urlopen(f"{self.site.address}/health", timeout=2):
                return
            time.sleep(0.1)
        raise SystemExit("the server did not start again")


def _tree(pid: int) -> list[int]:
    return Site("", 0, "", "", Definition(), pid).pids()


@dataclass
class Phone:
    """One person on their phone; `said` is what they pressed Next on."""

    context: BrowserContext
    page: Page
    slug: str
    name: int
    said: dict[str, str] = field(default_factory=dict)

    def answer(self) -> None:
        """Write something and press Next."""
        id = self.page.url.partition("/q/")[2].partition("?")[0]
        words = f"person {self.name} said {id}"
        self.page.locator("#answer").fill(words)
        self.page.locator("main button[value=next]").click()
        self.page.wait_for_function("id => !location.href.includes(id)", arg=id)
        self.page.wait_for_load_state()
        self.said[id] = words

    def all_sent(self) -> None:
        """Wait until nothing waits."""
        for _ in range(300):
            with suppress(Exception):  # a page that is just being opened anew
                if self.page.evaluate(WAITING) == 0:
                    return
            time.sleep(0.1)
        raise SystemExit(f"answers still wait on the phone of person {self.name}")

    def goes_on(self) -> None:
        """With signal, the survey is opened again where it is to go on."""
        self.page.goto(
            f"/s/{self.slug}/q/{QUESTIONS[len(self.said)]}"
            if len(self.said) < len(QUESTIONS)
            else f"/s/{self.slug}/check"
        )
        self.all_sent()


def begun(browser: Browser, address: str, slug: str, name: int) -> Phone:
    """At the first question, with everything at hand for going on without signal."""
    context = browser.new_context(**PHONE, base_url=address)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"/s/{slug}")
    page.locator("input[name=group][value=parent_carer]").check(force=True)
    page.locator("input[name=how]").first.check(force=True)
    page.locator("main form .acts button").first.click()
    page.wait_for_load_state()
    page.goto(f"/s/{slug}/q/{QUESTIONS[0]}")
    if not page.evaluate(READY):
        raise SystemExit("the worker did not get ready")
    return Phone(context, page, slug, name)


def cycles(road: Road, server: Server) -> list[Callable[[Phone], None]]:
    """The ways of losing the connection, each from two answers to having it back."""

    def before_posting(phone: Phone) -> None:
        phone.context.set_offline(True)
        phone.answer()
        phone.page.reload()
        phone.answer()
        phone.context.set_offline(False)
        phone.goes_on()

    def while_posting(phone: Phone) -> None:
        road.line = Line.loses_request
        phone.answer()
        road.line = Line.dead
        phone.answer()
        road.line = Line.good
        phone.goes_on()

    def reply_lost(phone: Phone) -> None:
        road.line = Line.loses_reply  # also of the first sealed sending: it comes again, and is known
        phone.answer()
        phone.answer()
        time.sleep(0.5)
        road.line = Line.good
        phone.goes_on()

    def page_closed(phone: Phone) -> None:
        phone.context.set_offline(True)
        phone.answer()
        phone.answer()
        phone.page.close()
        phone.context.set_offline(False)
        phone.page = phone.context.new_page()
        phone.goes_on()

    def server_killed(phone: Phone) -> None:
        server.kill()
        phone.answer()
        phone.answer()
        server.start()
        phone.goes_on()

    return [before_posting, while_posting, reply_lost, page_closed, server_killed]


def lost_and_doubled(url: str, said: list[dict[str, str]]) -> tuple[int, int]:
    """What is missing or other than it was said, and what is there more than once."""

    async def found() -> list[asyncpg.Record]:
        connection = await asyncpg.connect(url)
        try:
            return list(
                await connection.fetch(
                    "SELECT response, question_id, text, revision FROM answer WHERE state = 'given'"
                )
            )
        finally:
            await connection.close()

    rows = asyncio.run(found())
    told = [row["text"] for row in rows]
    wanted = [words for one in said for words in one.values()]
    lost = sum(words not in told for words in wanted)
    people = {row["response"] for row in rows}
    doubled = len(told) - len(set(told)) + sum(row["revision"] > 1 for row in rows) + len(people) - len(said)
    return lost, doubled


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def asked() -> Definition:
    """Ten questions for words."""
    made = tuple(
        Question(id=id, kind=QuestionKind.short_text, text={"en": f"Question {n}?"}, max_length=100)
        for n, id in enumerate(QUESTIONS, start=1)
    )
    return Definition(
        title={"en": "Signal"}, sections=(Section(id="s_1", title={"en": "One"}, questions=made),)
    )


def without_worker(browser: Browser, road: Road, slug: str) -> dict[str, str]:
    """The control: one answer sent on a cut connection by a browser that has no worker. It has to be lost."""
    context = browser.new_context(**PHONE, base_url=f"http://127.0.0.1:{road.port}", service_workers="block")
    page = context.new_page()
    page.goto(f"/s/{slug}")
    page.locator("input[name=group][value=parent_carer]").check(force=True)
    page.locator("input[name=how]").first.check(force=True)
    page.locator("main form .acts button").first.click()
    page.locator("#answer").fill("said without a worker")
    road.line = Line.loses_request
    page.locator("main button[value=next]").click()
    page.wait_for_url("chrome-error://**")
    road.line = Line.good
    context.close()
    return {QUESTIONS[0]: "said without a worker"}


def dropped(site: Site, road: Road, server: Server) -> tuple[int, list[dict[str, str]], dict[str, str]]:
    """Every cycle of every person: how many there were, what was said, and what was said in the control."""
    said: list[dict[str, str]] = []
    done = 0
    with a_browser() as browser:
        for name in range(PEOPLE):
            phone = begun(browser, f"http://127.0.0.1:{road.port}", site.slug, name)
            for cycle in cycles(road, server):
                cycle(phone)
                done += 1
            said.append(phone.said)
            phone.context.close()
        return done, said, without_worker(browser, road, site.slug)


def drops() -> dict[str, float]:
    """Drop, return, and count what is there."""
    with running_site(definition=asked()) as site:
        road, server, begin = Road(site.port), Server(site), time.monotonic()
        done, said, control = dropped(site, road, server)
        seconds = time.monotonic() - begin
        lost, doubled = lost_and_doubled(site.database_url, said)
        control_lost, _ = lost_and_doubled(site.database_url, [control])
        server.kill()
        road.close()
    return {
        "drop_and_return_cycles": done,
        "answers_said_without_signal": sum(map(len, said)),
        "connections_cut": road.cut,
        "answers_lost": lost,
        "answers_doubled": doubled,
        "answers_lost_without_the_worker_of_1": control_lost,
        "seconds_of_cycles": seconds,
    }


def weights() -> dict[str, float]:
    """Bytes of the worker and of the questions of a survey of 10 and of 60, as sent; and how long the larger takes to make."""
    told: dict[str, float] = {}
    for questions in (10, 60):
        with running_site(definition=a_survey(questions)) as site, a_browser() as browser:
            page = browser.new_page(base_url=site.address)
            page.goto(f"/s/{site.slug}")
            page.locator("input[name=group][value=parent_carer]").check(force=True)
            page.locator("input[name=how]").first.check(force=True)
            page.locator("main form .acts button").first.click()
            page.goto(f"/s/{site.slug}/q/{site.definition.questions[0].id}")
            path = page.locator("[name=place]").get_attribute("data-kit") or ""
            begin = time.monotonic()
            with urllib.request.urlopen(site.address + path) as reply:
                body = reply.read()
            assert json.loads(gzip.decompress(body))["pages"]
            told[f"bytes_questions_of_{questions}"] = len(body)
            told[f"seconds_first_questions_of_{questions}"] = time.monotonic() - begin
            with urllib.request.urlopen(f"{site.address}/s/worker.js") as reply:
                told["bytes_worker"] = len(gzip.compress(reply.read(), 9))
    return told


def main() -> None:
    """Weigh, drop and return, and print."""
    say(**weights())
    say(**drops())


if __name__ == "__main__":
    main()
