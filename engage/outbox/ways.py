"""The ways a letter can go: by SMTP, over one connection that stays open for many letters, or as a file in a folder."""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from urllib.parse import unquote, urlsplit

import aiosmtplib

# does what it is given, and writes down at the same moment that it was done
Together: TypeAlias = Callable[[Callable[[], None]], Awaitable[None]]

LONGEST_LINE = 900  # letters; mail servers take 998
_SEVEN_BITS = SMTP.clone(cte_type="7bit", max_line_length=LONGEST_LINE)
_TIMEOUT = 20.0  # seconds for each answer of the server
_START_INPUT, _COMPLETED = 354, 250
# 5.7.x is a rule of the server; the address may be fine
_RULE = re.compile(r"5\.7\.\d+")
_NOT_THE_ADDRESS = {503, 530, 535, 538}
_ENHANCED = re.compile(r"5\.\d{1,3}\.\d{1,3}")


class Refused(Exception):
    """The server says for good that there is no such address. The text is its code only: no address."""


class ServerAway(Exception):
    """The server takes no letters at all just now; the text is the kind of trouble."""


class Post(Protocol):
    """A way of posting."""

    async def send(self, letter: EmailMessage, together: Together) -> None:
        """Hand over one letter; the step after which it can't be called back is taken by `together`."""

    async def close(self) -> None:
        """No more letters for now."""


class Folder:
    """Letters as .eml files, where no mail server is set up (a laptop, the demo). One sent twice is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, letter: EmailMessage, together: Together) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = letter["Message-ID"].strip("<>").split("@")[0]
        (self._folder / f"{name}.eml").write_bytes(bytes(letter))

    async def close(self) -> None:
        """Nothing stays open."""


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
            "timeout": _TIMEOUT,
        }
        self._client: aiosmtplib.SMTP | None = None

    async def send(self, letter: EmailMessage, together: Together) -> None:
        """Raises Refused, ServerAway, or what went wrong with this letter alone."""
        body = _stuffed(letter)
        client = await self._begun(letter)
        try:
            await _to(client, letter)
            await _handed_over(client, body, together)
        except (Refused, aiosmtplib.SMTPRecipientRefused):
            await self._start_afresh(client)
            raise
        except BaseException:
            self._drop()
            raise

    async def _begun(self, letter: EmailMessage) -> aiosmtplib.SMTP:
        """The envelope begun, over a fresh connection where the server hung up since the last letter."""
        was_open = self._client is not None
        try:
            client = self._client or await self._connected()
            await client.mail(*_sender(letter), options=_mail_options(client, letter), encoding="utf-8")
        except (aiosmtplib.SMTPException, OSError) as error:
            self._drop()
            if was_open and not isinstance(error, aiosmtplib.SMTPTimeoutError):
                return await self._begun(letter)
            raise ServerAway(type(error).__name__) from error
        return client

    async def _connected(self) -> aiosmtplib.SMTP:
        client = aiosmtplib.SMTP(**self._options)
        await client.connect()
        self._client = client
        return client

    async def _start_afresh(self, client: aiosmtplib.SMTP) -> None:
        """The same connection for the next letter, if the server agrees."""
        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._client:
            self._client.close()
        self._client = None

    async def close(self) -> None:
        client, self._client = self._client, None
        if client:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await client.quit()
            client.close()


def _sender(letter: EmailMessage) -> tuple[str]:
    return (str(letter["From"].addresses[0].addr_spec),)


def _mail_options(client: aiosmtplib.SMTP, letter: EmailMessage) -> list[str]:
    """What is asked for where the server can do it: only the head of a letter that comes back, and letters of other
    alphabets in an address."""
    options = ["RET=HDRS"] if client.supports_extension("dsn") else []
    return options if str(letter["To"]).isascii() else [*options, "SMTPUTF8"]


async def _to(client: aiosmtplib.SMTP, letter: EmailMessage) -> None:
    try:
        await client.rcpt(str(letter["To"].addresses[0].addr_spec), encoding="utf-8")
    except aiosmtplib.SMTPRecipientRefused as error:
        if is_for_good(error.code, error.message):
            found = _ENHANCED.search(error.message)
            raise Refused(f"{error.code} {found.group()}" if found else str(error.code)) from None
        raise


def is_for_good(code: int, said: str) -> bool:
    """Whether a server that did not take an address means that there is no such address."""
    return code >= 500 and code not in _NOT_THE_ADDRESS and not _RULE.search(said[:40])


async def _handed_over(client: aiosmtplib.SMTP, body: bytes, together: Together) -> None:
    """The text of the letter, and the answer of the server to it."""
    begun = await client.execute_command(b"DATA")
    line = client.protocol
    if begun.code != _START_INPUT or line is None:
        raise aiosmtplib.SMTPDataError(begun.code, begun.message)
    answers: list[asyncio.Future[aiosmtplib.SMTPResponse]] = []

    def said() -> None:
        line.write(body)
        # listening begins before anything can be heard: an answer nobody waits for is dropped
        answers.append(asyncio.ensure_future(line.read_response(timeout=_TIMEOUT)))

    try:
        await together(said)
        taken = await answers[0]
    finally:
        for answer in answers:
            answer.cancel()
    if taken.code != _COMPLETED:
        raise aiosmtplib.SMTPDataError(taken.code, taken.message)


def _stuffed(letter: EmailMessage) -> bytes:
    """The letter as it goes over the line, with the dot that ends it."""
    raw = re.sub(rb"(?m)^\.", b"..", letter.as_bytes(policy=_SEVEN_BITS))
    return raw + (b"" if raw.endswith(b"\r\n") else b"\r\n") + b".\r\n"
