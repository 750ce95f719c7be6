"""One PostgreSQL a test process, a migrated template, and a fresh copy of it for each test that asks for `database`."""

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings as hypothesis

from engage import settings as settings_module
from engage.embedded import Embedded
from tests.cast import Cast, gather_cast
from tests.visitor import Visitor

TEMPLATE = "engage_template"

# Hypothesis: enough examples to find what is wrong in a run that people wait for; HYPOTHESIS_PROFILE=long looks longer.
hypothesis.register_profile("everyday", max_examples=40, deadline=None)
hypothesis.register_profile("long", max_examples=1_000, deadline=None)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

# One process does a whole module, so those that take minutes begin first and the many quick ones fill what is left.
TAKES_MINUTES = (
    "test_every_page.py",
    "test_every_type.py",
    "test_running.py",
    "test_command.py",
    "test_before_it_opens.py",
    "test_sending_files.py",
    "test_the_road.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long modules first, the rest in the order (a random one) they are in."""
    items.sort(
        key=lambda item: TAKES_MINUTES.index(name) if (name := item.path.name) in TAKES_MINUTES else 99
    )


@pytest.fixture(scope="session")
def server() -> Iterator[Embedded]:
    """A real PostgreSQL of this test process. Nothing has to survive a power cut, so it does not wait for the disk."""
    folder = Path(
        tempfile.mkdtemp(prefix="engage-")
    )  # a short path: a Unix socket's name has to fit in 107 bytes
    embedded = Embedded(folder / "pg")
    url = embedded.ensure(TEMPLATE)

    async def quick() -> None:
        connection = await asyncpg.connect(embedded.url())
        for statement in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            await connection.execute(f"ALTER SYSTEM SET {statement}")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.close()

    asyncio.run(quick())
    environment = {**os.environ, "ENGAGE_DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "-m", "engage.cli", "migrate"],
        env=environment,
        check=True,
    )
    yield embedded
    embedded.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site under test keeps its letters and its secret."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
async def database(server: Embedded, data_folder: Path) -> AsyncIterator[str]:
    """The URL of a fresh database, with the engine of this process pointing at it."""
    from engage import database as engine_module
    from engage.accounts.place import forget_site
    from engage.web.languages import turn_on
    from engage.web.reviewed import look_again

    forget_site()
    look_again()
    turn_on(())
    name = f"t_{secrets.token_hex(6)}"
    admin = await asyncpg.connect(server.url())
    await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}" STRATEGY FILE_COPY')
    os.environ.update(
        ENGAGE_DATABASE_URL=server.url(name), ENGAGE_DATA=str(data_folder), ENGAGE_SECRET="s" * 40
    )
    settings_module.settings.cache_clear()
    engine_module.engine.config = {"dsn": server.url(name)}
    await engine_module.open_pool(4)
    yield server.url(name)
    await engine_module.close_pool()
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()
    os.environ.pop("ENGAGE_DATABASE_URL")
    settings_module.settings.cache_clear()


@pytest.fixture
async def cast(database: str) -> Cast:
    """Asha and Ben, Priya, Mo, Ana, Sam, Dee and Grace, made through the real functions."""
    return await gather_cast()


@pytest.fixture
async def visitor(database: str) -> AsyncIterator[Visitor]:
    """Somebody with a browser and no account, on the real application."""
    async with Visitor.arriving() as somebody:
        yield somebody
