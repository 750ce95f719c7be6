"""Ask to be told: an address that stands apart from every answer, letters that come once, and a link that stops them."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from engage.database import rows, writing
from engage.outbox.posting import post_waiting
from engage.outbox.ways import Folder
from engage.respond import wishing
from engage.web.rendering import HERE
from engage.yousaid import news
from tests.cast import Cast
from tests.respond import road
from tests.visitor import Visitor
from tests.yousaid import ground as grounds
from tests.yousaid.ground import Ground, draft, prepare, published, seen

ADDRESS = "rosa@example.org"


class Posted:
    """The letters that went, read from a folder as a mail program would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def letters(self) -> list[tuple[str, str, str]]:
        """Post what waits; to whom, subject and text of every letter so far."""
        await post_waiting(Folder(self.folder), "Northmere <hello@example.org>", now=datetime.now(UTC))
        found = [message_from_bytes(path.read_bytes(), policy=default) for path in self.folder.glob("*.eml")]
        return [(str(one["To"]), str(one["Subject"]), one.get_content()) for one in found]


@pytest.fixture
def posted(tmp_path: Path) -> Posted:
    return Posted(tmp_path / "letters")


async def asks(visitor: Visitor, slug: str, address: str = ADDRESS) -> None:
    answer = await visitor.post(f"/tell-me/{slug}", {"address": address})
    assert answer.headers["location"] == f"/tell-me/{slug}?done=1"


def stop_link(body: str) -> str:
    found = re.search(r"/tell-me/stop/[0-9a-f]{64}", body)
    assert found, body
    return found[0]


async def test_the_page_says_what_is_kept_and_sends_one_letter(visitor: Visitor, posted: Posted) -> None:
    survey = await road.open_survey()
    page = (await visitor.get(f"/tell-me/{survey.slug}")).text
    assert "We keep your address apart from all answers." in page
    await asks(visitor, survey.slug, " Rosa@Example.org ")
    assert "Look in your e-mail." in (await visitor.get(f"/tell-me/{survey.slug}?done=1")).text
    [(to, subject, body)] = await posted.letters()
    assert (to, subject) == (ADDRESS, "You asked us to tell you")
    assert "School and you" in body
    assert len(re.findall(r"https?://", body)) == 1  # the link to stop, and nothing else
    assert stop_link(body)


