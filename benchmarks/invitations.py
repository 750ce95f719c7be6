"""Five thousand invitations: a list read and kept, letters queued, and posted to a real mail server on loopback by a worker
that is killed half-way. Counted at the server: what was lost, what came twice. `python -m benchmarks.invitations`"""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import xlsxwriter
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.site import free_port, running_site, say
from engage import database
from engage.access.actors import Actor
from engage.access.permissions import Role
from engage.accounts import people
from engage.consultations.policy import find_consultation_for
from engage.consultations.tables import Consultation
from engage.invitations.mail import keeping, sending
from engage.invitations.mail.files import read_list
from engage.invitations.mail.keeping import NewList
from engage.invitations.mail.lists import AddressList
from engage.invitations.mail.wording import first_words

MANY = 5_000
LONGEST_LIST = 10_000
WITHIN = 300.0  # seconds until we give up on letters that do not come


class _Inbox:
    """Counts letters by their Message-ID."""

    def __init__(self) -> None:
        self.ids: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        head = envelope.content.partition(b"\r\n\r\n")[0] if isinstance(envelope.content, bytes) else b""
        self.ids += [line for line in head.split(b"\r\n") if line.startswith(b"Message-ID:")]
        return "250 OK"


def _workbook(many: int) -> bytes:
    """A list as a school office keeps it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Families we may write to"])
    sheet.write_row(2, 0, ["Family", "Year", "E-mail"])
    for n in range(many):
        sheet.write_row(n + 3, 0, [f"Family {n}", n % 13, f"family{n}@example.org"])
    book.close()
    return out.getvalue()


async def _somebody() -> tuple[Actor, UUID]:
    """A forum's lead, and a consultation of theirs."""
    now = datetime.now(UTC)
    async with database.writing():
        forum = await people.found_organisation("Northmere Parent Carers", "forum")
        priya = await people.welcome("Priya", "priya@example.org", now=now)
        await people.join(priya, forum, Role.forum_lead)
        survey = (await database.rows("SELECT id FROM survey"))[0]["id"]
        consultation = Consultation(
            id=uuid4(), survey=survey, organisation=forum, title="School and you", purpose="To be counted",
            template="", created_by=priya, created_at=now,
        )  # fmt: skip
        await consultation.save()
    actor = await people.find_actor(priya)
    assert actor
    return actor, consultation.id


async def _queued(read: AddressList) -> None:
    """Keep a list and put its letters into the outbox."""
    await database.open_pool(2)
    actor, consultation = await _somebody()
    seen = await find_consultation_for(actor, consultation)
    began = time.perf_counter()
    async with database.writing():
        batch = await keeping.keep(actor, seen, NewList("Families", None, read), None, now=datetime.now(UTC))
    assert isinstance(batch, UUID), batch
    say(list_kept_seconds=time.perf_counter() - began)
    began = time.perf_counter()
    words = first_words(await sending.about(batch), None, 0)
    async with database.writing():
        mailing = await sending.send(actor, seen, batch, 0, words, now=datetime.now(UTC))
    assert isinstance(mailing, UUID), mailing
    written = await sending.write_letters(mailing, lambda: datetime.now(UTC))
    say(invitations=written, queued_seconds=time.perf_counter() - began)
    await database.close_pool()


@contextmanager
def _mail_server(inbox: _Inbox) -> Iterator[str]:
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


@contextmanager
def _worker(url: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {**os.environ, "ENGAGE_SMTP_URL": url, "ENGAGE_MAIL_FROM": "voices@example.org"}
    process = subprocess.Popen(
        [sys.executable, "-m", "engage.cli", "worker"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(20)


def _until(inbox: _Inbox, many: int) -> None:
    end = time.monotonic() + WITHIN
    while len(inbox.ids) < many and time.monotonic() < end:
        time.sleep(0.01)


def _sent(inbox: _Inbox) -> None:
    """Post all of it, the worker killed half-way."""
    with _mail_server(inbox) as url:
        began = time.perf_counter()
        with _worker(url) as first:
            _until(inbox, MANY // 2)
            first.send_signal(signal.SIGKILL)
        at_the_kill = len(inbox.ids)
        again = time.perf_counter()
        with _worker(url):
            _until(inbox, MANY)
            ended = time.perf_counter()
            time.sleep(3)  # for what might come twice
    say(
        posted_before_the_kill=at_the_kill,
        sent_seconds=ended - began,
        letters_per_second=(len(inbox.ids) - at_the_kill) / (ended - again),
        letters_lost=MANY - len(set(inbox.ids)),
        letters_doubled=len(inbox.ids) - len(set(inbox.ids)),
    )


def main() -> None:
    """Measure and print."""
    raw = _workbook(LONGEST_LIST)
    began = time.perf_counter()
    longest = read_list(raw)
    assert isinstance(longest, AddressList), longest
    say(rows_read=len(longest.addresses), list_read_seconds=time.perf_counter() - began)
    with running_site():
        asyncio.run(_queued(AddressList(longest.addresses[:MANY])))
        _sent(_Inbox())


if __name__ == "__main__":
    main()
