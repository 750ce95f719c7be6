"""The engine, and the one place where a transaction opens."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from engage.settings import settings

# What asyncpg raises when the server is away, starting, stopping or full. A page turns these into 503 with Retry-After.
AWAY: tuple[type[Exception], ...] = (
    asyncpg.InternalClientError,
    asyncpg.CannotConnectNowError,
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.DiskFullError,
    ConnectionError,
    FileNotFoundError,
    TimeoutError,
)


os.environ.setdefault("PICCOLO_CONF", "engage.piccolo_conf")  # how a table finds this engine


def _connection() -> dict[str, Any]:
    return {"dsn": settings().database_url or None, "timeout": 5}


class _Engine(PostgresEngine):
    """Piccolo connects while the module is imported, to look at versions and extensions; ours waits to be asked."""

    async def check_version(self) -> None:
        """Our PostgreSQL is pinned or documented."""

    async def prep_database(self) -> None:
        """No extensions are needed."""


engine = _Engine(config=_connection())


async def _nothing_to_reset(_: object) -> None:
    """No code of ours leaves settings, cursors or session locks on a connection, so a round trip is saved each time."""


async def open_pool(size: int | None = None) -> None:
    """Open this process's pool of connections. Raises one of AWAY when the server cannot be reached."""
    await engine.start_connection_pool(
        min_size=1, max_size=size or settings().pool_size, command_timeout=30, reset=_nothing_to_reset
    )


async def close_pool() -> None:
    """Close the pool, if one is open."""
    if engine.pool:
        await engine.close_connection_pool()


@asynccontextmanager
async def writing() -> AsyncIterator[PostgresTransaction]:
    """One transaction; whoever holds the request opens it, domain functions never do.

    Piccolo leaves its context variable set when COMMIT itself raises, which would make every later
    query of this task run on a dead connection, so it is put back here whatever happens.
    """
    token = engine.current_transaction.set(None)
    try:
        async with engine.transaction(allow_nested=False) as transaction:
            yield transaction
    finally:
        engine.current_transaction.reset(token)


async def rows(sql: str, *values: object) -> list[dict[str, Any]]:
    """Rows of one query in PostgreSQL's own words ($1, $2 …), inside the open transaction when there is one."""
    transaction = engine.current_transaction.get()
    if transaction:
        return [dict(row) for row in await transaction.connection.fetch(sql, *values)]
    assert engine.pool, "open_pool() first"
    async with engine.pool.acquire() as connection:
        return [dict(row) for row in await connection.fetch(sql, *values)]
