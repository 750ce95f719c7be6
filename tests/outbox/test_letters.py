"""Letters: a row with the act, posted once to a real mail server, kept while that is away."""

import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from engage.database import rows, writing
from engage.outbox.letters import Folder, Smtp, post_waiting, write
from tests.cast import NOW

SENDER = "voices@example.org"


class _Received(Handler):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
async def mail(database: str) -> AsyncIterator[tuple[_Received, Smtp]]:
    """A real SMTP server on loopback."""
    received = _Received()
    port = _free_port()
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    yield received, Smtp(f"smtp://127.0.0.1:{port}")
    controller.stop()


async def _written(subject: str = "Sign in") -> None:
    async with writing():
        await write(
            purpose="sign-in", to="priya@example.org", subject=subject, body="Hello Priya – ✓", now=NOW
        )


async def test_a_letter_is_posted_once(mail: tuple[_Received, Smtp]) -> None:
    received, smtp = mail
    await _written()
    assert await post_waiting(smtp, SENDER, now=NOW) == 1
    assert await post_waiting(smtp, SENDER, now=NOW) == 0
    (letter,) = received.letters
    assert (letter["To"], letter["Subject"]) == ("priya@example.org", "Sign in")
    assert (await rows("SELECT body FROM letter"))[0]["body"] == ""


async def test_a_letter_of_an_act_that_failed_is_never_written(database: str) -> None:
    async def act() -> None:
        async with writing():
            await write(purpose="sign-in", to="a@example.org", subject="x", body="x", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await act()
    assert not await rows("SELECT 1 FROM letter")


async def test_while_the_server_is_away_letters_wait_longer_each_time_and_none_is_lost(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    await _written()
    nobody = Smtp("smtp://127.0.0.1:1")
    moment = NOW
    for tries in range(1, 6):
        assert await post_waiting(nobody, SENDER, now=moment) == 0
        row = (await rows("SELECT tries, not_before FROM letter"))[0]
        assert (row["tries"], row["not_before"]) == (tries, moment + timedelta(minutes=2 ** (tries - 1)))
        moment = row["not_before"]
    assert await post_waiting(smtp, SENDER, now=moment) == 1
    assert len(received.letters) == 1


async def test_without_a_mail_server_letters_become_files(database: str, tmp_path: Path) -> None:
    await _written()
    assert await post_waiting(Folder(tmp_path / "letters"), SENDER, now=NOW) == 1
    (file,) = (tmp_path / "letters").glob("*.eml")
    assert b"Subject: Sign in" in file.read_bytes()


async def test_a_subject_cannot_carry_a_header(mail: tuple[_Received, Smtp]) -> None:
    received, smtp = mail
    await _written("Hi\r\nBcc: everybody@example.org")
    assert await post_waiting(smtp, SENDER, now=NOW) == 1
    (letter,) = received.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hi Bcc: everybody@example.org"


async def test_a_letter_no_mail_can_carry_does_not_hold_up_those_behind_it(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    async with writing():
        await write(
            purpose="x", to="nobody\n@example.org", subject="First", body="x", now=NOW - timedelta(minutes=1)
        )
    await _written("Second")
    assert await post_waiting(smtp, SENDER, now=NOW) == 1
    assert [letter["Subject"] for letter in received.letters] == ["Second"]
    stuck = (await rows("SELECT tries, trouble FROM letter WHERE posted_at IS NULL"))[0]
    assert (stuck["tries"], stuck["trouble"]) == (1, "ValueError")