async def test_the_thanks_page_and_the_words_page_offer_it(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    link = f'href="/tell-me/{survey.slug}"'
    assert link in (await visitor.get(survey.at("/thanks"))).text
    await visitor.post("/my-words", {"code": words})
    assert link in (await visitor.get("/my-words/answers")).text


async def test_an_address_is_sealed_and_nothing_leads_from_it_to_an_answer(
    visitor: Visitor, posted: Posted
) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    await road.send(visitor, survey)
    await asks(visitor, survey.slug)
    await posted.letters()
    await wishing.sweep(datetime.now(UTC))
    tables = [
        row["name"]
        for row in await rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    ]
    for table in tables:
        kept = str([row["row"] for row in await rows(f'SELECT t::text AS row FROM "{table}" t')])
        assert ADDRESS not in kept, table
        assert "rosa" not in kept.lower(), table
    [wish] = await rows("SELECT * FROM wish_to_know")
    [response] = await rows("SELECT * FROM response")
    own = {str(value) for value in wish.values()}
    assert not own & ({str(value) for value in response.values()} - {str(survey.id), "0", "1"})
    assert not any(isinstance(value, datetime) for value in wish.values())
    # no letter is left that says at which minute somebody was written to
    assert not await rows("SELECT 1 FROM letter")


async def test_until_it_goes_a_letter_is_sealed_and_says_the_day_only(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await asks(visitor, survey.slug)
    [letter] = await rows("SELECT * FROM letter")
    assert ADDRESS not in str(letter)
    assert letter["written_at"].astimezone(HERE).time().isoformat() == "00:00:00"
    assert letter["not_before"] == letter["written_at"]
    limits = await rows("SELECT key, since FROM attempt")
    assert ADDRESS not in str(limits)


async def test_once_it_went_a_letter_says_the_day_only(visitor: Visitor, posted: Posted) -> None:
    survey = await road.open_survey()
    await asks(visitor, survey.slug)
    assert await posted.letters()
    [letter] = await rows("SELECT * FROM letter")
    assert (letter["to_address"], letter["body"]) == ("", "")
    assert letter["posted_at"].astimezone(HERE).time().isoformat() == "00:00:00"


async def test_asking_again_writes_nothing_and_says_the_same(visitor: Visitor, posted: Posted) -> None:
    survey = await road.open_survey()
    other = await road.open_survey(made=road.definition("Another one"))
    await asks(visitor, survey.slug)
    await asks(visitor, survey.slug)
    await asks(visitor, other.slug)  # one first letter a day to one address, whatever it is about
    assert len(await posted.letters()) == 1
    assert len(await rows("SELECT 1 FROM wish_to_know")) == 1


async def test_nobody_can_fill_many_boxes(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await visitor.get(f"/tell-me/{survey.slug}")
    for n in range(5):
        await asks(visitor, survey.slug, f"person{n}@example.org")
    answer = await visitor.post(f"/tell-me/{survey.slug}", {"address": "sixth@example.org"})
    assert answer.status_code == 422
    assert "Wait an hour, then try again." in answer.text
    assert 'value="sixth@example.org"' in answer.text
    assert len(await rows("SELECT 1 FROM letter")) == 5


@pytest.mark.parametrize(
    "typed", ["", "rosa", "rosa@", "a@b", "a@b.c, d@e.f", "x" * 300 + "@example.org", "a@b\x00.c\x01@"]
)
async def test_what_is_no_address_is_told_and_kept(visitor: Visitor, typed: str) -> None:
    survey = await road.open_survey()
    answer = await visitor.post(f"/tell-me/{survey.slug}", {"address": typed})
    assert answer.status_code == 422
    assert "Enter your e-mail address, like name@example.org" in answer.text


async def test_looking_at_the_link_stops_nothing_and_pressing_deletes_at_once(
    visitor: Visitor, posted: Posted
) -> None:
    survey = await road.open_survey()
    await asks(visitor, survey.slug)
    [(_, _, body)] = await posted.letters()
    link = stop_link(body)
    assert "Stop these letters?" in (await visitor.get(link)).text
    assert await rows("SELECT 1 FROM wish_to_know")
    async with writing():
        await wishing.write_to_all(survey.id, "News", "Something.", datetime.now(UTC))
    stopped = await visitor.post(link)
    assert stopped.headers["location"] == "/tell-me/stopped"
    assert not await rows("SELECT 1 FROM wish_to_know")
    assert not await rows("SELECT 1 FROM letter")  # also what was waiting to go
    assert "The letters are stopped" in (await visitor.get(link)).text
    assert (await visitor.post(link)).status_code == 303
    assert (await visitor.get("/tell-me/stop/nothing")).status_code == 200


async def wished(ground: Ground, *addresses: str) -> None:
    async with writing():
        for address in addresses:
            assert await wishing.wish(ground.survey, "School and you", address, grounds.NOW)


async def test_publishing_writes_one_letter_to_each_and_publishing_again_none(
    cast: Cast, posted: Posted
) -> None:
    ground = await prepare(cast)
    await wished(ground, ADDRESS, "sam@example.net")
    await rows("DELETE FROM letter")
    entry = await published(ground)
    letters = await rows("SELECT id FROM letter")
    assert len(letters) == 2
    async with writing():
        assert await news.tell_of_entry(await seen(ground, entry), "School and you", grounds.NOW) == 2
    assert len(await rows("SELECT 1 FROM letter")) == 4  # another event is another letter
    await rows("UPDATE letter SET written_at = now(), not_before = now()")
    told = await posted.letters()
    assert sorted({to for to, _, _ in told}) == [ADDRESS, "sam@example.net"]
    assert all(f"/what-changed/{entry}" in body and stop_link(body) for _, _, body in told)
    assert all("We did:\nYou can leave class five minutes early." in body for _, _, body in told)


async def test_a_draft_writes_to_nobody_and_a_failed_publication_leaves_no_letter(cast: Cast) -> None:
    ground = await prepare(cast)
    await wished(ground, ADDRESS)
    before = len(await rows("SELECT 1 FROM letter"))
    await draft(ground)
    assert len(await rows("SELECT 1 FROM letter")) == before
    with pytest.raises(RuntimeError, match="lost"):
        await _published_and_lost(ground)
    assert len(await rows("SELECT 1 FROM letter")) == before
    assert (await rows("SELECT messages FROM wish_to_know"))[0]["messages"] == 1


async def _published_and_lost(ground: Ground) -> None:
    async with writing():
        await wishing.write_to_all(ground.survey, "News", "Something.", grounds.NOW)
        raise RuntimeError("lost")


async def test_with_the_last_letter_the_address_goes(visitor: Visitor, cast: Cast, posted: Posted) -> None:
    ground = await prepare(cast)
    await published(ground)
    await wished(ground, ADDRESS)
    await rows("UPDATE letter SET written_at = now(), not_before = now()")
    await posted.letters()
    visitor.sign_in(await cast.session("Priya"))
    here = f"/staff/consultations/{ground.consultation}/told"
    assert "1 person asked for a letter." in (await visitor.get(here)).text
    await visitor.post(here)
    assert not await rows("SELECT 1 FROM wish_to_know")
    last = [body for _, _, body in await posted.letters() if "This was the last letter." in body]
    assert len(last) == 1
    await wishing.sweep(datetime.now(UTC))
    assert not await rows("SELECT 1 FROM letter")
    slug = (await rows("SELECT slug FROM survey"))[0]["slug"]
    page = (await visitor.get(f"/tell-me/{slug}")).text
    assert "There are no more letters about it." in page
    assert 'name="address"' not in page
    await visitor.post(f"/tell-me/{slug}", {"address": ADDRESS})
    assert not await rows("SELECT 1 FROM wish_to_know")


async def test_a_year_after_closing_an_address_goes_by_itself(cast: Cast) -> None:
    ground = await prepare(cast)
    await wished(ground, ADDRESS)
    closed = (await rows("SELECT closes_at FROM survey WHERE id = $1", ground.survey))[0]["closes_at"]
    await wishing.sweep(closed + timedelta(days=364))
    assert await rows("SELECT 1 FROM wish_to_know")
    await wishing.sweep(closed + timedelta(days=366))
    assert not await rows("SELECT 1 FROM wish_to_know")
