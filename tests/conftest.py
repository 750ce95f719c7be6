"""One PostgreSQL a test process, migrated once, and emptied for each test that asks for `database`."""

import asyncio
import os
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

DATABASE = "engage_test"
# Nothing but the history of migrations is in a fresh database. Emptying takes a tenth of the time of making one anew.
EMPTY = """
DO $$ DECLARE one record; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE last_value > 1 AND sequencename <> 'migration_id_seq' LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', one.sequencename);
    END LOOP;
    FOR one IN SELECT tgrelid::regclass AS owner, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D' LOOP
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', one.owner, one.tgname);
    END LOOP;
END $$
"""

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


@pytest.fixture(autouse=True)
def english() -> None:
    """A request has a language of its own; a test that speaks another one outside of any request leaves none behind."""
    from engage.web import languages

    languages.speak("en")


@pytest.fixture(scope="session")
def server() -> Iterator[Embedded]:
    """A real PostgreSQL of this test process. Nothing has to survive a power cut, so it does not wait for the disk."""
    folder = Path(
        tempfile.mkdtemp(prefix="engage-")
    )  # a short path: a Unix socket's name has to fit in 107 bytes
    embedded = Embedded(folder / "pg")
    url = embedded.ensure(DATABASE)

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
    """The URL of an empty database, with the engine of this process pointing at it."""
    from engage import database as engine_module
    from engage.accounts.place import forget_site
    from engage.web.languages import turn_on
    from engage.web.reviewed import look_again

    forget_site()
    look_again()
    turn_on(())
    url = server.url(DATABASE)
    connection = await asyncpg.connect(url, server_settings={"lock_timeout": "10s"})
    await connection.execute(EMPTY)
    await connection.close()
    os.environ.update(ENGAGE_DATABASE_URL=url, ENGAGE_DATA=str(data_folder), ENGAGE_SECRET="s" * 40)
    settings_module.settings.cache_clear()
    engine_module.engine.config = {"dsn": url}
    await engine_module.open_pool(4)
    yield url
    await engine_module.close_pool()
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
