"""Writing a letter (in the act's own transaction) and posting what waits (by the worker)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib

from engage.database import engine, rows, writing
from engage.outbox.tables import Letter
from surveys.typed import one_line

GIVE_UP_AFTER = timedelta(days=4)


async def write(*, purpose: str, to: str, subject: str, body: str, now: datetime) -> None:
    """Put a letter in the outbox; it goes with the act's transaction or not at all."""
    assert engine.current_transaction.get(), "write() belongs inside writing()"
    letter = Letter(
        purpose=purpose,
        to_address=to,
        subject=one_line(subject)[:200],
        body=body,
        written_at=now,
        not_before=now,
    )
    await letter.save()


class Post(Protocol):
    """A way of posting: SMTP, or a folder of .eml files."""

    async def send(self, letter: EmailMessage) -> None: ...


class Folder:
    """Letters as .eml files, where no mail server is set up (a laptop, the demo)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, letter: EmailMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = letter["Message-ID"].strip("<>").split("@")[0]
        (self._folder / f"{name}.eml").write_bytes(bytes(letter))


class Smtp:
    """A mail server, given as smtp://user:password@host:587 (STARTTLS when offered) or smtps://…:465."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._options: dict[str, Any] = {
            "hostname": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": parts.scheme == "smtps",
            "timeout": 20,
        }

    async def send(self, letter: EmailMessage) -> None:
        await aiosmtplib.send(letter, **self._options)


def as_message(letter: dict[str, Any], sender: str) -> EmailMessage:
    """The letter as an e-mail: plain text, no tracking, a Message-ID that is the same at every try."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter["to_address"]
    message["Subject"] = letter["subject"]
    message["Date"] = format_datetime(letter["written_at"])
    message["Message-ID"] = f"<{letter['id']}@{sender.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter["body"])
    return message


async def post_waiting(post: Post, sender: str, *, now: datetime, at_most: int = 20) -> int:
    """Post what waits, oldest first; how many went. A failure waits longer each time and is told, never thrown.

    Each letter is locked while it goes (SKIP LOCKED), so two workers do not send it twice.
    """
    sent = 0
    for _ in range(at_most):
        async with writing():
            waiting = await rows(
                """SELECT * FROM letter WHERE posted_at IS NULL AND not_before <= $1 AND written_at > $2
                   ORDER BY written_at LIMIT 1 FOR UPDATE SKIP LOCKED""",
                now, now - GIVE_UP_AFTER,
            )  # fmt: skip
            if not waiting:
                break
            letter = waiting[0]
            try:
                await post.send(as_message(letter, sender))
            except (
                aiosmtplib.SMTPException,
                OSError,
                ValueError,
            ) as error:  # ValueError: no e-mail can say this
                wait = timedelta(minutes=min(2 ** letter["tries"], 240))
                await rows(
                    "UPDATE letter SET tries = tries + 1, not_before = $2, trouble = $3 WHERE id = $1",
                    letter["id"], now + wait, type(error).__name__,
                )  # fmt: skip
                continue
            keep = letter["body"] if isinstance(post, Folder) else ""
            await rows(
                "UPDATE letter SET posted_at = $2, body = $3, trouble = '' WHERE id = $1",
                letter["id"],
                now,
                keep,
            )
            sent += 1
    return sent


async def latest(limit: int = 50) -> Sequence[dict[str, Any]]:
    """The newest letters, for the demo's administrator."""
    return await rows("SELECT * FROM letter ORDER BY written_at DESC LIMIT $1", limit)


async def find_letter(id: UUID) -> dict[str, Any] | None:
    """One letter."""
    found = await rows("SELECT * FROM letter WHERE id = $1", id)
    return found[0] if found else None


__all__ = ["Folder", "Post", "Smtp", "find_letter", "latest", "post_waiting", "write"]
