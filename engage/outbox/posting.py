"""Posting what waits: one process at a time, letters to one person first, each handed over once.

The moment a letter can't be called back any more is written down at that moment: both are handed to the kernel with nothing
between them, and it brings them to their ends also when this process is killed. A letter with that mark has gone: one of
many is then not sent again, one to a single person (a way to sign in) is, because being without it would be worse.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from functools import partial
from typing import Any
from uuid import UUID

import aiosmtplib
import asyncpg

from engage.database import borrowed
from engage.outbox.letters import GIVE_UP_AFTER, TO_A_LIST, TO_THE_DAY, Ready, is_to_a_list, ready
from engage.outbox.ways import LONGEST_LINE, Folder, Post, Refused, ServerAway
from engage.web.rendering import HERE

HANDED_OVER = "handed over"  # said of a letter while the server has it and has not answered yet
MAY_NOT_HAVE_GONE = "may not have gone"  # the machine stopped just then
# a long link in a header would be cut up and encoded, and mail programs would not find it
_LONG_LINES = default.clone(max_line_length=LONGEST_LINE)
_LOCK = 7_201_002  # one process posts at a time; let go when its connection ends
_A_FEW = 20  # letters looked up at a time: so many of a list may go before one to a single person
_AT_MOST = 1_000  # letters a round


def as_message(letter: Ready, sender: str) -> EmailMessage:
    """The letter as an e-mail: plain text, no tracking, a Message-ID that is the same at every try."""
    message = EmailMessage(policy=_LONG_LINES)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2].strip(' >') or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.body)
    return message


async def post_waiting(post: Post, sender: str, *, now: datetime, at_most: int = _AT_MOST) -> int:
    """Post what waits; how many went. A failure waits longer each time and is told, never thrown. Nothing is done while
    another process posts."""
    async with borrowed() as connection:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
            return 0
        try:
            await _settle(connection, now)
            return await _Round(connection, post, sender, now).go(at_most)
        finally:
            await post.close()
            await connection.fetchval("SELECT pg_advisory_unlock($1)", _LOCK)


async def _settle(connection: asyncpg.Connection, now: datetime) -> None:
    """What a process that was killed had in its hands."""
    await connection.execute(
        """UPDATE letter SET posted_at = $1, body = '', to_address = '', trouble = $3
            WHERE posted_at IS NULL AND trouble = $2 AND starts_with(purpose, $4)""",
        now, HANDED_OVER, MAY_NOT_HAVE_GONE, TO_A_LIST,
    )  # fmt: skip
    await connection.execute(
        "UPDATE letter SET trouble = '' WHERE posted_at IS NULL AND trouble = $1", HANDED_OVER
    )


class _Round:
    """One go through the letters that wait."""

    _mark: Any  # prepared, so that running it is one message

    def __init__(self, connection: asyncpg.Connection, post: Post, sender: str, now: datetime) -> None:
        self._connection, self._post, self._sender, self._now = connection, post, sender, now

    async def go(self, at_most: int) -> int:
        """How many went."""
        self._mark = await self._connection.prepare("UPDATE letter SET trouble = $2 WHERE id = $1")
        sent = 0
        while sent < at_most and (waiting := await self._waiting(min(_A_FEW, at_most - sent))):
            for letter in waiting:
                try:
                    sent += await _to_the_end(self._one(letter))
                except ServerAway:
                    return sent
        return sent

    async def _waiting(self, some: int) -> list[dict[str, Any]]:
        found = await self._connection.fetch(
            """SELECT * FROM letter WHERE posted_at IS NULL AND refused_at IS NULL AND not_before <= $1 AND written_at > $2
                ORDER BY starts_with(purpose, $3), written_at LIMIT $4""",
            self._now, self._now - GIVE_UP_AFTER, TO_A_LIST, some,
        )  # fmt: skip
        return [dict(row) for row in found]

    async def _one(self, letter: dict[str, Any]) -> bool:
        """Hand over one letter. True when it went; ServerAway when there is no use in trying another."""
        id = letter["id"]
        try:
            await self._post.send(as_message(ready(letter), self._sender), partial(self._together, id))
        except Refused as refused:
            await self._connection.execute(
                "UPDATE letter SET refused_at = $2, tries = tries + 1, body = '', trouble = $3 WHERE id = $1",
                id, self._now, str(refused),
            )  # fmt: skip
            return False
        except ServerAway as away:
            await self._wait(letter, str(away))
            raise
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:  # ValueError: no e-mail can say this
            await self._wait(letter, type(error).__name__)
            return False
        await self._gone(letter)
        return True

    async def _together(self, id: UUID, hand_over: Callable[[], None]) -> None:
        """Mark a letter and hand it over in one go of the event loop, so that no kill comes between."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def handed_over() -> None:
            try:
                hand_over()
            except BaseException as error:
                done.set_exception(error)
            else:
                done.set_result(None)

        marking = asyncio.ensure_future(self._mark.fetch(id, HANDED_OVER))
        asyncio.get_running_loop().call_soon(handed_over)
        await asyncio.gather(marking, done)

    async def _wait(self, letter: dict[str, Any], trouble: str) -> None:
        wait = timedelta(minutes=min(2 ** letter["tries"], 240))
        await self._connection.execute(
            "UPDATE letter SET tries = tries + 1, not_before = $2, trouble = $3 WHERE id = $1",
            letter["id"], self._now + wait, trouble,
        )  # fmt: skip

    async def _gone(self, letter: dict[str, Any]) -> None:
        """A sign-in link is not kept, nor who of a list was written to; where letters become files they can be read."""
        is_one_of_many = is_to_a_list(letter["purpose"])
        keep = letter["body"] if isinstance(self._post, Folder) and not is_one_of_many else ""
        await self._connection.execute(
            "UPDATE letter SET posted_at = $2, body = $3, to_address = $4, trouble = '' WHERE id = $1",
            letter["id"], _told_as(letter, self._now), keep, "" if is_one_of_many else letter["to_address"],
        )  # fmt: skip


def _told_as(letter: dict[str, Any], now: datetime) -> datetime:
    """When a letter is said to have gone."""
    return (
        now
        if letter["purpose"] != TO_THE_DAY
        else datetime.combine(now.astimezone(HERE).date(), time(), HERE)
    )


async def _to_the_end(sending: Any) -> bool:
    """A letter in the server's hands is not left there when the worker is told to stop."""
    task: asyncio.Task[bool] = asyncio.ensure_future(sending)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
