"""Staff make cards for a school, print them, close them and make new ones; every act is in the trail, no code is."""

import io
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from pypdf import PdfReader

from engage.database import rows, writing
from engage.respond.keys import invitation_key
from surveys.authoring import close_survey
from surveys.invitations.admission import use_up
from surveys.invitations.batches import codes_of
from surveys.invitations.codes import code_hash
from tests.cast import Cast
from tests.consultations.makers import opened, seen_by
from tests.visitor import Visitor

WANTED = {"name": "Hillside School", "group": "young_person", "how_many": "12", "closes": ""}


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def made(priya: Visitor, here: str, **fields: str) -> str:
    """The address of a new batch."""
    answer = await priya.post(f"{here}/cards", {**WANTED, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


async def words_of(batch: str) -> list[str]:
    return [code.words for code in await codes_of(UUID(batch.rsplit("/", 1)[1]), invitation_key())]


async def used(batch: str, how_many: int) -> None:
    for words in (await words_of(batch))[:how_many]:
        assert await use_up(code_hash(words, invitation_key()), datetime.now(UTC))


def printed(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


async def test_cards_are_made_for_a_school_and_printed(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    assert "Make cards" in (await priya.get(f"{here}/cards")).text
    batch = await made(priya, here)
    shown = (await priya.get(f"{batch}?done=made")).text
    for told in ("Cards: Hillside School", "Young people", "0 of 12 used", "127.0.0.1:8000/c"):
        assert told in shown
    pdf = await priya.get(f"{batch}/cards.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["cache-control"] == "no-store"
    assert len(PdfReader(io.BytesIO(pdf.content)).pages) == 2
    whole = printed(pdf.content)
    for words in await words_of(batch):
        assert words.replace("-", " ") in whole
    assert "It works one time, for one person." in whole
    assert "Hillside School" in (await priya.get(f"{here}/cards")).text


async def test_printing_again_gives_the_same_words_and_may_leave_out_the_used_ones(
    priya: Visitor, cast: Cast
) -> None:
    batch = await made(priya, await opened(cast))
    first = printed((await priya.get(f"{batch}/cards.pdf")).content)
    await used(batch, 5)
    assert printed((await priya.get(f"{batch}/cards.pdf")).content) == first
    left = printed((await priya.get(f"{batch}/cards.pdf?left=on")).content)
    spoken = [words.replace("-", " ") for words in await words_of(batch)]
    assert [words in left for words in spoken] == [False] * 5 + [True] * 7


async def test_how_many_were_used_is_shown_where_it_tells_nobody_who(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    few, many = await made(priya, here, how_many="6"), await made(priya, here, how_many="30")
    await used(few, 2)
    await used(many, 2)
    assert "Fewer than 5 of 6 used" in (await priya.get(few)).text
    assert "2 of 30 used" in (await priya.get(many)).text
    listed = (await priya.get(f"{here}/cards")).text
    assert "Fewer than 5 of 6 used" in listed
    await used(few, 0)
    for words in (await words_of(few))[2:5]:
        await use_up(code_hash(words, invitation_key()), datetime.now(UTC))
    assert "5 of 6 used" in (await priya.get(few)).text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Enter the name of the school or group"),
        ({"name": "x" * 121}, "120 letters"),
        ({"group": "nobody"}, "Choose who the cards are for"),
        ({"group": "professional"}, "Choose who the cards are for"),
        ({"how_many": "0"}, "Enter a number from 1 to 1,000"),
        ({"how_many": "1001"}, "Enter a number from 1 to 1,000"),
        ({"how_many": "ten"}, "Enter a number from 1 to 1,000"),
        ({"how_many": "1" * 6_000}, "Enter a number from 1 to 1,000"),
        ({"closes": "2020-01-01"}, "Choose a day that is still to come"),
        ({"closes": "soon"}, "Choose the last day from the calendar"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_made(
    priya: Visitor, cast: Cast, fields: dict[str, str], told: str
) -> None:
    here = await opened(cast)
    answer = await priya.post(f"{here}/cards", {**WANTED, **fields})
    assert answer.status_code == 422
    assert told in answer.text
    assert not await rows("SELECT 1 FROM invitation_batch")


async def test_a_thousand_cards_may_be_written_with_a_comma(priya: Visitor, cast: Cast) -> None:
    batch = await made(priya, await opened(cast), how_many="1,000", group="anybody")
    assert len(await words_of(batch)) == 1_000


async def test_closed_cards_can_be_made_again_once_for_whoever_has_not_answered(
    priya: Visitor, cast: Cast
) -> None:
    batch = await made(priya, await opened(cast))
    await used(batch, 5)
    asked = (await priya.get(f"{batch}/close")).text
    assert "Close, and make new ones" in asked
    again = (await priya.post(f"{batch}/again")).headers["location"].partition("?")[0]
    shown = (await priya.get(f"{again}?done=again")).text
    assert "Fewer than 5 of 7 used" in shown
    assert batch in shown
    old = await priya.get(batch)
    assert again in old.text
    assert "Closed" in old.text
    assert (await priya.get(f"{batch}/cards.pdf")).status_code == 409
    assert (await priya.get(f"{batch}/close")).headers["location"] == batch
    assert (await priya.post(f"{batch}/again")).headers["location"].endswith("?done=nothing")
    assert len(await rows("SELECT 1 FROM invitation_batch")) == 2


async def test_every_act_is_in_the_trail_and_no_code_is(priya: Visitor, cast: Cast) -> None:
    batch = await made(priya, await opened(cast))
    await priya.get(f"{batch}/cards.pdf")
    words = await words_of(batch)
    again = (await priya.post(f"{batch}/again")).headers["location"].partition("?")[0]
    await priya.post(f"{again}/close")
    acts = await rows("SELECT act, sentence, detail FROM audit_event WHERE act LIKE 'cards:%' ORDER BY id")
    assert [one["act"] for one in acts] == ["cards:made", "cards:made_again", "cards:closed"]
    assert acts[0]["sentence"] == "Made 12 code cards for Hillside School"
    told = str(acts)
    assert not any(code in told or code_hash(code, invitation_key()) in told for code in words)


async def test_cards_of_a_survey_that_is_over_cannot_be_made(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    batch = await made(priya, here)
    async with writing():
        await close_survey((await seen_by(cast, "Priya", here)).survey, datetime.now(UTC))
    assert "new cards would let nobody in" in (await priya.get(f"{here}/cards")).text
    assert (await priya.post(f"{here}/cards", WANTED)).status_code == 422
    assert (await priya.post(f"{batch}/again")).headers["location"] == batch


async def test_cards_whose_last_day_has_passed_are_over(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    batch = await made(priya, here, closes=tomorrow)
    assert "Last day:" in (await priya.get(batch)).text
    await rows("UPDATE invitation_batch SET closes_at = now() - interval '1 hour'")
    assert ">Over<" in re.sub(r"<svg.*?</svg>", "", (await priya.get(batch)).text)
    assert (await priya.get(f"{batch}/cards.pdf")).status_code == 409


async def test_a_batch_of_another_consultation_is_not_found_here(priya: Visitor, cast: Cast) -> None:
    one, other = await opened(cast), await opened(cast)
    batch = await made(priya, one)
    elsewhere = batch.replace(one, other)
    for path in (elsewhere, f"{elsewhere}/cards.pdf", f"{elsewhere}/close"):
        assert (await priya.get(path)).status_code == 404
    for path in (f"{elsewhere}/close", f"{elsewhere}/again"):
        assert (await priya.post(path)).status_code == 404


async def test_whoever_may_not_share_sees_no_cards(visitor: Visitor, cast: Cast, priya: Visitor) -> None:
    here = await opened(cast)
    batch = await made(priya, here)
    for who, status in (("Ana", 404), ("Mo", 403), ("Bo", 403)):
        async with Visitor.arriving() as other:
            other.sign_in(await cast.session(who))
            for path in (f"{here}/cards", batch, f"{batch}/cards.pdf"):
                assert (await other.get(path)).status_code in {status, 404}, (who, path)
