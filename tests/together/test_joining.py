"""Joining a session by its digits, and what the answers then say of themselves."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from engage.database import rows, writing
from engage.respond import pace
from surveys.together import sessions
from surveys.together.attending import HowFar, how_far
from surveys.who import Group
from tests.cast import Cast
from tests.respond.road import (
    after_notice,
    answer_everything,
    close,
    open_survey,
    press,
    responses,
    send,
    start,
)
from tests.together.room import open_session
from tests.visitor import Visitor


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("482913", "482913"),
        ("482 913", "482913"),
        (" 482-913. ", "482913"),
        ("4 8 2 9 1 3", "482913"),
        ("٤٨٢٩١٣", "482913"),
        ("48291", None),
        ("4829133", None),
        ("48291a", None),
        ("plum river fox", None),
        ("", None),
    ],
)
def test_digits_are_read_however_they_are_typed(typed: str, read: str | None) -> None:
    assert sessions.read_join_code(typed) == read


async def join(visitor: Visitor, code: str) -> str:
    """Look at a session and press Join; where that leads."""
    looked = await visitor.get(f"/join/{code}")
    assert looked.status_code == 200, looked.text
    answer = await visitor.post(f"/join/{code}")
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_digits_lead_to_the_survey_and_the_answers_know_the_room(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey)
    typed = await visitor.post("/join", {"code": session.spoken})
    assert typed.headers["location"] == f"/join/{session.code}"
    assert await join(visitor, session.code) == survey.at()
    assert re.search(
        r'name="group"[^>]*value="young_person"[^>]*checked', (await visitor.get(survey.at())).text
    )
    await answer_everything(visitor, survey)
    assert await how_far([session.id]) == {session.id: HowFar(1, 0)}
    await send(visitor, survey)
    assert await how_far([session.id]) == {session.id: HowFar(1, 1)}
    (response,) = await responses(survey)
    assert (response["channel"], response["how_answered"]) == ("room", "alone")
    attendance = await rows("SELECT * FROM attendance")
    assert [(row["response"], row["session"]) for row in attendance] == [(response["id"], session.id)]


async def test_looking_at_a_session_joins_nothing(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey)
    await visitor.get(f"/join/{session.code}")
    await start(visitor, survey)
    assert [row["channel"] for row in await responses(survey)] == ["link"]
    assert await rows("SELECT * FROM attendance") == []


async def test_wrong_digits_say_what_to_do_and_keep_what_was_typed(visitor: Visitor) -> None:
    survey = await open_survey()
    await open_session(survey, draw=lambda _: 5)
    for raw, words in (("12", "Type the six digits"), ("999 999", "Check the digits")):
        answer = await visitor.post("/join", {"code": raw})
        assert answer.status_code == 422
        assert words in answer.text
        assert f'value="{raw}"' in answer.text
    assert (await visitor.get("/join/999999")).status_code == 422


async def test_many_wrong_digits_have_to_wait_while_others_join(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey, draw=lambda _: 5)
    for _ in range(10):
        assert (await visitor.post("/join", {"code": "999999"})).status_code == 422
    refused = await visitor.post("/join", {"code": session.code})
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "900"
    async with Visitor.arriving() as another:
        assert await join(another, session.code) == survey.at()
    kept = await rows("SELECT key FROM attempt")
    assert kept
    assert not any("999999" in row["key"] or session.code in row["key"] for row in kept)


async def test_an_ended_session_says_so_and_offers_the_open_link(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey)
    async with writing():
        await sessions.close(session.id, datetime.now(UTC))
    for page in (await visitor.get(f"/join/{session.code}"), await visitor.post(f"/join/{session.code}")):
        assert "This session is over" in page.text
        assert survey.at() in page.text
    await close(survey)
    page = await visitor.get(f"/join/{session.code}")
    assert "This session is over" in page.text
    assert survey.at() not in page.text


async def test_nobody_joins_after_the_hour_whoever_forgets_to_close(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey, hours=-0.1)
    assert "This session is over" in (await visitor.get(f"/join/{session.code}")).text


async def test_a_session_that_closes_while_somebody_chooses_who_they_are_says_so(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey)
    await join(visitor, session.code)
    async with writing():
        await sessions.close(session.id, datetime.now(UTC))
    answer = await visitor.post(survey.at(), {"group": "young_person", "how": "alone"})
    assert answer.status_code == 422
    assert "This session is over" in answer.text
    assert await start(visitor, survey)
    assert [row["channel"] for row in await responses(survey)] == ["link"]


async def test_a_survey_that_is_not_open_takes_nobody_in(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey)
    await rows("UPDATE survey SET opens_at = $1", datetime.now(UTC) + timedelta(days=1))
    assert "This survey is not open yet" in (await visitor.get(f"/join/{session.code}")).text


async def test_digits_are_free_again_a_day_after_the_session(database: str) -> None:
    survey = await open_survey()
    first = await open_session(survey, hours=-25, draw=lambda _: 7)
    second = await open_session(survey, draw=lambda _: 7)
    assert first.code == second.code == "100007"
    found = await sessions.find_session(first.id)
    assert found
    assert found.code == ""


async def test_two_sessions_never_have_the_same_digits(database: str) -> None:
    survey = await open_survey()
    drawn = iter([7, 7, 7, 8])
    first = await open_session(survey, draw=lambda _: next(drawn))
    second = await open_session(survey, draw=lambda _: next(drawn))
    assert (first.code, second.code) == ("100007", "100008")


async def test_a_room_behind_one_address_is_not_too_many(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "FROM_ONE_ADDRESS", 2)
    monkeypatch.setattr(pace, "FROM_ONE_BROWSER", 2)
    survey = await open_survey()
    session = await open_session(survey)
    await join(visitor, session.code)
    for _ in range(5):
        answer = await visitor.post(survey.at(), {"group": "young_person", "how": "alone"})
        assert answer.status_code == 303
    assert await how_far([session.id]) == {session.id: HowFar(5, 0)}


async def test_a_lost_place_in_a_room_begins_again_in_the_room(visitor: Visitor) -> None:
    survey = await open_survey((Group.young_person,))
    session = await open_session(survey)
    await join(visitor, session.code)
    path = await start(visitor, survey)
    visitor.client.cookies.delete("answering")
    answer = await visitor.post(path, {"answer": "good", "go": "next", "who": "young_person:alone:13-17/1"})
    assert "We lost your place" in answer.text
    assert [row["channel"] for row in await responses(survey)] == ["room", "room"]


async def test_a_tablet_is_handed_on_with_nothing_left(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey, is_tablet=True)
    assert await join(visitor, session.code) == survey.at("/next")
    neutral = await visitor.get(survey.at("/next"))
    assert "It is your turn" in neutral.text
    assert neutral.headers["clear-site-data"] == '"cache", "storage"'
    assert neutral.headers["cache-control"] == "no-store"
    await visitor.get(survey.at())
    begun = await visitor.post(survey.at(), {"group": "young_person", "how": "alone"})
    path = await after_notice(visitor, begun.headers["location"])
    html = (await visitor.get(path)).text
    whose = re.search(r'name="whose" value="(\w+)"', html)
    assert whose
    assert 'autocomplete="off"' in html
    assert f'content="600; url={survey.at("/next")}"' in html
    handed = await visitor.post(path, {"answer": "good", "go": "next_person", "whose": whose[1]})
    assert handed.headers["location"] == survey.at("/next")
    await visitor.get(survey.at("/next"))
    # the person before is kept, unfinished; nothing here opens it
    assert (await visitor.get(path)).headers["location"] == survey.at()
    kept = await rows("SELECT question_id, choices FROM answer")
    assert [row["choices"] for row in kept] == [["good"]]
    # their page, sent again by Back, is not taken for the next one's
    begun = await visitor.post(survey.at(), {"group": "parent_carer", "how": "alone"})
    again = await visitor.post(path, {"answer": "awful", "go": "next", "whose": whose[1]})
    assert again.headers["location"] == survey.at("/next")
    assert len(await rows("SELECT id FROM answer")) == 1
    assert await how_far([session.id]) == {session.id: HowFar(2, 0)}
    assert {row["channel"] for row in await responses(survey)} == {"tablet"}


async def test_the_page_that_thanks_on_a_tablet_moves_on_by_itself(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey, is_tablet=True)
    await join(visitor, session.code)
    path = await start(visitor, survey)
    for value in ("good", "some", ["noise", "people"], "In the library", "A quiet place at lunch."):
        html = (await visitor.get(path)).text
        whose = re.search(r'name="whose" value="(\w+)"', html)
        assert whose
        path = (await visitor.post(path, {"answer": value, "go": "next", "whose": whose[1]})).headers[
            "location"
        ]
    sent = await visitor.post(survey.at("/check"), {"agree": "yes"})
    thanks = await visitor.get(sent.headers["location"])
    assert thanks.headers["refresh"] == f"60; url={survey.at('/next')}"
    assert "Take a photo" in thanks.text
    assert (await visitor.get(survey.at("/thanks?more=1"))).headers["refresh"].startswith("300;")
    passed = await visitor.post(survey.at("/pass-on"))
    assert passed.headers["location"] == survey.at("/next")
    assert "was put away" in (await visitor.get(survey.at("/thanks"))).text
    assert await how_far([session.id]) == {session.id: HowFar(1, 1)}


async def test_easy_read_of_one_person_is_not_the_next_ones(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey, is_tablet=True)
    await join(visitor, session.code)
    await visitor.post(survey.at(), {"go": "easy"})
    assert 'data-mode="easy"' in (await visitor.get(survey.at())).text
    await visitor.post(survey.at("/pass-on"))
    assert 'data-mode="easy"' not in (await visitor.get(survey.at("/next"))).text


async def test_a_tablet_somebody_is_signed_in_on_is_not_passed_round(visitor: Visitor, cast: Cast) -> None:
    survey = await open_survey()
    session = await open_session(survey, is_tablet=True)
    visitor.sign_in(await cast.session("Priya"))
    assert "You are signed in on this device" in (await visitor.get(f"/join/{session.code}")).text
    assert (await visitor.post(f"/join/{session.code}")).status_code == 422


async def test_a_phone_is_no_tablet(visitor: Visitor) -> None:
    survey = await open_survey()
    session = await open_session(survey)
    await join(visitor, session.code)
    path = await start(visitor, survey)
    html = (await visitor.get(path)).text
    assert "Not your answers?" not in html
    assert "http-equiv" not in html
    assert (await visitor.get(survey.at("/next"))).headers["location"] == survey.at()
    assert (await press(visitor, path, "good")).status_code == 303
