"""Background work: themes and letters, one process beside the site. Stopped and started at will, it goes on where it was."""

import asyncio
import json
import logging
import signal
from collections.abc import Awaitable, Callable

import asyncpg
from pgqueuer.applications import PgQueuer
from pgqueuer.models import Job as QueuedJob

from engage.clock import now
from engage.database import AWAY, close_pool, open_pool
from engage.jobs import Job
from engage.outbox.letters import Folder, Post, Smtp, post_waiting
from engage.settings import Settings, settings
from engage.web.log import set_up_logging

log = logging.getLogger("engage.worker")

_POST_EVERY = 2.0  # seconds between looks at the outbox; a letter's own job wakes the worker at once


def post_of(given: Settings) -> Post:
    """SMTP when it is set up, else a folder of .eml files."""
    return Smtp(given.smtp_url) if given.smtp_url else Folder(given.data / "letters")


async def post_letters(_: dict[str, str]) -> None:
    """Post what waits in the outbox."""
    await post_waiting(post_of(settings()), settings().mail_from, now=now())


async def find_themes(about: dict[str, str]) -> None:
    """One run of the theming engine."""
    from engage.themes.running import find_themes as run

    await run(about["run"])


WORK: dict[Job, Callable[[dict[str, str]], Awaitable[None]]] = {
    Job.find_themes: find_themes,
    Job.post_letters: post_letters,
}


async def _letters_now_and_then() -> None:
    while True:
        try:
            await post_letters({})
        except AWAY as error:
            log.warning("letters wait: %s", type(error).__name__)
        await asyncio.sleep(_POST_EVERY)


async def work() -> None:
    """Work until told to stop."""
    await open_pool(4)
    connection = await asyncpg.connect(settings().database_url or None)
    queue = PgQueuer.from_asyncpg_connection(connection)
    for job, does in WORK.items():

        @queue.entrypoint(job.value, concurrency_limit=1)
        async def done(queued: QueuedJob, does: Callable[[dict[str, str]], Awaitable[None]] = does) -> None:
            await does(json.loads(queued.payload or b"{}"))

    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, queue.shutdown.set)
    letters = asyncio.create_task(_letters_now_and_then())
    try:
        await queue.run()
    finally:
        letters.cancel()
        await connection.close()
        await close_pool()


def main() -> int:
    """The worker process. Ends with 0 when told to stop; the one that started it starts it again otherwise."""
    set_up_logging()
    try:
        asyncio.run(work())
    except AWAY as error:
        log.warning("database away: %s", type(error).__name__)
        return 1
    return 0
