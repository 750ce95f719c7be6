"""Answers that were sealed on a phone: taken in once, into their own response, never over anything newer; whatever else
comes changes nothing."""

import asyncio
import json
import re
import secrets
import time
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from engage.database import rows, writing
from engage.respond.offline import keys
from engage.respond.offline.runs import read_run, run_of
from surveys.definition import Group
from tests.respond.road import (
    CHANGE,
    FEEL,
    HARD,
    HELP,
    PLACE,
    Opened,
    close,
    kept,
    open_survey,
    press,
    responses,
    set_state,
    start,
)
from tests.visitor import HERE, Visitor

SHOWN = re.compile(r'name="place" value="([^"]*)" data-kit="([^"]*)"')


class Phone:
    """Seals as the worker does."""

    def __init__(self, visitor: Visitor, survey: Opened, run: str) -> None:
        self.visitor, self.survey, self.run, self.clock = visitor, survey, run, time.time()

    @classmethod
    async def begun(cls, visitor: Visitor, survey: Opened) -> "Phone":
        await start(visitor, survey)
        return cls(visitor, survey, (await carried(visitor, survey))[0]["r"])

    def item(self, question: str, *fields: tuple[str, str], ago: float = 0, **more: Any) -> dict[str, Any]:
        told = {
            "i": secrets.token_hex(8),
            "r": self.run,
            "q": question,
            "f": list(fields),
            "l": "light.std.calm",
        }
        return {**told, "t": int((self.clock - ago) * 1000), **more}

    async def seal(self, item: dict[str, Any]) -> dict[str, str]:
        told = (await self.visitor.get("/s/key.json")).json()
        public = load_der_public_key(b64decode(told["public"]))
        assert isinstance(public, RSAPublicKey)
        key, nonce = AESGCM.generate_key(256), secrets.token_bytes(12)
        body = AESGCM(key).encrypt(nonce, json.dumps(item).encode().ljust(1024), None)
        closed = public.encrypt(key, OAEP(MGF1(SHA256()), SHA256(), None))
        return {
            "kid": told["id"],
            **{n: b64encode(v).decode() for n, v in (("key", closed), ("iv", nonce), ("body", body))},
        }

    async def send(self, *items: dict[str, Any]) -> list[str]:
        return await self.post([await self.seal(item) for item in items])

    async def post(self, sealed: list[dict[str, str]]) -> list[str]:
        sent = {"now": int(self.clock * 1000), "items": sealed}
        reply = await posted(self.visitor, self.survey, json.dumps(sent))
        assert reply.status_code == 200, reply.text
        told: list[str] = reply.json()["told"]
        return told


async def posted(visitor: Visitor, survey: Opened, body: str, **headers: str) -> httpx.Response:
    about = {"origin": HERE, "sec-fetch-site": "same-origin", "content-type": "application/json", **headers}
    return await visitor.client.post(survey.at("/sealed"), content=body, headers=about)


async def carried(visitor: Visitor, survey: Opened, question: str = FEEL) -> tuple[dict[str, Any], str]:
    """What the page of a question carries along, and the address of the kit."""
    html = (await visitor.get(survey.question(question))).text
    found = SHOWN.search(html)
    assert found, "nothing is carried along"
    return json.loads(unescape(found[1])), unescape(found[2])


