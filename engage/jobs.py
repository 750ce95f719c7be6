"""Asking for work in the background: a job is a row of the act's own transaction, so it comes with the act or not at all."""

import json
from collections.abc import Mapping
from enum import StrEnum

from engage.database import engine


class Job(StrEnum):
    """Every kind of background work; the worker has one function for each."""

    find_themes = "find_themes"
    post_letters = "post_letters"
    write_letters = "write_letters"


async def ask_for(job: Job, about: Mapping[str, str] | None = None) -> None:
    """Queue one job. Must run inside `writing()`."""
    from pgqueuer.queries import Queries

    transaction = engine.current_transaction.get()
    assert transaction, "ask_for() belongs inside writing()"
    queue = Queries.from_asyncpg_connection(transaction.connection)
    await queue.enqueue([job.value], [json.dumps(dict(about or {})).encode()], [0])
