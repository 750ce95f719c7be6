"""Background work: themes and letters, one process beside the site. Stopped and started at will, it goes on where it was."""

import asyncio
import contextlib
import json
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from uuid import UUID

import asyncpg
from pgqueuer.applications import PgQueuer
from pgqueuer.models import Job as QueuedJob

from engage.clock import now
from engage.database import AWAY, DatabaseAway, close_pool, connect, open_pool, writing
from engage.jobs import Job
from engage.outbox.posting import post_waiting
from engage.outbox.ways import Folder, Post, Smtp
from engage.respond import wishing
from engage.settings import Settings, settings
from engage.upkeep import settings_or_leave
from engage.web.log import set_up_logging
from surveys.attachments import sweep
from surveys.invitations.admission import forget_earlier
from surveys.marking import Sweep, found_in, mark

log = logging.getLogger("engage.worker")

_ASK_AGAIN_AFTER = 2.0  # seconds, while the database is away
_A_FEW = 20  # letters
_POST_EVERY = 2.0  # seconds between looks at the outbox; a letter's own job wakes the worker at once
_MARK_EVERY = 300.0  # seconds between looks for answers that look alike or came in a burst
_FORGET_EVERY = 600.0  # seconds until it is forgotten when somebody was written to who asked to be told
_LISTS_EVERY = 20.0  # seconds between looks at lists of addresses
_SWEEP_EVERY = 3_600.0  # seconds between looks for files that no answer names


def post_of(given: Settings) -> Post:
    """SMTP when it is set up, else a folder of .eml files."""
    return Smtp(given.smtp_url) if given.smtp_url else Folder(given.data / "letters")


async def post_letters(_: dict[str, str]) -> None:
    """Post what was just written: a few letters, as a worker that is told to stop waits for its jobs."""
    await post_waiting(post_of(settings()), settings().mail_from, now=now(), at_most=_A_FEW)


async def _post_all() -> None:
    """Post what waits in the outbox, until there is no more or the worker stops."""
    await post_waiting(post_of(settings()), settings().mail_from, now=now())


async def find_themes(about: dict[str, str]) -> None:
    """One run of the theming engine."""
    from engage.themes.running import find_themes as run

    await run(about["run"])


async def write_letters(about: dict[str, str]) -> None:
    """One round of letters to a list."""
    from engage.invitations.mail.sending import write_letters as write

    await write(UUID(about["mailing"]), now)


async def _look_after_lists() -> None:
    """Rounds whose job was lost go on, addresses that were refused are marked."""
    from engage.invitations.mail.bouncing import take_refused
    from engage.invitations.mail.sending import write_waiting

    await write_waiting(now)
    async with writing():
        await take_refused()


async def _forget_lists() -> None:
    from engage.invitations.mail.keeping import sweep as forget

    async with writing():
        await forget(now())


WORK: dict[Job, Callable[[dict[str, str]], Awaitable[None]]] = {
    Job.find_themes: find_themes,
    Job.post_letters: post_letters,
    Job.write_letters: write_letters,
}


async def _again_and_again(what: str, does: Callable[[], Awaitable[object]], every: float) -> None:
    """What goes wrong once is told, and tried again next time."""
    while True:
        try:
            await does()
        except AWAY as error:
            log.warning("%s wait: %s", what, type(error).__name__)
        except Exception:
            log.exception("%s wait", what)
        await asyncio.sleep(every)


def _marking(sweep_of_marks: Sweep) -> Callable[[], Awaitable[None]]:
    async def marks() -> None:
        for survey in await sweep_of_marks.changed():
            found = await found_in(survey)
            async with writing():
                await mark(survey, found)

    return marks


def _now_and_then() -> tuple[Coroutine[None, None, None], ...]:
    """What has to be done whether somebody asks for it or not."""
    return (
        _again_and_again("letters", _post_all, _POST_EVERY),
        _again_and_again("marks", _marking(Sweep()), _MARK_EVERY),
        _again_and_again("wishes", lambda: wishing.sweep(now()), _FORGET_EVERY),
        _again_and_again("lists", _look_after_lists, _LISTS_EVERY),
        _again_and_again("old lists", _forget_lists, _SWEEP_EVERY),
        _again_and_again("earlier lists of used codes", forget_earlier, _SWEEP_EVERY),
        _again_and_again("files", lambda: sweep(now()), _SWEEP_EVERY),
    )


async def work() -> None:
    """Work until told to stop. Raises one of AWAY when the database goes: what was being done is then done again."""
    told = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    if connection := await _reached(told):
        await open_pool(4)
        try:
            await _work_with(connection, told)
        finally:
            connection.terminate()
            await close_pool()


async def _reached(told: asyncio.Event) -> asyncpg.Connection | None:
    """The queue's own connection, as soon as there is a database; None when told to stop first."""
    while not told.is_set():
        try:
            return await connect(settings().database_url, timeout=5, command_timeout=60)
        except DatabaseAway as error:
            log.warning("waiting for the database: %s", error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), _ASK_AGAIN_AFTER)
    return None


async def _work_with(connection: asyncpg.Connection, told: asyncio.Event) -> None:
    queue = _queue(connection)
    gone = asyncio.Event()  # the queue itself would notice half a minute later
    connection.add_termination_listener(lambda _: gone.set())
    working = asyncio.create_task(queue.run(shutdown_on_listener_failure=True))
    tasks = [asyncio.create_task(one) for one in (*_now_and_then(), told.wait(), gone.wait())]
    try:
        await asyncio.wait({working, *tasks}, return_when=asyncio.FIRST_COMPLETED)
        if gone.is_set():
            raise DatabaseAway("the connection ended")
        queue.shutdown.set()
        await working
    finally:
        for task in (working, *tasks):
            task.cancel()


def _queue(connection: asyncpg.Connection) -> PgQueuer:
    queue = PgQueuer.from_asyncpg_connection(connection)
    for job, does in WORK.items():

        @queue.entrypoint(job.value, concurrency_limit=1)
        async def done(queued: QueuedJob, does: Callable[[dict[str, str]], Awaitable[None]] = does) -> None:
            await does(json.loads(queued.payload or b"{}"))

    return queue


def main() -> int:
    """The worker process. Ends with 0 when told to stop; the one that started it starts it again otherwise."""
    set_up_logging()
    if not settings_or_leave().database_url:
        print(
            "ENGAGE_DATABASE_URL: say which database to work with; `engage run` does it all.", file=sys.stderr
        )
        return 2
    try:
        asyncio.run(work())
    except AWAY as error:
        log.warning("database away: %s", type(error).__name__)
        return 1
    return 0
