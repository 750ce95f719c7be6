"""PostgreSQL is stopped and killed under people who are answering: what was acknowledged is kept, once, and what was
not is still on their page."""

import asyncio
import html
import re
import signal
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import asyncpg
import httpx
import pytest

from engage.web.forms import CSRF_FIELD
from surveys.receipts import token_hash
from tests.running.open_survey import QUESTIONS, Standing, standing

pytestmark = pytest.mark.drill

PEOPLE = 6
OUTAGES = (signal.SIGQUIT, signal.SIGKILL, signal.SIGKILL)  # pg_ctl stop -m immediate; kill -9
AWAY_FOR = 2.0
BACK_WITHIN = 5.0

Told = Mapping[tuple[str, str], str]  # what the site said it has kept: by place (hashed) and question


@dataclass
class Person:
    """Answers again and again until told to stop. One who boasts notes an answer as kept before sending it, and goes
    home at the first trouble: the control, whom the check must find out."""

    name: str
    client: httpx.AsyncClient
    slug: str
    boasts: bool = False
    token: str = ""
    place: str = ""
    told: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    async def send(self, method: str, path: str, **fields: str) -> httpx.Response:
        """One request, and what its answer must be like whatever happens."""
        sent = {CSRF_FIELD: self.token, **fields} if fields else None
        answer = await self.client.request(method, path, data=sent)
        status = answer.status_code
        self.seen[status] += 1
        if status >= 400 and status not in {422, 503}:
            self.wrong.append(f"{method} {path}: {status}")
        if status == 503 and not answer.headers.get("retry-after", "").isdigit():
            self.wrong.append(f"{method} {path}: 503 without Retry-After")
        if status == 503 and fields.get("answer", "") not in html.unescape(answer.text):
            self.wrong.append(f"{method} {path}: the words are gone")
        return answer

    async def begin(self) -> None:
        first = await self.send("GET", f"/s/{self.slug}")
        found = re.search(r'name="_token" value="([^"]+)"', first.text)
        assert found
        self.token = found[1]
        begun = await self.send("POST", f"/s/{self.slug}", group="young_person", how="alone")
        assert begun.status_code == 303, begun.text
        self.place = token_hash(self.client.cookies["answering"])

    async def answer(self, question: str, words: str) -> bool:
        """Open a question and press Next until it is kept."""
        path = f"/s/{self.slug}/q/{question}"
        while True:
            shown = await self.send("GET", path)
            mark = re.search(r'name="seen" value="([^"]*)"', shown.text)
            if self.boasts:
                self.told[self.place, question] = words
            if mark:
                kept = await self.send("POST", path, seen=mark[1], answer=words, go="next")
                if kept.status_code == 303:
                    self.told[self.place, question] = words
                    return True
            if self.boasts:
                return False
            await asyncio.sleep(0.2)

    async def answer_until(self, told_to_stop: asyncio.Event) -> None:
        n = 0
        while not told_to_stop.is_set():
            words = f"A quiet place at lunch & a teacher who knows me. {self.name} {n}"
            if not await self.answer(QUESTIONS[n % len(QUESTIONS)], words):
                return
            n += 1
            await asyncio.sleep(0.02)


async def _lost(site: Standing, told: Told) -> list[str]:
    """What was told as kept and is not there, and what is there twice."""
    connection = await asyncpg.connect(site.database_url)
    found = await connection.fetch(
        "SELECT r.token_hash, a.question_id, a.text FROM answer a JOIN response r ON r.id = a.response"
    )
    await connection.close()
    kept = {(row[0], row[1]): row[2] for row in found}
    times = Counter(row[2] for row in found)
    lost = [f"lost: {words}" for key, words in told.items() if kept.get(key) != words]
    return lost + [f"{count} times: {words}" for words, count in times.items() if count > 1]


async def _seconds_until_pages_answer(site: Standing) -> float:
    """Every process of the site in turn: a new connection each time, many in a row."""
    began = time.monotonic()
    in_a_row = 0
    while in_a_row < 12:
        assert time.monotonic() - began < 60, "pages never came back"
        async with httpx.AsyncClient(base_url=site.address, timeout=30) as one:
            answers = (await one.get(f"/s/{site.slug}")).status_code == 200
        in_a_row = in_a_row + 1 if answers else 0
    return time.monotonic() - began


async def _outage(site: Standing, sign: signal.Signals) -> float:
    await asyncio.sleep(1.5)
    await asyncio.to_thread(site.stop_postgres, sign)
    await asyncio.sleep(AWAY_FOR)
    await asyncio.to_thread(site.start_postgres)
    return await _seconds_until_pages_answer(site)


async def _drill(site: Standing) -> tuple[list[Person], list[float]]:
    stop = asyncio.Event()
    people = [
        Person(f"person {n}", httpx.AsyncClient(base_url=site.address, timeout=30), site.slug, boasts=n == 0)
        for n in range(PEOPLE + 1)
    ]
    for person in people:
        await person.begin()
    answering = [asyncio.create_task(person.answer_until(stop)) for person in people]
    waits = [await _outage(site, sign) for sign in OUTAGES]
    await asyncio.sleep(1.0)
    stop.set()
    await asyncio.wait_for(asyncio.gather(*answering), 60)
    for person in people:
        await person.client.aclose()
    return people, waits


def test_three_outages_lose_nothing_that_was_acknowledged_and_pages_are_back_within_seconds() -> None:
    with standing(workers=2) as site:
        (boaster, *people), waits = asyncio.run(_drill(site))
        statuses: Counter[int] = sum((person.seen for person in people), Counter())
        print(f"statuses: {dict(statuses)}; back after {[round(wait, 2) for wait in waits]} s")
        told = {key: words for person in people for key, words in person.told.items()}
        lost, found_out = asyncio.run(_lost(site, told)), asyncio.run(_lost(site, boaster.told))
        said = site.said
    assert not [line for person in (boaster, *people) for line in person.wrong]
    assert statuses[503] > PEOPLE, "nobody met an outage, so nothing was tried"
    assert statuses[303] > 50
    assert max(waits) < BACK_WITHIN
    assert lost == []
    assert found_out, "the control was not found out"
    assert '"level": "error"' not in said, said
