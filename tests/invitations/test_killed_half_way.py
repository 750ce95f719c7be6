"""Five hundred letters to a list, by a worker process that is killed again and again: each address gets one."""

import asyncio
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from engage.database import rows, writing
from engage.invitations.mail import keeping, sending
from engage.invitations.mail.wording import Words
from engage.outbox.posting import MAY_NOT_HAVE_GONE
from tests.cast import Cast
from tests.consultations.makers import opened, seen_by
from tests.invitations.lists import Mail, kept, mail_server
from tests.invitations.test_letters import report
from tests.running.house import ROOT, environment

pytestmark = pytest.mark.drill

MANY = 500
KILLED_AT = (40, 160, 161, 330)  # letters that have arrived
WITHIN = 60.0  # seconds


class Workers:
    """The worker, started and killed."""

    def __init__(self, folder: Path, **given: str) -> None:
        self._environment = environment(ENGAGE_DATA=str(folder), ENGAGE_SECRET="s" * 40, **given)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "engage.cli", "worker"]
        self._process = subprocess.Popen(command, env=self._environment, cwd=ROOT, stderr=subprocess.DEVNULL)

    def end(self, sign: signal.Signals = signal.SIGKILL) -> None:
        if self._process:
            self._process.send_signal(sign)
            self._process.wait(15)
        self._process = None

    def command(self, *words: str, stdin: bytes) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "engage.cli", *words], env=self._environment, cwd=ROOT, input=stdin, timeout=60,
            capture_output=True, check=False,
        )  # fmt: skip


@pytest.fixture
def workers(tmp_path: Path, database: str) -> Iterator[Callable[[Mail], Workers]]:
    made: list[Workers] = []

    def work(mail: Mail) -> Workers:
        made.append(
            Workers(tmp_path, ENGAGE_DATABASE_URL=database, ENGAGE_SMTP_URL=mail.url, ENGAGE_MAIL_FROM="voices@example.org")
        )  # fmt: skip
        return made[-1]

    yield work
    for one in made:
        one.end()


async def _until(is_so: Callable[[], bool], what: str) -> None:
    for _ in range(int(WITHIN / 0.005)):
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"not within {WITHIN:.0f} s: {what}")


async def _ask(cast: Cast, here: str, batch: UUID) -> None:
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        asked = await sending.send(
            await cast.actor("Priya"), seen, batch, 0, Words("Tell us", "Here: {link}"), now=datetime.now(UTC)
        )
    assert isinstance(asked, UUID), asked


async def test_a_worker_killed_four_times_loses_no_letter_and_sends_none_twice(
    cast: Cast, workers: Callable[[Mail], Workers]
) -> None:
    here = await opened(cast)
    everybody = {f"jo{n}@example.org" for n in range(MANY)}
    async with mail_server() as mail:
        worker = workers(mail)
        batch = await kept(cast, here, *sorted(everybody))
        await _ask(cast, here, batch)
        for at in KILLED_AT:
            worker.start()
            await _until(lambda at=at: len(mail.received.letters) >= at, f"{at} letters")  # type: ignore[misc]
            worker.end()
        worker.start()
        for _ in range(600):
            (left,) = await rows(
                "SELECT count(*) AS n, count(*) FILTER (WHERE posted_at IS NULL) AS waiting FROM letter"
            )
            if left["n"] == MANY and not left["waiting"]:
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.5)
        worker.end(signal.SIGTERM)
    doubled = {to: n for to, n in Counter(mail.to).items() if n > 1}
    assert not doubled
    missing = everybody - set(mail.to)
    unsure = await rows("SELECT 1 FROM letter WHERE trouble = $1", MAY_NOT_HAVE_GONE)
    # whatever could not be known is told; a kill between two steps of the kernel is that rare
    assert len(missing) <= len(unsure) <= len(KILLED_AT)
    assert not missing
    (told,) = await rows("SELECT written, done_at FROM mailing")
    assert told["written"] == MANY
    assert told["done_at"]


async def test_a_worker_that_is_told_to_stop_ends_the_letter_it_has_in_its_hands(
    cast: Cast, workers: Callable[[Mail], Workers]
) -> None:
    here = await opened(cast)
    async with mail_server() as mail:
        worker = workers(mail)
        await _ask(cast, here, await kept(cast, here, *(f"jo{n}@example.org" for n in range(200))))
        worker.start()
        await _until(lambda: len(mail.received.letters) >= 30, "30 letters")
        worker.end(signal.SIGTERM)
        (told,) = await rows(
            "SELECT count(posted_at) AS posted, count(nullif(trouble, '')) AS troubled FROM letter"
        )
        assert told["posted"] == len(mail.received.letters) < 200
        assert told["troubled"] == 0


async def test_the_command_for_letters_that_came_back_marks_their_address(
    cast: Cast, workers: Callable[[Mail], Workers]
) -> None:
    here = await opened(cast)
    async with mail_server() as mail:
        worker = workers(mail)
        batch = await kept(cast, here, "a@example.org")
        await _ask(cast, here, batch)
        await sending.write_waiting(lambda: datetime.now(UTC))
        assert await mail.post() == 1
        told = worker.command("bounced", stdin=report(str(mail.received.letters[0]["Message-ID"])))
        assert (told.returncode, told.stdout) == (0, b"Marked.\n")
        assert [one.words for one in await keeping.bounced_of(batch)] == ["a@example.org"]
        told = worker.command("bounced", stdin=b"Subject: I am away\n\nBack on Monday")
        assert told.returncode == 0
        assert b"Nothing was changed" in told.stdout
