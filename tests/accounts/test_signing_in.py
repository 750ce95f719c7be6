"""Signing in by a link: once, for ten minutes, with a session that is new each time."""

import re
from datetime import UTC, datetime, timedelta

from engage.accounts import signing_in
from engage.database import rows, writing
from engage.web.security import SESSION_COOKIE
from tests.cast import Cast
from tests.visitor import Visitor


async def _link(visitor: Visitor, email: str) -> str:
    await visitor.get("/sign-in")
    answer = await visitor.post("/sign-in", {"email": email, "next": "/staff/account"})
    assert answer.status_code == 303
    letters = await rows("SELECT body FROM letter ORDER BY written_at DESC LIMIT 1")
    found = re.search(r"http://[^\s]+(/sign-in/[\w-]+)", letters[0]["body"])
    assert found
    return found.group(1)


async def test_a_link_from_a_letter_signs_in_once(visitor: Visitor, cast: Cast) -> None:
    link = await _link(visitor, "Priya@Example.org")
    opened = await visitor.get(link)
    assert "Sign in as Priya" in opened.text
    pressed = await visitor.post(link)
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/staff/account")
    assert "Priya" in (await visitor.get("/staff/account")).text
    again = await visitor.post(link)
    assert again.status_code == 404
    assert "used up" in again.text


async def test_opening_a_link_changes_nothing(visitor: Visitor, cast: Cast) -> None:
    link = await _link(visitor, "priya@example.org")
    for _ in range(3):
        assert (await visitor.get(link)).status_code == 200
    assert not await rows("SELECT 1 FROM session")


async def test_a_session_chosen_before_signing_in_is_worth_nothing_after_it(
    visitor: Visitor, cast: Cast
) -> None:
    planted = "x" * 43
    visitor.sign_in(planted)
    link = await _link(visitor, "priya@example.org")
    await visitor.post(link)
    assert visitor.client.cookies.get(SESSION_COOKIE) != planted
    visitor.client.cookies.clear()
    visitor.sign_in(planted)
    assert (await visitor.get("/staff/account")).status_code == 303


async def test_a_link_lives_ten_minutes(cast: Cast) -> None:
    then = datetime.now(UTC)
    async with writing():
        token = await signing_in.new_link(cast.people["Ana"], "/staff", now=then)
        assert await signing_in.peek(token, now=then + timedelta(minutes=9))
        assert await signing_in.use(token, "x", now=then + timedelta(minutes=10)) is None


async def test_nobody_learns_who_has_an_account(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.post("/sign-in", {"email": "stranger@example.org"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/sent")
    assert not await rows("SELECT 1 FROM letter")


async def test_a_wrong_address_is_kept_and_told(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.post("/sign-in", {"email": "priya at example"})
    assert answer.status_code == 422
    assert "Enter your e-mail address, like name@example.org" in answer.text
    assert 'value="priya at example"' in answer.text


async def test_a_link_never_leads_to_another_site(visitor: Visitor, cast: Cast) -> None:
    await visitor.post("/sign-in", {"email": "priya@example.org", "next": "//evil.example"})
    assert (await rows("SELECT next_path FROM sign_in_token"))[0]["next_path"] == "/staff"


async def test_letters_are_limited_for_one_address(visitor: Visitor, cast: Cast) -> None:
    for _ in range(7):
        await visitor.post("/sign-in", {"email": "priya@example.org"})
    assert len(await rows("SELECT 1 FROM letter")) == 5


async def test_a_stale_form_shows_its_text_again(visitor: Visitor, cast: Cast) -> None:
    await visitor.get("/sign-in")
    answer = await visitor.post("/sign-in", {"email": "priya@example.org"}, token="from-another-day")
    assert answer.status_code == 422
    assert 'value="priya@example.org"' in answer.text
    assert not await rows("SELECT 1 FROM letter")


async def test_signing_out_ends_the_session(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Priya"))
    assert (await visitor.get("/staff/account")).status_code == 200
    await visitor.post("/sign-out")
    assert not await rows("SELECT 1 FROM session")
