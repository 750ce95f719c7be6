"""`engage run` from the first start to `engage reset`, stopped at every moment, with every process killed once."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from engage.database import rows, writing
from engage.demo.sources import source
from engage.embedded import Embedded
from engage.jobs import Job, ask_for
from engage.outbox.letters import write
from tests.running.house import ROOT, House, command, inside, status_of, until

pytestmark = pytest.mark.drill

PLAN = ROOT / "engage" / "demo" / "frameworks" / "wolverhampton-wsoa-2022.toml"


@pytest.fixture
def house() -> Iterator[House]:
    """A short path: a Unix socket's name has to fit in 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="engage-"))
    made = House(folder)
    yield made
    made.end()
    shutil.rmtree(folder, ignore_errors=True)


async def _count(url: str, table: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))
    finally:
        await connection.close()


def _nothing_is_left_of(house: House) -> bool:
    return not house.living() and not (house.postgres / "postmaster.pid").exists()


def _is_running(house: House, words: str) -> bool:
    return any(words in line for line in house.living().values())


def _has_ended(house: House, pid: int) -> bool:
    return pid not in house.living()


async def _write_a_letter() -> None:
    async with writing():
        await write(purpose="drill", to="a@example.org", subject="A", body="B", now=datetime.now(UTC))
        await ask_for(Job.post_letters)


async def _jobs_waiting() -> int:
    return int((await rows("SELECT count(*) AS n FROM pgqueuer"))[0]["n"])


async def test_it_starts_stops_keeps_its_data_and_starts_over(house: House) -> None:
    house.start()
    house.greets()
    assert f"http://127.0.0.1:{house.port}" in house.said
    assert house.health()["database"] == "ok"
    assert house.press_ctrl_c() == 0
    assert _nothing_is_left_of(house), house.living()
    assert "Traceback" not in house.said

    # another command uses the same database while the site runs, and leaves it running
    house.start()
    house.greets()
    read = command("import-framework", str(PLAN), **house.settings)
    assert read.returncode == 0, read.stderr
    plans = await _count(house.database_url, "framework")
    areas = await _count(house.database_url, "focus_area")
    assert plans == 1
    assert areas > 5
    assert house.answers() == 200
    refused = command("reset", "--yes", **house.settings)
    assert refused.returncode == 2
    assert "Stop it first" in refused.stderr
    assert house.answers() == 200
    assert house.tell(signal.SIGTERM) == 0
    assert _nothing_is_left_of(house), house.living()

    house.start()
    house.greets()
    assert await _count(house.database_url, "focus_area") == areas
    assert house.tell(signal.SIGHUP) == 0  # the terminal was closed
    assert _nothing_is_left_of(house), house.living()

    assert command("reset", **house.settings).stdout.count("Nothing was changed") == 1
    assert house.postgres.exists()
    assert command("reset", "--yes", **house.settings).returncode == 0
    assert not house.postgres.exists()
    house.start()
    house.greets()
    assert await _count(house.database_url, "framework") == 0
    assert house.tell(signal.SIGINT) == 0


def test_the_demonstration_prints_who_can_sign_in_and_every_link_leads_there(house: House) -> None:
    house.start(ENGAGE_DEMO="1")
    house.greets(180)
    address = f"http://127.0.0.1:{house.port}"
    staff = [one for one in source("people")["people"] if "young_person" not in one["roles"]]
    assert len(staff) >= 5
    lines = house.said.splitlines()
    for one in staff:
        line = next(line for line in lines if one["name"] in line)
        assert one["email"] in line
        assert status_of(line.split()[-1]) == 200
        assert line.split()[-1].startswith(f"{address}/demo#")
    assert f"{address}/sign-in" in house.said
    assert house.press_ctrl_c() == 0
    assert _nothing_is_left_of(house), house.living()


async def test_stopping_at_any_moment_of_the_start_leaves_nothing_running_and_nothing_half_made(
    house: House,
) -> None:
    moments: tuple[tuple[str, dict[str, str]], ...] = (
        ("initdb", {}),
        ("engage.cli migrate", {}),
        ("engage.demo", {"ENGAGE_DEMO": "1"}),
        ("granian", {}),
    )
    for words, more in moments:
        house.start(**more)
        until(partial(_is_running, house, words), 60, words)
        if words == "engage.demo":
            until(lambda: "themes, and what" in house.said, 60, "a demonstration half made")
        assert house.press_ctrl_c() == 0, house.said
        assert _nothing_is_left_of(house), (words, house.living())
        assert "Traceback" not in house.said, house.said
    house.start()
    house.greets()
    assert await _count(house.database_url, "person") == 0
    assert house.tell(signal.SIGTERM) == 0


def test_whatever_is_killed_comes_back(house: House) -> None:
    house.start()
    house.greets()

    def is_well() -> bool:
        kinds = ("granian", "engage.cli worker", "bin/postgres -D")
        return all(_is_running(house, kind) for kind in kinds) and house.answers() == 200

    for kind in ("engage.cli worker", "granian", "bin/postgres -D"):
        killed = house.pid_of(kind)
        os.kill(killed, signal.SIGKILL)
        until(partial(_has_ended, house, killed), 10, f"{kind} gone")
        until(is_well, 45, f"{kind} back")
    server = house.pid_of("granian")
    one_of_its_workers = max(pid for pid, line in house.living().items() if "granian" in line)
    assert one_of_its_workers != server
    os.kill(one_of_its_workers, signal.SIGKILL)
    workers = 3  # the server, and two that answer

    def are_all_there() -> bool:
        lines = house.living()
        return one_of_its_workers not in lines and sum("granian" in x for x in lines.values()) == workers

    until(are_all_there, 30, "the killed one is replaced")
    assert house.pid_of("granian") == server
    until(is_well, 10, "all well")
    inside(house.database_url, _write_a_letter)
    until(lambda: list(house.folder.glob("data/letters/*.eml")), 20, "the new worker posts letters")
    until(lambda: inside(house.database_url, _jobs_waiting) == 0, 20, "the new worker does jobs")
    assert house.press_ctrl_c() == 0
    assert _nothing_is_left_of(house), house.living()


def test_what_was_left_by_a_run_that_was_killed_is_taken_over_and_stopped(house: House) -> None:
    house.start()
    house.greets()
    assert house.process
    house.process.kill()
    house.process.wait()
    left = house.living()
    assert any("bin/postgres" in line for line in left.values())
    for pid, line in left.items():
        if "engage" in line and "postgres" not in line:
            os.kill(pid, signal.SIGKILL)
    house.start()
    house.greets()
    assert house.tell(signal.SIGTERM) == 0
    assert _nothing_is_left_of(house), house.living()


def test_a_database_of_ones_own_is_used_and_left_running(house: House, server: Embedded) -> None:
    server.drop("t_own")
    house.start(ENGAGE_DATABASE_URL=server.ensure("t_own"))
    house.greets()
    assert house.health()["database"] == "ok"
    assert not house.postgres.exists()
    assert house.tell(signal.SIGTERM) == 0
    assert not house.living()
    assert server.has("t_own")
    server.drop("t_own")
