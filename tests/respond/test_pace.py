"""How many may start from one place in a while: room for a whole school, and no lost choice beyond it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from litestar import Request

from engage.database import rows
from engage.respond import pace
from engage.respond.pace import address_of
from tests.respond import road
from tests.respond.road import CHANGE, FEEL
from tests.visitor import Visitor

SCHOOL = "198.51.100.7"
WHO = {"group": "young_person", "how": "alone"}


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "FROM_ONE_ADDRESS", 2)


async def starts(survey: road.Opened, visitor: Visitor, address: str = SCHOOL, **more: str) -> httpx.Response:
    """Press Start from somewhere, as a proxy beside the site tells it."""
    visitor.client.headers["x-forwarded-for"] = address
    return await visitor.post(survey.at(), {**WHO, **more})


async def come_to(survey: road.Opened, address: str, how_many: int) -> list[int]:
    told = []
    for n in range(how_many):
        async with Visitor.arriving() as one:
            one.client.cookies.set("visitor", f"pupil-{n}-{address}", domain="127.0.0.1")
            told.append((await starts(survey, one, address)).status_code)
    return told


async def test_beyond_the_limit_an_address_waits_and_what_was_chosen_is_kept(visitor: Visitor) -> None:
    survey = await road.open_survey()
    assert await come_to(survey, SCHOOL, 2) == [303, 303]
    answer = await starts(survey, visitor, group="parent_carer", how="scribed")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "600"
    assert "A lot of people are starting now." in answer.text
    assert 'value="parent_carer" checked' in answer.text
    assert 'value="scribed" checked' in answer.text
    assert len(await road.responses(survey)) == 2


async def test_other_places_other_surveys_and_later_times_are_not_limited(visitor: Visitor) -> None:
    survey, other = await road.open_survey(), await road.open_survey()
    assert await come_to(survey, SCHOOL, 3) == [303, 303, 429]
    assert await come_to(survey, "203.0.113.9", 1) == [303]
    assert await come_to(other, SCHOOL, 1) == [303]
    await rows("UPDATE attempt SET since = $1", datetime.now(UTC) - timedelta(minutes=11))
    assert (await starts(survey, visitor)).status_code == 303


async def test_somebody_who_is_answering_is_never_stopped(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.after_notice(visitor, (await starts(survey, visitor)).headers["location"])
    await come_to(survey, SCHOOL, 3)
    for value in ("good", "some", ["noise"], "Here", "A quiet place"):
        path = (await road.press(visitor, path, value)).headers["location"]
    back = (await road.press(visitor, survey.question(FEEL), "good", go="back")).headers["location"]
    page = (await visitor.get(back)).text
    assert (await visitor.post(survey.at(), {**road.hidden(page), **WHO})).status_code == 303
    await road.send(visitor, survey)


async def test_a_lost_place_beyond_the_limit_keeps_the_words_and_begins_when_there_is_room(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    await starts(survey, visitor)
    page = (await visitor.get(survey.question(CHANGE))).text
    await come_to(survey, SCHOOL, 3)
    visitor.client.cookies.delete("answering")
    answer = await road.press(visitor, survey.question(CHANGE), "All I wrote", page=page)
    assert answer.status_code == 429
    assert "All I wrote" in answer.text
    assert "Your words are still here. Wait 10 minutes, then press “Check my answers”." in answer.text
    await rows("UPDATE attempt SET since = $1", datetime.now(UTC) - timedelta(minutes=11))
    again = await road.press(visitor, survey.question(CHANGE), "All I wrote", page=answer.text)
    assert "We lost your place. Your words are still here." in again.text
    await road.press(visitor, survey.question(CHANGE), "All I wrote", page=again.text)
    assert (await road.kept(survey))[CHANGE][2] == "All I wrote"


async def test_one_browser_that_starts_again_and_again_waits_too(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "FROM_ONE_BROWSER", 3)
    survey = await road.open_survey()
    told = [(await visitor.post(survey.at(), WHO)).status_code for _ in range(4)]
    assert told == [303, 303, 303, 429]


async def test_no_address_is_stored(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await starts(survey, visitor)
    kept = await rows("SELECT a::text AS words FROM attempt a UNION ALL SELECT r::text FROM response r")
    assert len(kept) == 3
    assert not any(SCHOOL in row["words"] for row in kept)


def asked_from(peer: str, forwarded: str = "") -> Request[Any, Any, Any]:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return Request({"type": "http", "client": (peer, 1), "headers": headers})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),  # anybody can write this header; only a proxy of ours is believed
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("172.18.0.2", "198.51.100.7", "198.51.100.7"),
        ("::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("10.0.4.20", "", "10.0.4.20"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "not an address", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_where_a_request_comes_from(peer: str, forwarded: str, address: str) -> None:
    assert address_of(asked_from(peer, forwarded)) == address
