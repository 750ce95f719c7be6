"""The engine, the one place where a transaction opens, and what it looks like when PostgreSQL is away."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from engage.settings import settings


class DatabaseAway(Exception):
    """No connection could be made; the cause says why."""


# What a query raises when the server is away, starting, stopping, full, or gave up on it: nothing was kept, and the
# same thing may work in a moment. A page turns these into 503 with Retry-After.
AWAY: tuple[type[Exception], ...] = (
    DatabaseAway,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InvalidCachedStatementError,
    asyncpg.InternalClientError,
    asyncpg.InterfaceError,
    ConnectionError,
    TimeoutError,
)

_CONNECT_WITHIN = 5.0  # seconds, also for a free place in the pool
_ANSWER_WITHIN = 30.0  # seconds a query may take


os.environ.setdefault("PICCOLO_CONF", "engage.piccolo_conf")  # how a table finds this engine


def _connection() -> dict[str, Any]:
    return {"dsn": settings().database_url or None, "timeout": _CONNECT_WITHIN}


class _Engine(PostgresEngine):
    """Piccolo connects while the module is imported, to look at versions and extensions; ours waits to be asked."""

    async def check_version(self) -> None:
        """Our PostgreSQL is pinned or documented."""

    async def prep_database(self) -> None:
        """No extensions are needed."""

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> list[asyncpg.Record]:
        """Piccolo waits for a free connection for ever; ours gives up."""
        async with borrowed() as connection:
            return list(await connection.fetch(query, *(args or ())))


engine = _Engine(config=_connection())


async def _nothing_to_reset(_: object) -> None:
    """No code of ours leaves settings, cursors or session locks on a connection, so a round trip is saved each time."""


async def connect(*arguments: Any, **options: Any) -> asyncpg.Connection:
    """A connection of one's own, made as `asyncpg.connect` makes it. Raises DatabaseAway, whatever the reason."""
    try:
        return await asyncpg.connect(*arguments, **options)
    except (OSError, asyncpg.PostgresError, *AWAY) as error:
        raise DatabaseAway(type(error).__name__) from error


async def open_pool(size: int | None = None) -> None:
    """Open this process's pool. It connects when it is first asked, so a site can start before its database."""
    await engine.start_connection_pool(
        min_size=0,
        max_size=size or settings().pool_size,
        command_timeout=_ANSWER_WITHIN,
        connect=connect,
        reset=_nothing_to_reset,
    )


async def close_pool() -> None:
    """Close the pool, if one is open."""
    if engine.pool:
        await engine.close_connection_pool()


@asynccontextmanager
async def borrowed() -> AsyncIterator[asyncpg.Connection]:
    """A connection of the pool, given back whatever happens. Raises one of AWAY."""
    assert engine.pool, "open_pool() first"
    async with engine.pool.acquire(timeout=_CONNECT_WITHIN) as connection:
        yield connection


@asynccontextmanager
async def writing() -> AsyncIterator[PostgresTransaction]:
    """One transaction; whoever holds the request opens it, domain functions never do.

    Opened here and not by Piccolo, which keeps the connection and its context variable for good when COMMIT itself
    raises: a few of those and the pool is empty. Whatever COMMIT raises reaches the caller, so nothing that may not
    have been kept is told as kept.
    """
    assert engine.current_transaction.get() is None, "writing() does not belong inside writing()"
    async with borrowed() as connection:
        transaction = PostgresTransaction(engine)
        transaction.connection = connection
        token = engine.current_transaction.set(transaction)
        try:
            async with connection.transaction():
                yield transaction
        finally:
            engine.current_transaction.reset(token)


async def rows(sql: str, *values: object) -> list[dict[str, Any]]:
    """Rows of one query in PostgreSQL's own words ($1, $2 …), inside the open transaction when there is one."""
    if transaction := engine.current_transaction.get():
        return [dict(row) for row in await transaction.connection.fetch(sql, *values)]
    async with borrowed() as connection:
        return [dict(row) for row in await connection.fetch(sql, *values)]
