"""What happens inside one process when COMMIT fails, a connection dies, or the database is away before a handler begins."""

import asyncpg
import pytest

from engage import database as ours
from engage.database import AWAY, DatabaseAway, close_pool, connect, open_pool, rows, writing
from tests.cast import Cast
from tests.visitor import Visitor

TWICE = """CREATE TABLE once (n int, CONSTRAINT once_only UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)"""


async def test_a_commit_that_fails_keeps_nothing_and_gives_its_connection_back(database: str) -> None:
    await rows(TWICE)
    for _ in range(12):  # three times as many as the pool holds
        with pytest.raises(asyncpg.UniqueViolationError):
            async with writing():
                await rows("INSERT INTO once VALUES (1), (1)")
    async with writing():
        await rows("INSERT INTO once VALUES (2)")
    assert await rows("SELECT n FROM once") == [{"n": 2}]


async def test_a_connection_that_dies_is_told_and_the_next_one_works(database: str) -> None:
    for _ in range(12):
        with pytest.raises(AWAY):
            async with writing():
                await rows("SELECT pg_terminate_backend(pg_backend_pid())")
    assert await rows("SELECT 1 AS n") == [{"n": 1}]


async def test_a_pool_that_is_full_gives_up_instead_of_waiting_for_ever(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await close_pool()
    monkeypatch.setattr(ours, "_CONNECT_WITHIN", 0.2)
    await open_pool(1)
    async with writing():
        token = ours.engine.current_transaction.set(None)
        with pytest.raises(TimeoutError):
            await rows("SELECT 1")
        ours.engine.current_transaction.reset(token)


async def test_a_server_that_is_not_there_is_told_in_one_way(database: str) -> None:
    for url in ("postgresql://x@127.0.0.1:1/x", "postgresql://x@/x?host=/not/there", f"{database}_not"):
        with pytest.raises(DatabaseAway):
            await connect(url)


async def test_words_of_somebody_signed_in_are_kept_when_the_session_cannot_be_read(
    visitor: Visitor, cast: Cast
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    pool = ours.engine.pool
    assert pool
    await pool.close()
    try:
        words = "Forty minutes of typing about transport & lunch"
        answer = await visitor.post("/staff/consultations/new?from=home", {"title": words})
        stranger = await visitor.post("/staff/consultations/new", {"title": words}, token="of another page")
    finally:
        ours.engine.pool = None
        await open_pool(2)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert words.replace("&", "&amp;") in answer.text
    assert 'action="/staff/consultations/new?from=home"' in answer.text
    assert words.replace("&", "&amp;") not in stranger.text
