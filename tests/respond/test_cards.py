"""Coming with a card: typed in any way or by its QR code, used once, and never tied to what is answered."""

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from engage.database import rows, writing
from engage.respond import card_tries
from engage.respond.keys import invitation_key
from surveys.invitations.admission import use_up
from surveys.invitations.batches import NewBatch, close_batch, codes_of, make_batch
from surveys.invitations.codes import code_hash
from surveys.invitations.tables import BatchKind
from surveys.who import Group
from tests.respond import road
from tests.respond.road import FEEL
from tests.visitor import Visitor

EASY = "light.easy.move"


async def batch(survey: road.Opened, how_many: int = 3, **more: Any) -> UUID:
    new = NewBatch(survey.id, BatchKind.cards, "Hillside School", how_many)
    async with writing():
        return await make_batch(replace(new, **more), invitation_key(), datetime.now(UTC))


async def words_of(id: UUID) -> list[str]:
    return [code.words for code in await codes_of(id, invitation_key())]


async def a_card(survey: road.Opened, **more: Any) -> str:
    return (await words_of(await batch(survey, **more)))[0]


async def spent() -> int:
    return int((await rows("SELECT sum(cardinality(spent)) AS all FROM invitation_batch"))[0]["all"])


async def start(visitor: Visitor, survey: road.Opened, **fields: str) -> str:
    answer = await visitor.post(survey.at(), {"group": "parent_carer", "how": "alone", **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_card_is_looked_at_and_used_when_the_survey_is_started(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey)
    looked = await visitor.get(f"/c/{words}")
    assert "Your card works" in looked.text
    assert "School and you" in looked.text
    assert looked.headers["cache-control"] == "no-store"
    assert looked.headers["referrer-policy"] == "no-referrer"
    let_in = await visitor.post(f"/c/{words}")
    assert (let_in.status_code, let_in.headers["location"]) == (303, survey.at())
    await visitor.get(survey.at())
    assert await spent() == 0
    assert await start(visitor, survey) == survey.question(FEEL)
    assert await spent() == 1
    [response] = await road.responses(survey)
    assert response["channel"] == "card"


@pytest.mark.parametrize("form", ["{0} {1} {2}", "{2}{0}{1}", "  {1}-{2}-{0} ", "{0}, {1}\n{2}."])
async def test_words_are_typed_with_spaces_capitals_and_in_any_order(visitor: Visitor, form: str) -> None:
    survey = await road.open_survey()
    words = (await a_card(survey)).split("-")
    await visitor.get("/c")
    answer = await visitor.post("/c", {"code": form.format(*words).upper()})
    assert (answer.status_code, answer.headers["location"]) == (303, survey.at())


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("", "Type the three words"),
        ("plum", "Type the three words"),
        ("plum rivver fox", "Is it “river”?"),
        ("plum zzzzz fox", "Check the word “zzzzz”"),
        ("plum river fox", "We do not know a card with these"),
        ("\u0000<script>", "Type the three words"),
    ],
)
async def test_what_is_no_card_is_told_kindly_and_what_was_typed_stays(
    visitor: Visitor, raw: str, told: str
) -> None:
    await road.open_survey()
    answer = await visitor.post("/c", {"code": raw})
    assert answer.status_code == 422
    assert told in answer.text


