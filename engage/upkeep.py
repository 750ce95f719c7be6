"""Commands that look after the database: find or start it, bring it up to date, start over, read a plan in."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from engage.embedded import Embedded, NotStarted, remove
from engage.settings import Settings, SettingsMistake, read_settings, settings

NAME = "engage"  # of the database in the data folder
STOP_SIGNS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a supervisor, a closed terminal


def settings_or_leave() -> Settings:
    """The settings, or one sentence for each thing wrong with them and exit code 2."""
    try:
        return read_settings(os.environ)
    except SettingsMistake as mistake:
        print(mistake, file=sys.stderr)
    except OSError as error:
        print(f"ENGAGE_DATA: {error.filename} cannot be used ({error.strerror}).", file=sys.stderr)
    raise SystemExit(2)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Being told to stop waits until this is done, for the programs it starts too (Ctrl-C reaches them all)."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def server(given: Settings) -> Iterator[Embedded | None]:
    """PostgreSQL in the data folder for as long as the block lasts; None when the settings name another one."""
    if given.database_url:
        yield None
        return
    try:
        with undisturbed():
            embedded = Embedded(given.data / "postgres")
    except NotStarted as trouble:
        print(trouble, file=sys.stderr)
        raise SystemExit(2) from trouble
    try:
        yield embedded
    finally:
        use(None)
        with undisturbed():
            embedded.stop()


def use(url: str | None) -> None:
    """Which database this process and those it starts work with."""
    os.environ.pop("ENGAGE_DATABASE_URL", None)
    if url:
        os.environ["ENGAGE_DATABASE_URL"] = url
    settings.cache_clear()


@contextmanager
def database() -> Iterator[None]:
    """The database for one command: the one given, or the data folder's, stopped afterwards unless it is in use."""
    with server(settings_or_leave()) as embedded:
        if embedded:
            use(embedded.ensure(NAME))
        yield


def migrate() -> int:
    """Apply what is missing, oldest first. 2, with a sentence, when the database cannot be used."""
    with database():
        if trouble := asyncio.run(_trouble_with_database(settings().database_url)):
            print(trouble, file=sys.stderr)
            return 2
        environment = {**os.environ, "PICCOLO_CONF": "engage.piccolo_conf"}
        command = [sys.executable, "-m", "piccolo.main", "migrations", "forwards", "all"]
        told = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        if told.returncode or "Traceback" in told.stderr:
            print(told.stdout, told.stderr, sep="\n", file=sys.stderr)
            return told.returncode or 1
        asyncio.run(_queue_is_ready(settings().database_url))
        return 0


async def _trouble_with_database(url: str) -> str | None:
    from engage.database import DatabaseAway, connect

    try:
        connection = await connect(url, timeout=5)
    except DatabaseAway as away:
        return f"The database cannot be reached ({away}). Look at ENGAGE_DATABASE_URL, and whether it is running."
    version = connection.get_server_version()
    await connection.close()
    return None if version.major >= 15 else f"PostgreSQL 15 or newer is needed; this one is {version.major}."


async def _queue_is_ready(url: str) -> None:
    """The job queue keeps a schema of its own, and knows how to make and renew it."""
    import asyncpg
    from pgqueuer.queries import Queries

    connection = await asyncpg.connect(url or None)
    try:
        queue = Queries.from_asyncpg_connection(connection)
        await (queue.upgrade() if await queue.schema_is_installed() else queue.install())
    finally:
        await connection.close()


def reset(*, sure: bool) -> int:
    """Take the embedded database and the letters away."""
    given = settings_or_leave()
    if given.database_url:
        print("ENGAGE_DATABASE_URL names a database of its own; reset it there.", file=sys.stderr)
        return 2
    if not sure and not _is_sure(given):
        print("Nothing was changed.")
        return 0
    if not remove(given.data / "postgres"):
        print(f"The site is running from {given.data}. Stop it first (Ctrl-C).", file=sys.stderr)
        return 2
    shutil.rmtree(given.data / "letters", ignore_errors=True)
    print("Done. `make run` starts with a new database.")
    return 0


def _is_sure(given: Settings) -> bool:
    try:
        return input(f"Everything in {given.data} goes. Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False


_LARGEST_LETTER = 5_000_000  # bytes
_TRY_AGAIN = 75  # what a mail server understands as: keep the letter and bring it again


def bounced(letter: IO[bytes]) -> int:
    """Mark the address a letter came back from. 0 for any letter, so that a mail server never answers one with another;
    75 while the database is away."""
    raw = letter.read(_LARGEST_LETTER)
    with database():
        from engage.database import AWAY, close_pool, open_pool, writing
        from engage.invitations.mail.bouncing import read_report, take

        report = read_report(raw)
        if report is None:
            print("This letter says of no address that it does not work. Nothing was changed.")
            return 0

        async def marked() -> bool:
            await open_pool(1)
            try:
                async with writing():
                    return await take(report)
            finally:
                await close_pool()

        try:
            done = asyncio.run(marked())
        except AWAY as away:
            print(f"The database cannot be reached ({type(away).__name__}).", file=sys.stderr)
            return _TRY_AGAIN
    print("Marked." if done else "This letter went to no list that is kept. Nothing was changed.")
    return 0


def import_framework(path: str) -> int:
    """Read a framework file into the plan register."""
    with database():
        # the engine reads its settings when it is imported, so the database has to be known by then
        from engage.database import close_pool, open_pool
        from engage.plan.importing import import_file

        async def imported() -> int:
            await open_pool(1)
            try:
                return await import_file(Path(path))
            finally:
                await close_pool()

        return asyncio.run(imported())
