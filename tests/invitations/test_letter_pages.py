"""The pages of lists and letters, as Priya clicks through them, and as a mail program presses its button."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from engage.database import rows, writing
from engage.invitations.mail import bouncing
from engage.invitations.mail.stopping import hash_of, stop_link
from engage.invitations.mail.wording import EXAMPLE
from tests.cast import Cast
from tests.consultations.makers import opened
from tests.invitations.lists import Mail, kept, mail_server, sent, states, stop_path, text_of
from tests.visitor import HERE, Visitor

PASTED = "Priya <a@example.org>\nb@example.org; A@EXAMPLE.org\nnobody\nc@example.org"


@pytest.fixture
async def mail(database: str) -> AsyncIterator[Mail]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


def _value(html: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*>\n?([^<]*)</textarea>|name="{name}"[^>]*value="([^"]*)"', html)
    assert found, name
    from html import unescape

    return unescape(found[1] or found[2])


async def _brought(priya: Visitor, here: str, pasted: str = PASTED) -> str:
    answer = await priya.post(
        f"{here}/letters/new", {"name": "Oak Centre", "group": "parent_carer", "pasted": pasted}
    )
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.headers["location"])


async def test_a_list_is_looked_at_written_to_seen_and_sent_and_only_then_is_anything_sent(
    priya: Visitor, cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    assert "No e-mails yet" in (await priya.get(f"{here}/letters")).text
    at = await _brought(priya, here)
    found = await priya.get(at)
    told = text_of(found.text)
    assert "We found 3 addresses" in told
    assert "With so few people, somebody who reads the answers may guess whose they are." in told
    assert "The first ones: a@example.org, b@example.org, c@example.org" in told
    assert "1 stands there twice" in told
    assert "1 row we can’t read" in told
    assert "Row 3: There is no e-mail address here" in told
    words = {"nth": "0", "subject": _value(found.text, "subject"), "words": _value(found.text, "words")}
    assert "parent or carer" in words["words"]
    look = await priya.post(at, {**words, "do": "look"})
    assert look.status_code == 200
    seen = text_of(look.text)
    assert EXAMPLE in look.text
    assert "Nobody can see which answer is yours" in seen
    assert "Send it to 3 addresses" in seen
    assert not await rows("SELECT 1 FROM mailing")
    changed = await priya.post(at, {**words, "subject": "Please", "do": "change"})
    assert _value(changed.text, "subject") == "Please"
    done = await priya.post(at, {**words, "do": "send"})
    assert done.headers["location"] == f"{at}?done=sent"
    assert len(await rows("SELECT 1 FROM mailing")) == 1
    assert len(await rows("SELECT 1 FROM pgqueuer")) == 1
    again = await priya.post(at, {**words, "do": "send"})
    assert again.headers["location"].endswith("?done=before")
    assert len(await rows("SELECT 1 FROM mailing")) == 1


async def test_a_file_is_read_and_a_mistake_is_said_at_its_field(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    fields = {"name": "Oak Centre", "group": "anybody", "pasted": ""}
    files = {"file": ("list.csv", "Name;E-mail\nJo;jo@example.org\n".encode("utf-16"), "text/csv")}
    answer = await priya.post(f"{here}/letters/new", fields, files)
    assert answer.status_code == 303
    two = b"Worker,Family\nw@example.org,jo1@example.org\n,jo2@example.org\n"
    answer = await priya.post(f"{here}/letters/new", fields, {"file": ("list.csv", two, "text/csv")})
    told = text_of((await priya.get(answer.headers["location"])).text)
    assert "Other columns of the file hold addresses, too" in told
    assert "The first ones: jo1@example.org, jo2@example.org" in told
    wrong = {"file": ("list.xlsx", b"PK\x03\x04 broken", "application/zip")}
    answer = await priya.post(f"{here}/letters/new", fields, wrong)
    assert answer.status_code == 422
    assert "This file can’t be read" in text_of(answer.text)
    answer = await priya.post(f"{here}/letters/new", {"name": "", "group": "", "pasted": ""})
    for sentence in ("Give the list a name", "Choose who they are", "Paste some addresses, or choose a file"):
        assert sentence in text_of(answer.text), sentence
    both = {**fields, "pasted": "a@example.org"}
    answer = await priya.post(f"{here}/letters/new", both, files)
    assert "not both" in text_of(answer.text)
    assert len(await rows("SELECT 1 FROM invitation_batch")) == 2


@pytest.mark.parametrize("words", ["No link", "{link} and {link}", "{link}" + "x" * 4_000, ""])
async def test_a_letter_keeps_one_link_and_is_not_too_long(priya: Visitor, cast: Cast, words: str) -> None:
    here = await opened(cast)
    at = await _brought(priya, here)
    answer = await priya.post(at, {"nth": "0", "subject": "Hi", "words": words, "do": "send"})
    assert answer.status_code == 422
    assert not await rows("SELECT 1 FROM mailing")


async def test_a_list_is_thrown_away_unsent_and_never_once_it_was_sent(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    at = await _brought(priya, here)
    assert (await priya.post(f"{at}/throw-away")).headers["location"].endswith("?done=thrown")
    assert not await rows("SELECT 1 FROM invitee")
    batch = await kept(cast, here, "a@example.org")
    await sent(cast, here, batch)
    await priya.post(f"{here}/letters/{batch}/throw-away")
    assert await states(batch) == {"sent": 1}


async def test_the_page_of_a_list_counts_and_names_only_addresses_that_do_not_work(
    priya: Visitor, cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "550@example.org", *(f"jo{n}@example.org" for n in range(11)))
    await sent(cast, here, batch)
    at = f"{here}/letters/{batch}"
    assert "0 of 12 addresses done" in text_of((await priya.get(at)).text)
    assert (await priya.get(f"{at}/progress")).json()["finished"] is False
    await mail.post()
    async with writing():
        await bouncing.take_refused()
    told = (await priya.get(at)).text
    assert "550@example.org" in told
    assert "jo1@example.org" not in told
    assert "There is no such address" in told
    assert "too few to show" in told
    assert (await priya.get(f"{at}/progress")).json() == {
        "done": 12, "of": 12, "text": "12 of 12 addresses done.", "finished": True,
    }  # fmt: skip
    hashes = [row["code_hash"] for row in await rows("SELECT code_hash FROM invitation_code LIMIT 6")]
    await rows("UPDATE invitation_batch SET spent = $1", sorted(hashes))
    assert "6 of 12 used their link" in text_of((await priya.get(at)).text)
    reminder = text_of((await priya.get(f"{at}/reminder")).text)
    assert "about 5 people" in reminder
    await rows("UPDATE invitation_batch SET spent = $1", sorted(hashes)[:3])
    assert "Too few people, or nearly everybody" in text_of((await priya.get(at)).text)


async def test_a_reminder_is_written_seen_and_sent(priya: Visitor, cast: Cast, mail: Mail) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, *(f"jo{n}@example.org" for n in range(8)))
    await sent(cast, here, batch)
    await mail.post()
    at = f"{here}/letters/{batch}"
    form = await priya.get(f"{at}/reminder")
    words = {"nth": "1", "subject": _value(form.text, "subject"), "words": _value(form.text, "words")}
    assert "If you have answered already, thank you" in words["words"]
    assert "Send the reminder" in (await priya.post(at, {**words, "do": "look"})).text
    assert (await priya.post(at, {**words, "do": "send"})).headers["location"] == f"{at}?done=sent"
    assert (await priya.get(at)).status_code == 200
    assert len(await rows("SELECT 1 FROM mailing WHERE nth = 1")) == 1


async def test_addresses_are_deleted_after_a_last_question(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "a@example.org", "b@example.org")
    await sent(cast, here, batch)
    at = f"{here}/letters/{batch}"
    assert "2 addresses go for good" in text_of((await priya.get(f"{at}/addresses")).text)
    await priya.post(f"{at}/addresses")
    assert await states(batch) == {}
    assert "They are deleted" in text_of((await priya.get(f"{at}?done=deleted")).text)
    assert (await priya.get(f"{at}/reminder")).status_code == 303


async def test_lists_belong_to_those_who_share_the_consultation(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "a@example.org")
    other = await opened(cast)
    visitor.sign_in(await cast.session("Priya"))
    assert (await visitor.get(f"{other}/letters/{batch}")).status_code == 404
    assert (await visitor.post(f"{other}/letters/{batch}/throw-away")).status_code == 303
    assert await states(batch) == {"waiting": 1}
    visitor.sign_in(await cast.session("Ana"))
    assert (await visitor.get(f"{here}/letters/{batch}")).status_code == 404
    visitor.sign_in(await cast.session("Mo"))
    assert (await visitor.get(f"{here}/letters/{batch}")).status_code == 403
    seen = await visitor.get(f"{here}/letters")
    assert seen.status_code == 200
    assert "Bring another list" not in seen.text


async def test_nothing_is_brought_while_nobody_can_answer(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await rows("UPDATE survey SET state = 'closed'")
    assert "while people can answer" in text_of((await priya.get(f"{here}/letters")).text)
    answer = await priya.post(
        f"{here}/letters/new", {"name": "x", "group": "anybody", "pasted": "a@example.org"}
    )
    assert answer.status_code == 303
    assert not await rows("SELECT 1 FROM invitation_batch")


async def test_the_button_of_a_mail_program_stops_the_e_mails_without_a_form_of_ours(
    visitor: Visitor, cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "a@example.org", "b@example.org")
    await sent(cast, here, batch)
    await mail.post()
    letter = next(one for one in mail.received.letters if one["To"] == "a@example.org")
    stranger = visitor.client
    stranger.cookies.clear()
    pressed = await stranger.post(
        stop_path(letter), data={"List-Unsubscribe": "One-Click"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert pressed.status_code == 200
    assert "You get no more of these e-mails" in pressed.text
    assert await states(batch) == {"stopped": 1, "sent": 1}
    for wrong in (stop_path(letter)[:-2] + "AA", "/stop-e-mails/x", "/stop-e-mails/" + "A" * 86):
        assert (await stranger.post(wrong, data={"List-Unsubscribe": "One-Click"})).status_code == 404
    # other forms still want their token
    assert (await stranger.post(f"{here}/letters/{batch}/throw-away")).status_code == 422
    assert await states(batch) == {"stopped": 1, "sent": 1}


async def test_opening_the_link_changes_nothing_and_its_button_works(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "a@example.org")
    await sent(cast, here, batch)
    path = stop_link(hash_of("a@example.org"), cast.forum).removeprefix(HERE)
    page: httpx.Response = await visitor.get(path)
    assert "Northmere Parent Carers" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert await states(batch) == {"sent": 1}
    assert "You get no more" in (await visitor.post(path)).text
    assert await states(batch) == {"stopped": 1}
    assert not await rows("SELECT 1 FROM letter")


async def test_administrators_see_how_many_letters_go_to_lists_but_not_to_whom(
    visitor: Visitor, cast: Cast, mail: Mail
) -> None:
    here = await opened(cast)
    batch = await kept(cast, here, "a@example.org", "b@example.org")
    await sent(cast, here, batch)
    visitor.sign_in(await cast.session("Grace"))
    told = text_of((await visitor.get("/staff/letters")).text)
    assert "0 posted, 2 waiting" in told
    assert "a@example.org" not in told
    (letter, *_) = await rows("SELECT id FROM letter")
    assert (await visitor.get(f"/staff/letters/{letter['id']}")).status_code == 404