async def test_a_survey_takes_answers_by_its_link_as_before(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await a_card(survey)
    await start(visitor, survey)
    [response] = await road.responses(survey)
    assert response["channel"] == "link"
    assert await spent() == 0


async def test_a_card_for_parent_carers_does_not_ask_who_you_are(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey, group=Group.parent_carer)
    await visitor.post("/c", {"code": words})
    shown = (await visitor.get(survey.at())).text
    assert "Who are you?" not in shown
    answer = await visitor.post(survey.at(), {"how": "alone"})
    assert answer.headers["location"] == survey.question(FEEL)
    [response] = await road.responses(survey)
    assert response["group"] == "parent_carer"


async def test_an_e_mails_code_says_it_came_by_e_mail(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey, kind=BatchKind.email)
    assert "Your invitation works" in (await visitor.get(f"/c/{words}")).text
    await visitor.post(f"/c/{words}")
    await start(visitor, survey)
    [response] = await road.responses(survey)
    assert response["channel"] == "email"


async def test_pressing_start_twice_begins_once_and_both_lead_on(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey)
    await visitor.post("/c", {"code": words})
    held = visitor.client.cookies.get("admitted")
    assert held
    first = await start(visitor, survey)
    visitor.client.cookies.set("admitted", held, domain="127.0.0.1", path=survey.at())
    assert await start(visitor, survey) == first
    assert len(await road.responses(survey)) == 1
    assert (await visitor.get(survey.question(FEEL))).status_code == 200


@pytest.mark.usefixtures("database")
async def test_twenty_phones_with_one_card_begin_one_response() -> None:
    survey = await road.open_survey()
    words = await a_card(survey)

    async with AsyncExitStack() as stack:
        phones = [await stack.enter_async_context(Visitor.arriving()) for _ in range(20)]
        for phone in phones:
            assert (await phone.post(f"/c/{words}")).status_code == 303
        who = {"group": "parent_carer", "how": "alone"}
        answers = await asyncio.gather(*(phone.post(survey.at(), who) for phone in phones))
    assert sorted(answer.status_code for answer in answers) == [303] + [410] * 19
    assert len(await road.responses(survey)) == 1


@pytest.mark.parametrize("display", ["light.std.move", EASY])
@pytest.mark.parametrize("end", ["used", "closed", "expired"])
async def test_a_card_that_lets_nobody_in_has_a_kind_page_of_its_own(
    visitor: Visitor, end: str, display: str
) -> None:
    visitor.client.cookies.set("display", display, domain="127.0.0.1")
    survey = await road.open_survey()
    now = datetime.now(UTC)
    made = await batch(survey, closes_at=now - timedelta(hours=1) if end == "expired" else None)
    words = (await words_of(made))[0]
    if end == "used":
        await use_up(code_hash(words, invitation_key()), now)
    if end == "closed":
        await close_batch(made, now)
    titles = {
        "used": "This card was used already",
        "closed": "This card is not used any more",
        "expired": "This card is too old",
    }
    for answer in (
        await visitor.get(f"/c/{words}"),
        await visitor.post(f"/c/{words}"),
        await visitor.post("/c", {"code": words}),
    ):
        assert answer.status_code == 410
        assert titles[end] in answer.text or display == EASY
        assert f'href="{survey.at()}"' in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert not await rows("SELECT 1 FROM attempt")


async def test_a_card_used_between_looking_and_starting_says_so_and_keeps_nothing(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey)
    await visitor.post(f"/c/{words}")
    await use_up(code_hash(words, invitation_key()), datetime.now(UTC))
    answer = await visitor.post(survey.at(), {"group": "parent_carer", "how": "alone"})
    assert answer.status_code == 410
    assert "This card was used already" in answer.text
    assert not await road.responses(survey)
    assert await start(visitor, survey) == survey.question(FEEL)  # the note is gone: the open link goes on


async def test_a_card_of_a_survey_that_is_not_open_says_when_it_is(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey)
    await road.close(survey)
    assert "This survey is closed" in (await visitor.get(f"/c/{words}")).text
    waiting = await road.open_survey(is_open=False)
    early = await a_card(waiting)
    assert "This survey is not open yet" in (await visitor.post("/c", {"code": early})).text
    assert await spent() == 0


async def test_words_to_come_back_with_are_told_apart_from_a_cards(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    receipt = await road.send(visitor, survey)
    told = await visitor.post("/c", {"code": receipt})
    assert "These words are for seeing what you said" in told.text
    assert 'href="/my-words"' in told.text
    card = await a_card(survey)
    async with Visitor.arriving() as other:
        for path in ("/my-words", survey.at("/resume")):
            await other.get(path)
            assert "These words are from a card" in (await other.post(path, {"code": card})).text


async def test_a_card_of_one_survey_lets_into_no_other(visitor: Visitor) -> None:
    one, other = await road.open_survey(), await road.open_survey()
    await visitor.post("/c", {"code": await a_card(one)})
    held = visitor.client.cookies.get("admitted")
    assert held
    visitor.client.cookies.set("admitted", held, domain="127.0.0.1", path=other.at())
    await start(visitor, other)
    assert await spent() == 0
    [response] = await road.responses(other)
    assert response["channel"] == "link"


async def test_guessing_is_stopped_and_right_words_are_never_counted(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await a_card(survey)
    for _ in range(3 * card_tries.WRONG_BY_ONE_BROWSER):
        assert (await visitor.get(f"/c/{words}")).status_code == 200
    assert not await rows("SELECT 1 FROM attempt")
    for _ in range(card_tries.WRONG_BY_ONE_BROWSER):
        assert (await visitor.post("/c", {"code": "plum river fox"})).status_code == 422
    stopped = await visitor.post("/c", {"code": words})
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "900")
    async with Visitor.arriving() as other:
        await other.get("/c")
        assert (await other.post("/c", {"code": words})).status_code == 303


async def test_while_everybody_guesses_whoever_was_wrong_once_waits_and_right_words_go_on(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_tries, "WRONG_BY_EVERYBODY", 3)
    survey = await road.open_survey()
    words = await a_card(survey)
    await visitor.get("/c")
    for _ in range(3):
        await visitor.post("/c", {"code": "plum river fox"})
    assert (await visitor.post("/c", {"code": words})).status_code == 429
    async with Visitor.arriving() as other:
        await other.get("/c")
        assert (await other.post("/c", {"code": words})).status_code == 303


async def test_whoever_has_a_card_is_not_held_up_by_a_school_that_starts_at_once(visitor: Visitor) -> None:
    survey = await road.open_survey()
    codes = await words_of(await batch(survey, 70))
    for words in codes:  # more than one browser may start by the open link
        await visitor.post("/c", {"code": words})
        await start(visitor, survey)
    assert len(await road.responses(survey)) == 70


async def test_nothing_kept_names_a_card_or_leads_from_it_to_a_response(visitor: Visitor) -> None:
    survey = await road.open_survey()
    made = await batch(survey, 12)
    words = (await words_of(made))[4]
    await visitor.post(f"/c/{words}")
    await start(visitor, survey)
    hashed = code_hash(words, invitation_key())
    tables = await rows(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    )
    holding = set()
    for table in tables:
        whole = str(await rows(f'SELECT * FROM "{table["table_name"]}"'))
        assert words not in whole
        if hashed in whole:
            holding.add(table["table_name"])
    assert holding == {"invitation_code", "invitation_batch"}
    [response] = await road.responses(survey)
    assert not re.search(r"invit|batch|code", " ".join(response))
