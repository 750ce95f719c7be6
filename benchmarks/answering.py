"""What answering costs: people on kept connections open questions and press Next for a bounded time; then every answer
that was acknowledged is looked up in the database. `python -m benchmarks.answering [seconds]`"""

import asyncio
import json
import multiprocessing
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import asyncpg

from benchmarks.site import Site, running_site, say
from surveys.definition import QuestionKind
from surveys.receipts import token_hash

QUESTIONS = 10
PEOPLE = 24
CEILING_SECONDS = 3.0
HEADERS = "Host: 127.0.0.1:{port}\r\nAccept-Encoding: gzip, br\r\nConnection: keep-alive\r\n"
COOKIE = re.compile(rb"set-cookie: (visitor|answering)=\"?([^;\"]+)", re.IGNORECASE)
TOKEN = re.compile(rb'name="_token" value="([^"]+)"')


@dataclass
class Person:
    """One connection and what its browser remembers. `told` is what the site said it has kept."""

    port: int
    slug: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    told: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    async def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes]:
        """One request on the kept connection: status and (uncompressed where asked for) body."""
        body = urlencode({**fields, "_token": self.token}).encode() if fields is not None else b""
        head = f"{method} {path} HTTP/1.1\r\n" + HEADERS.format(port=self.port)
        if not self.token:
            head = head.replace("Accept-Encoding: gzip, br\r\n", "")  # the first page is read for its token
        if self.cookies:
            head += "Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()) + "\r\n"
        if fields is not None:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)
        raw = await self.reader.readuntil(b"\r\n\r\n")
        for name, value in COOKIE.findall(raw):
            self.cookies[name.decode().lower()] = value.decode()
        length = int(re.search(rb"content-length: (\d+)", raw, re.IGNORECASE)[1])  # type: ignore[index]
        answer = await self.reader.readexactly(length) if length else b""
        return int(raw[9:12]), answer

    async def start(self) -> None:
        """Open the first page and begin."""
        self.cookies.pop("answering", None)
        status, body = await self.send("GET", f"/s/{self.slug}")
        if found := TOKEN.search(body):
            self.token = found[1].decode()
        status, _ = await self.send("POST", f"/s/{self.slug}", {"group": "young_person", "how": "alone"})
        assert status == 303, status

    async def answer(self, question: str, value: str) -> None:
        """Look at a question and press Next."""
        path = f"/s/{self.slug}/q/{question}"
        status, _ = await self.send("GET", path)
        assert status == 200, status
        fields = {"seen": "", "who": "young_person:alone", "answer": value, "go": "next"}
        status, body = await self.send("POST", path, fields)
        assert status == 303, (status, body[:300])
        self.told.setdefault(self.cookies["answering"], {})[question] = [value]


def _value(kind: QuestionKind, codes: list[str], n: int) -> str:
    if codes:
        return codes[n % len(codes)]
    return (
        f"A quiet place at lunch, and teachers who read my plan. {n}"
        if kind is QuestionKind.long_text
        else f"{n}"
    )


def questions_of(site: Site) -> list[tuple[str, QuestionKind, list[str]]]:
    """What a person needs to know to answer."""
    faces = ["great", "good", "ok", "bad", "awful"]
    return [
        (one.id, one.kind, faces if one.kind is QuestionKind.feeling_scale else [o.code for o in one.options])
        for one in site.definition.questions
    ]


async def _drive(port: int, slug: str, asked: list[Any], people: int, seconds: float, out: Any) -> None:
    made = []
    for _ in range(people):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        made.append(Person(port, slug, reader, writer))
    count, until = 0, 0.0

    async def one(person: Person, n: int) -> None:
        nonlocal count
        while True:
            await person.start()
            for id, kind, codes in asked:
                if time.perf_counter() > until:
                    return
                n += 1
                await person.answer(id, _value(kind, codes, n))
                count += 1

    until = time.perf_counter() + seconds
    began = time.perf_counter()
    await asyncio.gather(*(one(person, n * 1000) for n, person in enumerate(made)))
    took = time.perf_counter() - began
    told: dict[str, Any] = {}
    for person in made:
        told |= person.told
        person.writer.close()
    out.send(json.dumps({"count": count, "took": took, "told": told}))


def _driven(port: int, slug: str, asked: list[Any], people: int, seconds: float, out: Any) -> None:
    asyncio.run(_drive(port, slug, asked, people, seconds, out))


def drive(site: Site, people: int, seconds: float) -> dict[str, Any]:
    """Let people answer from a process of their own; how many answers were acknowledged, and which."""
    mine, theirs = multiprocessing.Pipe()
    arguments = (site.port, site.slug, questions_of(site), people, seconds, theirs)
    child = multiprocessing.get_context("spawn").Process(target=_driven, args=arguments)
    child.start()
    if not mine.poll(seconds + 30):
        child.kill()
        raise SystemExit("nobody could answer; the reason is above")
    told = json.loads(mine.recv())
    child.join()
    assert isinstance(told, dict)
    return told


async def lost(site: Site, told: dict[str, dict[str, list[str]]]) -> int:
    """How many acknowledged answers the database does not have."""
    connection = await asyncpg.connect(site.database_url)
    found = await connection.fetch(
        "SELECT r.token_hash, a.question_id, a.choices, a.text FROM answer a JOIN response r ON r.id = a.response"
    )
    await connection.close()
    kept = {(row[0], row[1]): row[2] or [row[3]] for row in found}
    missing = 0
    for token, answers in told.items():
        for question, value in answers.items():
            missing += kept.get((token_hash(token), question)) != value
    return missing


CEILING = """
INSERT INTO answer (id, response, question_id, state, choices, text, format, language, answered_at, revision)
VALUES ($1, $2, $3, 'given', '{}', $4, 'std', 'en', now(), 1)
ON CONFLICT (response, question_id) DO UPDATE SET text = excluded.text, revision = answer.revision + 1
"""


async def ceiling(site: Site, seconds: float = CEILING_SECONDS, connections: int = 16) -> float:
    """Saves a second of a bare asyncpg loop on the same server: what no web application can pass."""
    pool = await asyncpg.create_pool(site.database_url, min_size=connections, max_size=connections)
    response = await pool.fetchval("SELECT id FROM response LIMIT 1")
    until, count = time.perf_counter() + seconds, 0

    async def one(n: int) -> None:
        nonlocal count
        async with pool.acquire() as connection:
            save = await connection.prepare(CEILING)
            while time.perf_counter() < until:
                await save.fetch(uuid4(), response, f"c_{n}_{count % 50}", "A quiet place at lunch")
                count += 1

    await asyncio.gather(*(one(n) for n in range(connections)))
    await pool.execute("DELETE FROM answer WHERE question_id LIKE 'c\\_%'")
    await pool.close()
    return count / seconds


def main(seconds: float = 12.0) -> None:
    """Measure and print."""
    with running_site(QUESTIONS) as site:
        drive(site, 4, 1.0)  # warm: templates compiled, pools filled
        before = site.cpu_seconds()
        told = drive(site, PEOPLE, seconds)
        used = site.cpu_seconds() - before
        say(
            answered=told["count"],
            cpu_ms_per_answered_question=1000 * used / told["count"],
            answered_per_second=told["count"] / told["took"],
            acknowledged_but_lost=asyncio.run(lost(site, told["told"])),
            ceiling_saves_per_second=asyncio.run(ceiling(site)),
            server_rss_mb=site.rss_mb(),
            server_pss_mb=site.pss_mb(),
        )


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:2]))
