"""Codes that let one person answer once: made, found however they are typed, used up once, made anew."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.database import rows, writing
from surveys.answers import Problem
from surveys.channels import Channel
from surveys.invitations import codes
from surveys.invitations.admission import Standing, find_code, use_up
from surveys.invitations.batches import (
    Batch,
    NewBatch,
    batches_of,
    close_batch,
    codes_of,
    find_batch,
    make_batch,
    reissue,
)
from surveys.invitations.codes import (
    CODE_WORDS,
    code_hash,
    code_of,
    new_codes,
    read_code,
    same_codes,
    unknown_word,
)
from surveys.invitations.tables import BatchKind
from surveys.who import Group
from surveys.wordlist import WORDS
from tests.surveys.makers import KEY, NOW, an_open_survey

needs_database = pytest.mark.usefixtures("database")
seeds = st.text(min_size=1, max_size=30)


@given(seeds, st.integers(0, 9_999), st.permutations([0, 1, 2]), st.sampled_from([" ", "-", "", ", ", "  "]))
def test_a_code_is_found_however_it_is_typed_and_in_whatever_order(
    seed: str, number: int, order: list[int], between: str
) -> None:
    code = code_of(seed, number, 0, KEY)
    words = code.words.split("-")
    assert len(set(words)) == CODE_WORDS
    read = read_code(between.join(words[place] for place in order).upper())
    assert isinstance(read, str)
    assert code_hash(read, KEY) == code.hash


@given(seeds, st.integers(1, 60), st.data())
def test_a_batch_prints_the_same_words_again_whatever_was_taken_when_it_was_made(
    seed: str, how_many: int, data: st.DataObject
) -> None:
    tried = [code_of(seed, number, 0, KEY).hash for number in range(how_many)]
    taken = data.draw(st.sets(st.sampled_from(tried), max_size=how_many))
    made = new_codes(seed, how_many, KEY, taken)
    assert len({code.hash for code in made} - taken) == how_many
    assert same_codes(seed, KEY, {code.hash for code in made}) == made
    assert same_codes(seed, b"another key", {code.hash for code in made}) == ()


@pytest.mark.parametrize(
    "raw", ["", "plum", "plum river", "plum river fox fox", "plum plum fox", "123", "\0", "é" * 400]
)
def test_what_is_no_code_is_told_how_one_looks(raw: str) -> None:
    assert isinstance(read_code(raw), Problem)


def test_a_word_that_no_card_has_is_named_with_the_one_it_looks_like() -> None:
    assert unknown_word("plum rivver fox") == ("rivver", "river")
    assert unknown_word("plum qqqqq fox") == ("qqqqq", "")
    assert unknown_word("plum river") is None


def test_there_are_as_many_codes_as_we_say() -> None:
    sets = len(WORDS) * (len(WORDS) - 1) * (len(WORDS) - 2) // 6
    assert sets > 30_000_000


async def batch_of(how_many: int = 3, **more: object) -> Batch:
    survey = await an_open_survey()
    new = NewBatch(survey.survey_id, BatchKind.cards, "Hillside School", how_many, **more)  # type: ignore[arg-type]
    async with writing():
        made = await make_batch(new, KEY, NOW)
    found = await find_batch(survey.survey_id, made)
    assert found
    return found


async def words_of(batch: UUID) -> list[str]:
    return [code.words for code in await codes_of(batch, KEY)]


@needs_database
async def test_a_batch_has_as_many_codes_as_asked_and_none_are_stored() -> None:
    batch = await batch_of(200, group=Group.young_person)
    words = await words_of(batch.id)
    assert len(set(words)) == 200
    assert words == await words_of(batch.id)
    stored = str(
        await rows("SELECT b.*, c.* FROM invitation_batch b JOIN invitation_code c ON c.batch = b.id")
    )
    assert not any(code in stored for code in words)
    assert (batch.group, batch.used, batch.left) == (Group.young_person, 0, 200)


@needs_database
async def test_codes_lie_in_the_table_in_an_order_that_tells_nothing() -> None:
    batch = await batch_of(50)
    lying = [row["code_hash"] for row in await rows("SELECT code_hash FROM invitation_code ORDER BY ctid")]
    printed = [code_hash(words, KEY) for words in await words_of(batch.id)]
    assert lying == sorted(printed) != printed


@needs_database
async def test_words_that_another_batch_has_are_not_given_out_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "WORDS", WORDS[:20])  # 1,140 sets of three, so that many come twice
    survey = await an_open_survey()
    new = NewBatch(survey.survey_id, BatchKind.cards, "Hillside School", 400)
    async with writing():
        first, second = await make_batch(new, KEY, NOW), await make_batch(new, KEY, NOW)
    assert not {*await words_of(first)} & {*await words_of(second)}
    assert {batch.id for batch in await batches_of(survey.survey_id, BatchKind.cards)} == {first, second}


@needs_database
async def test_a_code_lets_one_person_in_once() -> None:
    batch = await batch_of()
    words = (await words_of(batch.id))[1]
    found = await find_code(words, KEY, NOW)
    assert found
    assert (found.standing, found.channel, found.group) == (Standing.open, Channel.card, None)
    assert await use_up(found.hash, NOW) == batch.survey
    assert await use_up(found.hash, NOW) is None
    again = await find_code(words, KEY, NOW)
    assert again
    assert again.standing is Standing.used
    assert [code.is_used for code in await codes_of(batch.id, KEY)] == [False, True, False]


@needs_database
async def test_of_twenty_at_once_one_gets_in() -> None:
    batch = await batch_of()
    hashed = code_hash((await words_of(batch.id))[0], KEY)

    async def one() -> UUID | None:
        async with writing():
            return await use_up(hashed, NOW)

    let_in = await asyncio.gather(*(one() for _ in range(20)))
    assert [one for one in let_in if one] == [batch.survey]


@needs_database
async def test_all_the_codes_of_a_batch_at_once_are_each_used_up() -> None:
    batch = await batch_of(20)

    async def one(words: str) -> None:
        async with writing():
            assert await use_up(code_hash(words, KEY), NOW)

    await asyncio.gather(*(one(words) for words in await words_of(batch.id)))
    (row,) = await rows("SELECT spent FROM invitation_batch")
    assert row["spent"] == sorted(row["spent"])
    assert len(row["spent"]) == 20


@needs_database
async def test_a_transaction_that_fails_leaves_the_code_good() -> None:
    batch = await batch_of()
    hashed = code_hash((await words_of(batch.id))[0], KEY)

    async def failing() -> None:
        async with writing():
            await use_up(hashed, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    assert await use_up(hashed, NOW) == batch.survey


@needs_database
async def test_a_closed_and_a_late_card_say_so_and_let_nobody_in() -> None:
    batch = await batch_of(closes_at=NOW + timedelta(days=1))
    words = (await words_of(batch.id))[0]
    later = NOW + timedelta(days=1)
    late = await find_code(words, KEY, later)
    assert late
    assert late.standing is Standing.expired
    assert await use_up(late.hash, later) is None
    assert await close_batch(batch.id, NOW)
    assert not await close_batch(batch.id, NOW)
    closed = await find_code(words, KEY, NOW)
    assert closed
    assert closed.standing is Standing.closed
    assert await use_up(closed.hash, NOW) is None


@needs_database
async def test_words_nobody_was_given_find_nothing() -> None:
    await batch_of()
    assert await find_code("plum-river-fox", KEY, NOW) is None
    assert await use_up("nothing", NOW) is None


@needs_database
async def test_a_batch_is_made_anew_for_what_is_left_of_it_and_only_once() -> None:
    batch = await batch_of(5, group=Group.parent_carer, closes_at=NOW + timedelta(days=9))
    for words in (await words_of(batch.id))[:2]:
        assert await use_up(code_hash(words, KEY), NOW)

    async def again() -> UUID | None:
        async with writing():
            return await reissue(batch, KEY, NOW, "Priya Nair")

    made = [one for one in await asyncio.gather(*(again() for _ in range(5))) if one]
    assert len(made) == 1
    fresh = await find_batch(batch.survey, made[0])
    assert fresh
    assert (fresh.how_many, fresh.instead_of, fresh.name) == (3, batch.id, batch.name)
    assert (fresh.group, fresh.closes_at) == (batch.group, batch.closes_at)
    old = await find_batch(batch.survey, batch.id)
    assert old
    assert old.is_closed
    assert not {*await words_of(fresh.id)} & {*await words_of(batch.id)}


@needs_database
async def test_how_many_of_a_handful_were_used_is_not_shown() -> None:
    assert (await batch_of(6)).used_shown is None
    assert (await batch_of(10)).used_shown == 0
    batch = await batch_of(6)
    for words in (await words_of(batch.id))[:5]:
        assert await use_up(code_hash(words, KEY), NOW)
    found = await find_batch(batch.survey, batch.id)
    assert found
    assert found.used_shown == 5


@needs_database
async def test_a_batch_of_another_survey_is_not_found() -> None:
    batch = await batch_of()
    assert await find_batch(uuid4(), batch.id) is None
