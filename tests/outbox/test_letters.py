"""Letters: a row with the act, posted once to a real mail server, kept while that is away."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage, Message
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from engage.database import rows, writing
from engage.outbox.letters import Draft, write, write_all
from engage.outbox.posting import HANDED_OVER, MAY_NOT_HAVE_GONE, post_waiting
from engage.outbox.ways import Folder, Smtp, Together, is_for_good
from tests.cast import NOW

SENDER = "voices@example.org"
LIST = UUID("1c6f2d3a-0000-4000-8000-000000000001")
MAIL: list[str] = []  # where the server of the test is


class _Received(Handler):
    """Takes every letter, but for addresses that say themselves how they are refused (`550@example.org`)."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # type: ignore[no-untyped-def]  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
        if (code := address.partition("@")[0]).isdecimal():
            return f"{code} {code[0]}.1.1 <{address}>: no"
        envelope.rcpt_tos.append(address)
        return "250 OK"

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
    MAIL[:] = [f"smtp://127.0.0.1:{port}"]
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


def _to_a_list(*addresses: str) -> list[Draft]:
    return [
        Draft(
            uuid5(LIST, address),
            f"mailing:{LIST.hex}",
            address,
            "Tell us",
            f"Dear you,\n.\nhttps://voices.example.org/c/plum-river-fox for {address}",
            "https://voices.example.org/stop/abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc",
        )
        for address in addresses
    ]


async def _wait(*addresses: str) -> int:
    async with writing():
        return await write_all(_to_a_list(*addresses), now=NOW)


async def test_letters_to_a_list_wait_sealed_and_leave_no_address_behind(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    assert await _wait("a@example.org", "b@example.org") == 2
    assert await _wait("b@example.org", "c@example.org") == 1  # the same letter is not written again
    waiting = await rows("SELECT to_address, body FROM letter")
    assert len(waiting) == 3
    assert not any("example" in row["to_address"] or "plum" in row["body"] for row in waiting)
    assert await post_waiting(smtp, SENDER, now=NOW) == 3
    assert sorted(one["To"] for one in received.letters) == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    assert await rows("SELECT DISTINCT to_address, body, trouble FROM letter") == [
        {"to_address": "", "body": "", "trouble": ""}
    ]


async def test_a_letter_to_a_list_says_how_to_stop_in_its_head_and_keeps_its_dots(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    await _wait("a@example.org")
    await post_waiting(smtp, SENDER, now=NOW)
    (letter,) = received.letters
    assert (
        letter["List-Unsubscribe"]
        == "<https://voices.example.org/stop/abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc>"
    )
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(letter.get_payload()).splitlines()[:2] == ["Dear you,", "."]


async def test_one_connection_carries_many_letters(mail: tuple[_Received, Smtp]) -> None:
    received, smtp = mail
    await _wait(*(f"jo{n}@example.org" for n in range(50)))
    assert await post_waiting(smtp, SENDER, now=NOW) == 50
    assert received.connections == 1


async def test_a_letter_to_one_person_goes_before_every_letter_to_a_list(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    await _wait("a@example.org", "b@example.org")
    async with writing():
        later = NOW + timedelta(seconds=1)
        await write(purpose="sign-in", to="priya@example.org", subject="Sign in", body="x", now=later)
    assert await post_waiting(smtp, SENDER, now=later) == 3
    assert received.letters[0]["To"] == "priya@example.org"


async def test_an_address_that_does_not_exist_is_not_tried_again_and_a_full_one_is(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    await _wait("550@example.org", "a@example.org", "450@example.org", "b@example.org")
    assert await post_waiting(smtp, SENDER, now=NOW) == 2
    told = {row["trouble"]: row for row in await rows("SELECT * FROM letter WHERE posted_at IS NULL")}
    assert told["550 5.1.1"]["refused_at"] == NOW
    assert told["550 5.1.1"]["body"] == ""
    assert told["SMTPRecipientRefused"]["refused_at"] is None
    assert told["SMTPRecipientRefused"]["not_before"] == NOW + timedelta(minutes=1)
    assert await post_waiting(smtp, SENDER, now=NOW + timedelta(minutes=2)) == 0
    tries = await rows("SELECT tries FROM letter WHERE posted_at IS NULL ORDER BY tries")
    assert [row["tries"] for row in tries] == [1, 2]
    assert len(received.letters) == 2


def test_a_rule_of_the_server_says_nothing_about_an_address() -> None:
    assert is_for_good(550, "5.1.1 <a@example.org>: no such user")
    assert is_for_good(553, "no such user")
    assert not is_for_good(554, "5.7.1 relay access denied")
    assert not is_for_good(530, "5.7.0 authentication required")
    assert not is_for_good(450, "4.2.1 try again later")


async def test_a_letter_in_hand_when_everything_stopped_is_sent_again_to_one_person_but_not_to_a_list(
    mail: tuple[_Received, Smtp],
) -> None:
    received, smtp = mail
    await _written()
    await _wait("a@example.org")
    await rows("UPDATE letter SET trouble = $1", HANDED_OVER)
    assert await post_waiting(smtp, SENDER, now=NOW) == 1
    assert [letter["To"] for letter in received.letters] == ["priya@example.org"]
    (told,) = await rows("SELECT trouble, to_address FROM letter WHERE purpose <> 'sign-in'")
    assert told == {"trouble": MAY_NOT_HAVE_GONE, "to_address": ""}


async def test_two_that_post_at_once_send_each_letter_once(mail: tuple[_Received, Smtp]) -> None:
    received, smtp = mail
    await _wait(*(f"jo{n}@example.org" for n in range(40)))
    other = Smtp(MAIL[0])
    sent = await asyncio.gather(*(post_waiting(one, SENDER, now=NOW) for one in (smtp, other)))
    assert sorted(sent) == [0, 40]
    assert len({letter["Message-ID"] for letter in received.letters}) == len(received.letters) == 40


async def test_a_server_that_hangs_up_between_letters_is_called_again(mail: tuple[_Received, Smtp]) -> None:
    received, _ = mail
    await _wait("a@example.org", "b@example.org")

    class _HangsUp(Smtp):
        async def send(self, letter: EmailMessage, together: Together) -> None:
            await super().send(letter, together)
            assert self._client
            assert self._client.transport
            self._client.transport.close()

    assert await post_waiting(_HangsUp(MAIL[0]), SENDER, now=NOW) == 2
    assert received.connections == 2
