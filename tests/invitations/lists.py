"""A list of addresses as a click would bring and send it, and a real mail server on loopback."""

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from html import unescape
from uuid import UUID

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from engage.database import rows, writing
from engage.invitations.mail import keeping, sending
from engage.invitations.mail.keeping import NewList
from engage.invitations.mail.lists import AddressList, read_pasted
from engage.invitations.mail.wording import Words, first_words
from engage.outbox.posting import post_waiting
from engage.outbox.ways import Smtp
from tests.cast import Cast
from tests.consultations.makers import seen_by

SENDER = "voices@example.org"


class Received(Handler):
    """Takes every letter, but for addresses that say themselves how they are refused (`550@example.org`)."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
        if (code := address.partition("@")[0]).isdecimal():
            return f"{code} {code[0]}.1.1 <{address}>: no"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@dataclass
class Mail:
    """The server, and posting to it."""

    url: str
    received: Received = field(default_factory=Received)

    @property
    def to(self) -> list[str]:
        return sorted(str(letter["To"]) for letter in self.received.letters)

    async def post(self, now: datetime | None = None) -> int:
        return await post_waiting(Smtp(self.url), SENDER, now=now or datetime.now(UTC))


@asynccontextmanager
async def mail_server() -> AsyncIterator[Mail]:
    """A real SMTP server on loopback for as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    mail = Mail(f"smtp://127.0.0.1:{port}")
    controller = Controller(mail.received, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mail
    finally:
        controller.stop()


def body_of(letter: Message) -> str:
    """The letter's text."""
    raw = letter.get_payload(decode=True)
    assert isinstance(raw, bytes)
    return raw.decode().replace("\r\n", "\n")


def words_in(letter: Message) -> str:
    """The three words of a letter's own link."""
    found = re.search(r"/c/([a-z-]+)", body_of(letter))
    assert found
    return found[1]


def stop_path(letter: Message) -> str:
    """The path of the page that stops such letters."""
    found = re.fullmatch(r"<https?://[^/]+(/.+)>", str(letter["List-Unsubscribe"]))
    assert found
    return found[1]


async def kept(cast: Cast, here: str, *addresses: str, name: str = "Oak Centre") -> UUID:
    """A list that was read and not sent yet."""
    read = read_pasted("\n".join(addresses))
    assert isinstance(read, AddressList)
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        made = await keeping.keep(
            await cast.actor("Priya"), seen, NewList(name, None, read), None, now=datetime.now(UTC)
        )
    assert isinstance(made, UUID), made
    return made


async def sent(cast: Cast, here: str, batch: UUID, nth: int = 0) -> int:
    """One round to a list asked for, and its letters written as the worker does; how many."""
    words: Words = first_words(await sending.about(batch), None, nth)
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        mailing = await sending.send(
            await cast.actor("Priya"), seen, batch, nth, words, now=datetime.now(UTC)
        )
    assert isinstance(mailing, UUID), mailing
    return await sending.write_letters(mailing, lambda: datetime.now(UTC))


async def states(batch: UUID) -> dict[str, int]:
    """How many addresses of a list are in each state."""
    found = await rows("SELECT state, count(*) AS n FROM invitee WHERE batch = $1 GROUP BY 1", batch)
    return {row["state"]: row["n"] for row in found}


def later(**some: float) -> datetime:
    """A moment to come."""
    return datetime.now(UTC) + timedelta(**some)


def text_of(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
