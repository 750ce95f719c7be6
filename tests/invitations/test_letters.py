"""Letters to lists: written once, posted once, reminders only for unused links, stopped and bounced for good."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from engage.database import rows, writing
from engage.invitations.mail import bouncing, counting, keeping, sending, stopping
from engage.invitations.mail.bouncing import read_report
from engage.invitations.mail.wording import Words
from engage.respond.keys import invitation_key
from engage.web.security import keyed
from surveys.answers import Problem
from surveys.invitations.admission import use_up
from surveys.invitations.codes import code_hash
from tests.cast import Cast
from tests.consultations.makers import opened, seen_by
from tests.invitations.lists import Mail, body_of, kept, later, mail_server, sent, states, stop_path, words_in

THREE = ("a@example.org", "b@example.org", "c@example.org")


@pytest.fixture
async def mail(database: str) -> AsyncIterator[Mail]:
    async with mail_server() as server:
        yield server


async def _use(words: str) -> None:
    async with writing():
        assert await use_up(code_hash(words, invitation_key()), datetime.now(UTC))


async def test_each_address_gets_one_letter_with_a_link_of_its_own(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    assert not await rows("SELECT 1 FROM letter")
    assert await sent(cast, here, batch) == 3
    assert await mail.post() == 3
    assert mail.to == list(THREE)
    letters = mail.received.letters
    assert len({words_in(letter) for letter in letters}) == 3
    assert len({str(letter["Message-ID"]) for letter in letters}) == 3
    text = body_of(letters[0])
    for words in (
        "Northmere Parent Carers",
        "School and you",
        "works once",
        "You can answer until",
        "/stop-e-mails/",
    ):
        assert words in text, words
    assert letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_addresses_are_nowhere_in_the_clear(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE, "nobody at all")
    await sent(cast, here, batch)

    async def everything() -> str:
        told = []
        for table in await rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"):
            if table["name"] != "person":
                told += [str(row) for row in await rows(f'SELECT t::text AS row FROM "{table["name"]}" t')]
        return "\n".join(told)

    for _ in range(2):
        found = await everything()
        assert not any(address in found for address in THREE)
        assert "nobody at all" not in found
        await mail.post()


async def test_writing_a_round_twice_writes_nothing_twice(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    (mailing,) = await rows("SELECT id FROM mailing")
    assert await sending.write_letters(mailing["id"], lambda: datetime.now(UTC)) == 0
    # as if the worker's last step had been forgotten
    await rows("UPDATE mailing SET done_to = -1, done_at = NULL")
    assert await sending.write_waiting(lambda: datetime.now(UTC)) == 0
    assert await mail.post() == 3


async def test_the_same_round_is_asked_for_once(cast: Cast) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        again = await sending.send(
            await cast.actor("Priya"), seen, batch, 0, Words("x", "{link}"), now=datetime.now(UTC)
        )
    assert again == sending.SENT_BEFORE


async def test_a_reminder_goes_only_to_links_that_were_not_used_with_the_same_words(
    cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    await mail.post()
    first = {str(letter["To"]): words_in(letter) for letter in mail.received.letters}
    await _use(first["b@example.org"])
    mail.received.letters.clear()
    assert await sent(cast, here, batch, 1) == 2
    await mail.post()
    assert {str(letter["To"]): words_in(letter) for letter in mail.received.letters} == {
        address: first[address] for address in ("a@example.org", "c@example.org")
    }
    await _use(first["a@example.org"])
    assert await sent(cast, here, batch, 2) == 1
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        third = await sending.send(
            await cast.actor("Priya"), seen, batch, 3, Words("x", "{link}"), now=datetime.now(UTC)
        )
    assert third == sending.ALL_SENT


async def test_no_row_tells_who_got_a_reminder(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    await mail.post()
    before = await rows("SELECT * FROM invitee ORDER BY id")
    await _use(words_in(mail.received.letters[0]))
    await sent(cast, here, batch, 1)
    await mail.post()
    assert await rows("SELECT * FROM invitee ORDER BY id") == before
    assert {row["to_address"] for row in await rows("SELECT to_address FROM letter")} == {""}


async def test_nothing_goes_once_the_survey_or_the_list_is_closed(cast: Cast) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await rows("UPDATE invitation_batch SET state = 'closed'")
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        refused = await sending.send(
            await cast.actor("Priya"), seen, batch, 0, Words("x", "{link}"), now=datetime.now(UTC)
        )
    assert refused == sending.NOT_OPEN
    await rows("UPDATE invitation_batch SET state = 'open'")
    async with writing():
        mailing = await sending.send(
            await cast.actor("Priya"), seen, batch, 0, Words("x", "{link}"), now=datetime.now(UTC)
        )
    assert isinstance(mailing, UUID)
    assert await sending.write_letters(mailing, lambda: later(weeks=20)) == 0
    assert not await rows("SELECT 1 FROM letter")


async def test_somebody_who_stopped_gets_no_letter_from_this_organisation_again(
    cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    await mail.post()
    letter = next(one for one in mail.received.letters if one["To"] == "a@example.org")
    found = stopping.read_token(stop_path(letter).rpartition("/")[2])
    assert found
    async with writing():
        await stopping.stop(found, datetime.now(UTC))
        await stopping.stop(found, datetime.now(UTC))
    assert await states(batch) == {"stopped": 1, "sent": 2}
    assert await sent(cast, here, batch, 1) == 2
    other = await opened(cast)
    second = await kept(cast, other, "A@EXAMPLE.org", "d@example.org")
    in_it = await keeping.found_in(second)
    assert in_it.many == 1
    assert [(one.words, one.why) for one in in_it.left_out] == [
        ("A@example.org", "They want no e-mails from you")
    ]
    assert "example" not in str(await rows("SELECT * FROM unsubscribed"))


async def test_stopping_takes_back_a_letter_that_waits(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        await stopping.stop(
            stopping.Stopping(stopping.hash_of("a@example.org"), seen.organisation), datetime.now(UTC)
        )
    assert await mail.post() == 2
    assert mail.to == ["b@example.org", "c@example.org"]


def test_a_link_that_was_changed_stops_nothing() -> None:
    token = stopping.stop_link(keyed("x", "y"), UUID(int=7)).rpartition("/")[2]
    assert stopping.read_token(token) == stopping.Stopping(keyed("x", "y"), UUID(int=7))
    for wrong in (token[:-1], "B" + token[1:], token + "A", "", "é", "x" * 200, token[::-1]):
        assert stopping.read_token(wrong) is None


async def test_an_address_that_is_refused_is_marked_and_a_full_one_is_tried_again(
    cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "550@example.org", "a@example.org", "450@example.org")
    await sent(cast, here, batch)
    assert await mail.post() == 1
    async with writing():
        assert await bouncing.take_refused() == 1
    async with writing():
        assert await bouncing.take_refused() == 0
    assert await states(batch) == {"bounced": 1, "sent": 2}
    (told,) = await keeping.bounced_of(batch)
    assert (told.words, told.why) == ("550@example.org", "There is no such address")
    (waiting,) = await rows("SELECT tries FROM letter WHERE posted_at IS NULL AND refused_at IS NULL")
    assert waiting["tries"] == 1
    assert await mail.post(later(minutes=2)) == 0
    assert len(mail.received.letters) == 1
    assert await sent(cast, here, batch, 1) == 2  # the address that bounced gets no reminder


def report(
    message_id: str, action: str = "failed", status: str = "5.1.1", part: str = "text/rfc822-headers"
) -> bytes:
    """A letter of a mail server as they come."""
    original = f"From: voices@example.org\nTo: a@example.org\nMessage-ID: {message_id}\nSubject: Tell us\n"
    return (
        "From: MAILER-DAEMON@mx.example.org\nTo: voices@example.org\nSubject: Undelivered Mail Returned to Sender\n"
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nI am sorry to say that your letter could not be delivered.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; a@example.org\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 5.1.1\n\n"
        f"--b\nContent-Type: {part}\n\n{original}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
async def test_a_report_of_a_mail_server_marks_its_address(cast: Cast, mail: Mail, part: str) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    await mail.post()
    letter = next(one for one in mail.received.letters if one["To"] == "a@example.org")
    bounce = read_report(report(str(letter["Message-ID"]), part=part))
    assert bounce
    assert bounce.why == "There is no such address"
    async with writing():
        assert await bouncing.take(bounce)
    async with writing():
        assert not await bouncing.take(bounce)
    assert [one.words for one in await keeping.bounced_of(batch)] == ["a@example.org"]


async def test_what_is_no_report_about_a_letter_of_ours_marks_nobody(cast: Cast) -> None:
    id = f"<{UUID(int=5)}@example.org>"
    assert read_report(report(id, action="delayed", status="4.4.1")) is None
    assert read_report(report("<something@else.example.org>")) is None
    assert read_report(b"Subject: I am away\n\nBack on Monday") is None
    assert read_report(b"\xff\x00" * 500) is None
    bounce = read_report(report(id))
    assert bounce
    async with writing():
        assert not await bouncing.take(bounce)


async def test_lists_are_forgotten_in_time(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    unsent = await kept(cast, here, "x@example.org")
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    async with writing():
        await keeping.sweep(later(hours=23))
    assert await rows("SELECT 1 FROM invitation_batch WHERE id = $1", unsent)
    async with writing():
        await keeping.sweep(later(hours=25))
    assert not await rows("SELECT 1 FROM invitation_batch WHERE id = $1", unsent)
    assert await states(batch) == {"sent": 3}
    async with writing():
        await keeping.sweep(later(weeks=4, days=29))
    assert await states(batch) == {"sent": 3}
    async with writing():
        await keeping.sweep(later(weeks=4, days=31))
    assert await states(batch) == {}
    assert not await rows("SELECT 1 FROM letter WHERE posted_at IS NULL")
    assert await rows("SELECT 1 FROM invitation_batch WHERE id = $1", batch)


async def test_deleting_addresses_leaves_links_working_and_takes_back_what_waits(
    cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    seen = await seen_by(cast, "Priya", here)
    async with writing():
        gone = await keeping.delete_addresses(await cast.actor("Priya"), seen, batch, now=datetime.now(UTC))
    assert gone == 3
    assert await mail.post() == 0
    assert len(await rows("SELECT 1 FROM invitation_code")) == 3
    async with writing():
        refused = await sending.send(
            await cast.actor("Priya"), seen, batch, 1, Words("x", "{link}"), now=datetime.now(UTC)
        )
    assert refused == sending.NO_ADDRESSES


async def test_an_address_on_two_lists_of_a_survey_gets_one_link(cast: Cast) -> None:
    here = await opened(cast)
    await kept(cast, here, *THREE)
    second = await kept(cast, here, "d@example.org", "A@example.org", name="Elm School")
    found = await keeping.found_in(second)
    assert (found.many, [one.why for one in found.left_out]) == (1, ["Already on the list “Oak Centre”"])
    seen = await seen_by(cast, "Priya", here)
    from engage.invitations.mail.lists import AddressList

    async with writing():
        nobody = await keeping.keep(
            await cast.actor("Priya"), seen, keeping.NewList("x", None, AddressList(THREE)), None, now=datetime.now(UTC)
        )  # fmt: skip
    assert isinstance(nobody, Problem)


@pytest.mark.parametrize(
    ("count", "of", "seen"), [(0, 400, None), (4, 400, None), (5, 400, 5), (212, 400, 212), (396, 400, None), (400, 400, None), (9, 9, None)]
)  # fmt: skip
def test_few_people_and_nearly_everybody_are_not_shown(count: int, of: int, seen: int | None) -> None:
    assert counting.shown(count, of) == seen


def test_how_many_a_reminder_would_reach_is_told_to_the_nearest_five() -> None:
    assert [counting.about(n) for n in (0, 4, 5, 7, 8, 188)] == [None, None, 5, 5, 10, 190]


async def test_the_history_holds_counts_and_no_address(cast: Cast) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    told = await rows("SELECT act, sentence, detail FROM audit_event WHERE act LIKE 'list:%' ORDER BY id")
    assert [row["act"] for row in told] == ["list:read", "list:sent"]
    assert "3 addresses" in told[1]["sentence"]
    assert "example" not in str(told)


async def test_a_letter_that_may_not_have_gone_is_told(cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *THREE)
    await sent(cast, here, batch)
    await rows("UPDATE letter SET trouble = 'handed over' WHERE id IN (SELECT id FROM letter LIMIT 1)")
    assert await mail.post() == 2
    seen = await seen_by(cast, "Priya", here)
    told = await counting.find_list(seen.survey, batch)
    assert told
    assert (told.rounds[0].posted, told.rounds[0].unsure, told.rounds[0].waiting) == (3, 1, 0)
    assert not told.is_going
    assert timedelta(0) < datetime.now(UTC) - told.rounds[0].asked_at < timedelta(minutes=1)