async def test_an_answer_is_taken_in_once_however_often_it_comes(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    sealed = await phone.seal(phone.item(FEEL, ("answer", "good"), ago=60))
    assert await phone.post([sealed]) == ["taken"]
    assert await phone.post([sealed, sealed]) == ["known", "known"]
    assert await kept(survey) == {FEEL: ("given", ("good",), "")}
    again = await asyncio.gather(*(phone.post([sealed]) for _ in range(5)))
    assert again == [["known"]] * 5


async def test_ten_at_once_of_one_item_take_it_in_once(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    sealed = await phone.seal(phone.item(FEEL, ("answer", "good")))
    told = await asyncio.gather(*(phone.post([sealed]) for _ in range(10)))
    assert sorted(one for each in told for one in each) == ["known"] * 9 + ["taken"]


async def test_the_order_is_kept_and_the_newest_answer_stays(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    first, second = (
        phone.item(FEEL, ("answer", code), ago=ago) for code, ago in (("bad", 50), ("great", 40))
    )
    assert await phone.send(first, second) == ["taken", "taken"]
    assert (await kept(survey))[FEEL] == ("given", ("great",), "")
    assert await phone.send(phone.item(FEEL, ("answer", "awful"), ago=45)) == ["newer"]
    assert (await kept(survey))[FEEL] == ("given", ("great",), "")


async def test_an_answer_given_with_signal_since_then_is_not_written_over(
    database: None, visitor: Visitor
) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    await press(visitor, survey.question(FEEL), "good")
    assert await phone.send(phone.item(FEEL, ("answer", "awful"), ago=600)) == ["newer"]
    assert await phone.send(phone.item(FEEL, ("answer", "good"), ago=600)) == ["taken"]
    assert (await kept(survey))[FEEL] == ("given", ("good",), "")


async def test_a_phone_whose_clock_is_years_off_is_understood(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    await press(visitor, survey.question(FEEL), "good")
    phone.clock = 1_000_000_000.0  # the year 2001
    assert await phone.send(phone.item(FEEL, ("answer", "awful"), ago=0)) == ["taken"]
    assert await phone.send(phone.item(FEEL, ("answer", "bad"), ago=3600)) == ["newer"]


async def test_answers_find_their_own_response_whoever_holds_the_device_by_now(
    database: None, visitor: Visitor
) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    await start(visitor, survey)  # the next person on the same device
    assert await phone.send(phone.item(FEEL, ("answer", "awful"))) == ["taken"]
    mine, next_one = await responses(survey)
    found = await rows("SELECT response FROM answer")
    assert [row["response"] for row in found] == [mine["id"]]
    assert mine["id"] != next_one["id"]
    # that everything is to be sent finishes the own response, and gives the next person no three words
    assert await phone.send(phone.item("", send=True)) == ["taken"]
    mine, next_one = await responses(survey)
    assert mine["completed_at"]
    assert not next_one["completed_at"]
    assert "sent" not in visitor.client.cookies
    assert (await visitor.get(survey.question(FEEL))).status_code == 200


async def test_sending_without_signal_finishes_and_gives_the_three_words(
    database: None, visitor: Visitor
) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    answer, send = phone.item(PLACE, ("answer", "In the library")), phone.item("", send=True, quote=True)
    assert await phone.send(answer, send) == ["taken", "taken"]
    [response] = await responses(survey)
    assert response["completed_at"]
    assert response["may_quote"]
    assert re.search(r'class="code"[^>]*>\w+ – \w+ – \w+<', (await visitor.get(survey.at("/thanks"))).text)
    assert await phone.send(phone.item("", send=True)) == ["known"]
    assert await phone.send(phone.item(FEEL, ("answer", "good"))) == ["late"]


async def test_what_was_said_before_closing_is_taken_for_a_day(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    hour = timedelta(hours=1)
    await rows("UPDATE response SET started_at = started_at - interval '2 days'")
    phone.run = run_of(UUID(str((await responses(survey))[0]["id"])), datetime.now(UTC) - 30 * hour)
    await set_state(survey, closes_at=datetime.now(UTC) - 2 * hour)
    assert await phone.send(phone.item(FEEL, ("answer", "good"), ago=3 * 3600)) == ["taken"]
    assert await phone.send(phone.item(HELP, ("answer", "yes"), ago=3600)) == ["late"]
    await set_state(survey, closes_at=datetime.now(UTC) - 25 * hour)
    assert await phone.send(phone.item(HELP, ("answer", "yes"), ago=26 * 3600)) == ["late"]
    assert set(await kept(survey)) == {FEEL}


async def test_after_staff_closed_it_by_hand_only_what_came_before_counts(
    database: None, visitor: Visitor
) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    await close(survey)
    assert await phone.send(phone.item(FEEL, ("answer", "good"), ago=30)) == ["taken"]
    phone.clock += 60
    assert await phone.send(phone.item(HELP, ("answer", "yes"))) == ["late"]


async def test_an_empty_page_takes_nothing_away_but_a_choice_to_skip_does(
    database: None, visitor: Visitor
) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    await press(visitor, survey.question(FEEL), "good")
    later = -1.0
    assert await phone.send(phone.item(FEEL, s=True, ago=later)) == ["taken"]
    assert (await kept(survey))[FEEL][0] == "given"
    assert await phone.send(phone.item(HELP, s=True)) == ["taken"], "nothing was said before: it was passed"
    assert (await kept(survey))[HELP][0] == "skipped"
    assert await phone.send(phone.item(HARD, g="back")) == ["taken"]
    assert HARD not in await kept(survey), "it was only looked at"
    await asyncio.sleep(0.01)
    phone.clock = time.time()
    assert await phone.send(phone.item(FEEL, ("answer", "_skip"), s=True)) == ["taken"]
    assert (await kept(survey))[FEEL][0] == "skipped"


@pytest.mark.parametrize("part", ["key", "iv", "body", "kid"])
async def test_what_was_changed_on_the_way_is_nothing(database: None, visitor: Visitor, part: str) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    sealed = await phone.seal(phone.item(FEEL, ("answer", "good")))
    other = {
        "kid": "0" * 32,
        "iv": b64encode(b"\x00" * 12).decode(),
        "key": "A" * 344,
        "body": "AAAA" + sealed["body"][4:],
    }
    assert await phone.post([{**sealed, part: other[part]}]) == ["unread"]
    assert await kept(survey) == {}


async def test_another_survey_a_made_up_run_and_an_old_page_are_foreign(
    database: None, visitor: Visitor
) -> None:
    survey, another = await open_survey(), await open_survey()
    phone = await Phone.begun(visitor, survey)
    elsewhere = Phone(visitor, another, phone.run)
    assert await elsewhere.send(elsewhere.item(FEEL, ("answer", "good"))) == ["foreign"]
    [response] = await responses(survey)
    id, day = UUID(str(response["id"])), timedelta(days=1)
    for run in (
        "",
        "x" * 66,
        id.hex,
        run_of(id, datetime.now(UTC) - 3 * day),
        run_of(UUID(int=7), datetime.now(UTC)),
    ):
        phone.run = run
        assert await phone.send(phone.item(FEEL, ("answer", "good"))) == ["foreign"]
    assert await kept(survey) == {}


async def test_no_answer_to_its_question_is_told_so(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    told = await phone.send(
        phone.item(FEEL, ("answer", "nonsense")), phone.item("q_nowhere1", ("answer", "x"))
    )
    assert told == ["unread", "foreign"]


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"now": 1}', '{"now": "x", "items": []}', '{"now": 1, "items": [{}]}', "\x00"]
)
async def test_anything_else_is_no_sending(database: None, visitor: Visitor, body: str) -> None:
    survey = await open_survey()
    assert (await posted(visitor, survey, body)).status_code == 400


async def test_more_than_fifty_at_once_and_other_sites_are_refused(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    sealed = await phone.seal(phone.item(FEEL, ("answer", "good")))
    many = json.dumps({"now": 1, "items": [sealed] * 51})
    assert (await posted(visitor, survey, many)).status_code == 400
    one = json.dumps({"now": int(phone.clock * 1000), "items": [sealed]})
    assert (await posted(visitor, survey, one, **{"sec-fetch-site": "cross-site"})).status_code == 422
    assert (await posted(visitor, survey, one, origin="https://elsewhere.example")).status_code == 422
    assert await kept(survey) == {}


async def test_a_changed_key_still_opens_for_two_days(database: None, visitor: Visitor) -> None:
    survey = await open_survey()
    phone = await Phone.begun(visitor, survey)
    items = [await phone.seal(phone.item(FEEL, ("answer", "good"))) for _ in range(2)]
    async with writing():
        old = (await keys.public_key(datetime.now(UTC)))[0]
        made = await keys.public_key(datetime.now(UTC) + timedelta(days=31))
    assert made[0] != old
    await rows("UPDATE sealing_key SET retired_at = now() WHERE id = $1", old)
    assert await phone.post(items[:1]) == ["taken"]
    await rows("UPDATE sealing_key SET retired_at = now() - interval '49 hours' WHERE id = $1", old)
    assert await phone.post(items[1:]) == ["unread"]


async def test_ten_at_once_make_one_key_and_its_private_part_is_sealed(
    database: None, visitor: Visitor
) -> None:
    told = await asyncio.gather(*(visitor.get("/s/key.json") for _ in range(10)))
    assert len({one.json()["id"] for one in told}) == 1
    [row] = await rows("SELECT public, private FROM sealing_key")
    assert row["private"].startswith("1.")
    assert b64decode(row["public"])[:1] == b"0"


async def test_a_page_carries_the_answers_rules_look_at_and_the_kit_holds_nothing_of_anybody(
    database: None, visitor: Visitor
) -> None:
    survey = await open_survey((Group.young_person,))
    phone = await Phone.begun(visitor, survey)
    await press(visitor, survey.question(CHANGE), "zebra lamp")
    place, path = await carried(visitor, survey, PLACE)
    assert place["a"] == {}
    assert place["w"] == ["young_person", "alone"]
    assert "zebra" not in json.dumps(place)
    run = read_run(phone.run, datetime.now(UTC))
    assert run
    assert run.response_id == (await responses(survey))[0]["id"]
    with_cookies = await visitor.client.get(path)
    visitor.client.cookies.clear()
    without = await visitor.client.get(path)
    assert without.status_code == 200
    assert without.content == with_cookies.content
    assert "immutable" in without.headers["cache-control"]
    assert "set-cookie" not in without.headers
    kit = without.json()
    assert set(kit["pages"]) >= {FEEL, HELP, HARD, PLACE, CHANGE, "end", "sent", "stopped", "away"}
    for word in ("_token", "zebra", phone.run, "young_person:alone"):
        assert word not in without.text


async def test_the_kit_of_a_draft_or_of_another_survey_is_not_there(database: None, visitor: Visitor) -> None:
    survey, another = await open_survey(), await open_survey()
    await start(visitor, survey)
    _, path = await carried(visitor, survey)
    for wrong in (
        path.replace(survey.slug, another.slug),
        survey.at("/offline/" + "0" * 32),
        survey.at("/offline/x"),
    ):
        assert (await visitor.client.get(wrong)).status_code == 404
    await rows("UPDATE survey SET state = 'draft', pilot_version = current_version WHERE id = $1", survey.id)
    assert (await visitor.client.get(path)).status_code == 404


async def test_the_worker_is_looked_at_anew_and_made_pages_have_every_header(
    database: None, visitor: Visitor
) -> None:
    script = await visitor.client.get("/s/worker.js")
    assert script.headers["cache-control"] == "no-cache"
    assert script.headers["content-type"].startswith("text/javascript")
    assert "script-src 'self'" in script.text.splitlines()[0]
    assert "no-store" in script.text.splitlines()[0]
