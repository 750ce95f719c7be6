"""Starting and stopping all of it on one machine: the database, the migrations, the demo, the site and the worker."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engage.embedded import Embedded
from engage.settings import Settings, SettingsMistake, read_settings, settings


@contextmanager
def database() -> Iterator[str]:
    """The URL of the database: the one given, or one started in the data folder and stopped afterwards."""
    given = _settings()
    if given.database_url:
        yield given.database_url
        return
    embedded = Embedded(given.data / "postgres")
    try:
        url = embedded.ensure("engage")
        os.environ["ENGAGE_DATABASE_URL"] = url
        settings.cache_clear()
        yield url
    finally:
        os.environ.pop("ENGAGE_DATABASE_URL", None)
        settings.cache_clear()
        embedded.stop()


def _settings() -> Settings:
    try:
        return read_settings(os.environ)
    except SettingsMistake as mistake:
        print(mistake, file=sys.stderr)
        raise SystemExit(2) from mistake


def run() -> int:
    """Start everything and wait; Ctrl-C or SIGTERM stops all of it in order."""
    _settings()
    if taken := _port_is_taken(settings()):
        print(taken, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _as_interrupt)
    with database():
        if code := _child("migrate"):
            return code
        if settings().demo and (code := subprocess.call([sys.executable, "-m", "engage.demo"])):
            return code
        return _serve(settings())


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _port_is_taken(given: Settings) -> str | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((given.host, given.port))
        except OSError:
            return f"Something else is using port {given.port}. Set ENGAGE_PORT to another one, such as 8001."
    return None


def _child(command: str) -> int:
    return subprocess.call([sys.executable, "-m", "engage.cli", command])


def site_command(given: Settings) -> list[str]:
    """The server process."""
    return [
        sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "engage.app:create_app",
        "--host", given.host, "--port", str(given.port), "--workers", str(given.workers),
        "--no-access-log", "--log-level", "warning", "--backpressure", "64",
        "--workers-kill-timeout", "10", "--respawn-failed-workers",
    ]  # fmt: skip


def _serve(given: Settings) -> int:
    # their own process groups, so that Ctrl-C reaches this process alone and it stops them in order
    site = subprocess.Popen(site_command(given), start_new_session=True)
    worker = subprocess.Popen([sys.executable, "-m", "engage.cli", "worker"], start_new_session=True)
    try:
        _wait_until_answering(given, site)
        print(_greeting(given), flush=True)
        while site.poll() is None:
            if worker.poll() is not None:
                worker = subprocess.Popen(
                    [sys.executable, "-m", "engage.cli", "worker"], start_new_session=True
                )
            time.sleep(1)
        return site.returncode or 1
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for child in (site, worker):
            _stop(child)


def _stop(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _wait_until_answering(given: Settings, site: "subprocess.Popen[bytes]") -> None:
    address = f"http://{given.host}:{given.port}/health"
    for _ in range(300):
        if site.poll() is not None:
            return
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)


def _greeting(given: Settings) -> str:
    lines = ["", f"  The site is at {given.address}", "  Ctrl-C stops it; the data stay."]
    if given.demo:
        from engage.demo.sign_ins import sign_ins

        lines += ["", *sign_ins(given.address)]
    return "\n".join([*lines, ""])


def migrate() -> int:
    """Apply what is missing, oldest first."""
    environment = {**os.environ, "PICCOLO_CONF": "engage.piccolo_conf"}
    command = [sys.executable, "-m", "piccolo.main", "migrations", "forwards", "all"]
    told = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if told.returncode or "Traceback" in told.stderr:
        print(told.stdout, told.stderr, sep="\n", file=sys.stderr)
        return told.returncode or 1
    asyncio.run(_queue_is_ready(settings().database_url))
    return 0


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
    """Take the embedded database, the letters and the uploads away."""
    given = _settings()
    if given.database_url:
        print("ENGAGE_DATABASE_URL names a database of its own; reset it there.", file=sys.stderr)
        return 2
    if not sure and input(f"Everything in {given.data} goes. Type yes to go on: ").strip().lower() != "yes":
        print("Nothing was changed.")
        return 0
    for name in ("postgres", "letters"):
        shutil.rmtree(given.data / name, ignore_errors=True)
    print("Done. `make run` starts with a new database.")
    return 0


def import_framework(path: str) -> int:
    """Read a framework file into the plan register."""
    from engage.database import close_pool, open_pool
    from engage.plan.importing import import_file

    async def imported() -> int:
        await open_pool(1)
        try:
            return await import_file(Path(path))
        finally:
            await close_pool()

    with database():
        return asyncio.run(imported())
