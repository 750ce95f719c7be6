"""Three words cannot be guessed, and guessers lock nobody out who knows theirs."""

from datetime import UTC, datetime, timedelta

import pytest

from engage.database import rows, writing
from engage.respond import tries
from engage.respond.keys import invitation_key
from engage.respond.tries import QUARTER, Caller, count_try
from surveys.invitations.batches import NewBatch, codes_of, make_batch
from surveys.invitations.tables import BatchKind
from surveys.receipts import CODE_WORDS
from surveys.wordlist import WORDS
from tests.respond import road
from tests.visitor import Visitor

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


async def let_through(guesses: int, one: object, now: datetime = NOW) -> int:
    """How many of so many guesses are looked up; `one` makes the caller of each."""
    found = 0
    for n in range(guesses):
        tried = await count_try(one(n), now)  # type: ignore[operator]
        found += tried.may
    return found


def test_there_are_186_million_codes() -> None:
    assert len(WORDS) ** CODE_WORDS == 186_169_411


async def test_one_visitor_gets_ten_in_a_quarter_and_thirty_a_day(database: str) -> None:
    def same(_: int) -> Caller:
        return Caller("one", "")

    assert await let_through(40, same) == 10
    found = [await let_through(20, same, NOW + QUARTER * n + timedelta(seconds=n)) for n in range(1, 20)]
    assert sum(found) <= 20


async def test_one_address_gets_sixty_a_day_whatever_cookies_it_sends(database: str) -> None:
    def fresh(n: int) -> Caller:
        return Caller(f"cookie {n}", "198.51.100.7")

    assert await let_through(100, fresh) == tries.WRONG_BY_ADDRESS
    later = [await let_through(100, fresh, NOW + (QUARTER + timedelta(seconds=1)) * n) for n in range(1, 6)]
    assert sum(later) == tries.WRONG_BY_ADDRESS_A_DAY - tries.WRONG_BY_ADDRESS


async def test_one_customer_of_the_newer_addresses_is_one_address(database: str) -> None:
    def nets(n: int) -> Caller:
        return Caller(f"cookie {n}", f"2001:db8:77:{n:x}::/64")

    assert await let_through(100, nets) == tries.WRONG_BY_ADDRESS


async def test_everybody_together_gets_a_hundred_and_a_first_try_of_a_new_address_more(database: str) -> None:
    def crowd(n: int) -> Caller:
        return Caller(f"cookie {n}", f"198.51.{n // 200}.{n // 2 % 100}")  # two tries of each

    assert await let_through(400, crowd) == 100 + 150  # a hundred, and then the first of each of the rest
    assert not (await count_try(Caller("unknown", ""), NOW)).may


async def test_a_crowd_of_new_addresses_comes_to_an_end_too(database: str) -> None:
    await rows("INSERT INTO attempt (key, since, times) VALUES ($1, $2, 300)", tries.EVERYBODY_A_DAY, NOW)
    await rows("INSERT INTO attempt (key, since, times) VALUES ('first tries beyond', $1, 998)", NOW)

    def fresh(n: int) -> Caller:
        return Caller(f"cookie {n}", f"198.51.100.{n}")

    assert await let_through(20, fresh) == 2
    refused = await count_try(Caller("late", "203.0.113.1"), NOW)
    assert (refused.may, refused.wait) == (False, timedelta(days=1))


async def test_the_right_words_of_somebody_new_open_during_an_attack(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    await rows("INSERT INTO attempt (key, since, times) VALUES ($1, now(), 5000)", tries.EVERYBODY)
    await rows("INSERT INTO attempt (key, since, times) VALUES ($1, now(), 5000)", tries.EVERYBODY_A_DAY)
    async with Visitor.arriving() as somebody:
        somebody.client.headers["x-forwarded-for"] = "203.0.113.9"
        assert (await somebody.post("/my-words", {"code": words})).status_code == 303
        assert (
            await somebody.post("/my-words", {"code": words})
        ).status_code == 303  # right ones leave no trace
        somebody.client.cookies.set("visitor", "other", domain="127.0.0.1")
        assert (await somebody.post("/my-words", {"code": "plum river acorn"})).status_code == 422
        refused = await somebody.post("/my-words", {"code": words})
        assert "Wait 15 minutes" in refused.text
    await rows("DELETE FROM attempt WHERE key = $1", tries.EVERYBODY)
    refused = await visitor.post("/my-words", {"code": "plum river acorn"})
    assert "Try your words again tomorrow." in refused.text


async def test_right_words_leave_nothing_in_the_table_of_tries(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    await rows("DELETE FROM attempt")
    for _ in range(15):
        assert (await visitor.post("/my-words", {"code": words})).status_code == 303
    assert not await rows("SELECT 1 FROM attempt")


async def test_the_words_of_a_card_typed_here_leave_nothing_either(visitor: Visitor) -> None:
    survey = await road.open_survey()
    async with writing():
        batch = await make_batch(
            NewBatch(survey.id, BatchKind.cards, "Northmere School", 5), invitation_key(), NOW
        )
    for one in await codes_of(batch, invitation_key()):
        assert "These words are from a card" in (await visitor.post("/my-words", {"code": one.words})).text
    assert not await rows("SELECT 1 FROM attempt")


@pytest.mark.parametrize(("wrong", "is_held"), [(tries.SLOW_FROM, False), (tries.SLOW_FROM + 1, True)])
async def test_when_many_are_wrong_an_answer_takes_its_time(
    database: str, monkeypatch: pytest.MonkeyPatch, wrong: int, is_held: bool
) -> None:
    held: list[float] = []

    async def rests(seconds: float) -> None:
        held.append(seconds)

    monkeypatch.setattr("engage.respond.tries.asyncio.sleep", rests)
    await rows("INSERT INTO attempt (key, since, times) VALUES ($1, $2, $3)", tries.EVERYBODY, NOW, wrong)
    await tries.Try(True, ()).was_wrong(NOW)
    assert held == ([1.0] if is_held else [])
