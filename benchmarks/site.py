"""A whole site in a temporary folder for a benchmark: embedded PostgreSQL with fsync on, migrated, one open survey, and
the server exactly as `engage run` starts it."""

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg

from engage import database, running, upkeep
from engage.embedded import Embedded
from engage.settings import settings
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Definition, Group, Section
from surveys.templates import template

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Site:
    """A running site: where, its database, the survey in it, and the processes that serve it."""

    address: str
    port: int
    database_url: str
    slug: str
    definition: Definition
    pid: int

    def pids(self) -> list[int]:
        """The server and its workers."""
        return [self.pid, *_children(self.pid)]

    def cpu_seconds(self) -> float:
        """What the server's processes have used so far."""
        return sum(cpu_seconds(pid) for pid in self.pids())

    def rss_mb(self) -> float:
        """What they hold in memory, pages they share counted in each."""
        return sum(_kb(pid, "status", "VmRSS:") for pid in self.pids()) / 1024

    def pss_mb(self) -> float:
        """The same with shared pages counted once: what the machine really gives."""
        return sum(_kb(pid, "smaps_rollup", "Pss:") for pid in self.pids()) / 1024


def _children(pid: int) -> list[int]:
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            found += [int(child), *_children(int(child))]
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of one process; 0 when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _kb(pid: int, file: str, line: str) -> int:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next((int(one.split()[1]) for one in lines if one.startswith(line)), 0)


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def a_survey(questions: int) -> Definition:
    """Questions of every kind in the proportions of a ready-made survey, repeated under new ids."""
    start = template("school-and-you")
    assert start
    asked = start.definition.questions
    made = tuple(asked[n % len(asked)].model_copy(update={"id": f"q_bench{n:03}"}) for n in range(questions))
    section = Section(id="s_1", title={"en": "How it is now"}, questions=made)
    return Definition(title=start.definition.title, intro=start.definition.intro, sections=(section,))


async def _open_survey(definition: Definition) -> str:
    now = datetime.now(UTC)
    await database.open_pool(2)
    dates = Dates(closes_at=now + timedelta(days=30))
    async with database.writing():
        survey = await authoring.create_draft(
            definition,
            "Northmere Parent Carers",
            [Group.young_person, Group.parent_carer],
            now,
            random.Random(7),
            dates,
        )
        opened = await authoring.open_survey(survey.id, now - timedelta(minutes=1))
    assert isinstance(opened, authoring.Opened), opened
    await database.close_pool()
    return survey.slug


async def _fsync(url: str) -> str:
    connection = await asyncpg.connect(url)
    told = await connection.fetchval("SHOW fsync")
    await connection.close()
    return str(told)


@contextmanager
def running_site(questions: int = 10, definition: Definition | None = None) -> Iterator[Site]:
    """A site for as long as the block lasts; nothing of it stays. Its survey is `definition`, or one of so many questions."""
    with tempfile.TemporaryDirectory(prefix="engage-bench-") as folder:
        embedded = Embedded(Path(folder) / "pg")
        try:
            url = embedded.ensure("bench")
            port = free_port()
            os.environ.update(
                ENGAGE_DATABASE_URL=url, ENGAGE_DATA=folder, ENGAGE_SECRET="b" * 40, ENGAGE_PORT=str(port)
            )
            settings.cache_clear()
            database.engine.config = {"dsn": url, "timeout": 5}
            assert asyncio.run(_fsync(url)) == "on"
            if upkeep.migrate():
                raise SystemExit("the migrations failed")
            definition = definition or a_survey(questions)
            slug = asyncio.run(_open_survey(definition))
            with _serving(Path(folder)) as server:
                yield Site(f"http://127.0.0.1:{port}", port, url, slug, definition, server.pid)
        finally:
            embedded.stop()


@contextmanager
def _serving(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(running.site_command(settings()), stdout=log, stderr=log)
        try:
            _wait(server, f"http://127.0.0.1:{settings().port}/health")
            yield server
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(server: "subprocess.Popen[bytes]", address: str) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site did not start; run `make assets` first")


def say(**figures: float | int | str) -> None:
    """Print each figure on a line of its own."""
    for name, value in figures.items():
        print(f"{name}={value:.2f}" if isinstance(value, float) else f"{name}={value}")
    sys.stdout.flush()
