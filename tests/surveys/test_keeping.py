"""Keeping an answer while others keep theirs: connections of their own, at the same moment."""

import asyncio

import pytest

from engage.database import close_pool, open_pool
from surveys.answers import SKIPPED, AnswerState, Format, Given, HowAnswered, Problem
from surveys.definition import Group
from surveys.keeping import Newer, Over, save_answer
from surveys.responding import GONE, Started, answers_of, start, withdraw
from surveys.tables import Answer
from tests.surveys.makers import HARD, NOW, WHY, an_open_survey

AT_ONCE, ROUNDS = 10, 20
OLD, MINE, THEIRS = (Given(AnswerState.given, text=text) for text in ("Noise", "Noise, and light", "Light"))


@pytest.fixture(autouse=True)
async def a_connection_each(database: str) -> None:
    """As many connections as there are people pressing, so that the database has to decide and not the queue for it."""
    await close_pool()
    await open_pool(AT_ONCE)


async def begun() -> Started:
    survey = await an_open_survey()
    return await start(survey.survey_id, survey.version_id, Group.young_person, HowAnswered.alone, "en", NOW)


async def keep(
    started: Started, given: Given, only_over: Given | Over | None = None, question: str = WHY
) -> Problem | Newer | None:
    return await save_answer(started.response_id, question, given, Format.std, "en", NOW, only_over=only_over)


async def stands(started: Started) -> Given:
    return (await answers_of(started.response_id))[WHY]


async def test_ten_identical_presses_at_once_are_one_answer_of_one_revision_twenty_times() -> None:
    for _ in range(ROUNDS):
        started = await begun()
        told = await asyncio.gather(*(keep(started, MINE) for _ in range(AT_ONCE)))
        assert set(told) == {None}
        answers = await Answer.select().where(Answer.response == started.response_id)
        assert [(one["text"], one["revision"]) for one in answers] == [(MINE.text, 1)]


@pytest.mark.parametrize("before", [None, OLD])
async def test_of_two_different_answers_at_once_one_is_kept_and_the_other_told_twenty_times(
    before: Given | None,
) -> None:
    for _ in range(ROUNDS):
        started = await begun()
        if before:
            await keep(started, before)
        told = await asyncio.gather(*(keep(started, given, before) for given in (MINE, THEIRS)))
        kept = await stands(started)
        assert sorted(told, key=str) == sorted((None, Newer(kept)), key=str)
        assert told[0 if kept == MINE else 1] is None
        [answer] = await Answer.select().where(Answer.response == started.response_id)
        assert answer["revision"] == (2 if before else 1)


async def test_an_answer_made_over_an_older_one_does_not_replace_a_newer_one() -> None:
    started = await begun()
    assert await keep(started, OLD) is None
    assert await keep(started, THEIRS, OLD) is None
    assert await keep(started, MINE, OLD) == Newer(THEIRS)
    assert await keep(started, MINE, None) == Newer(THEIRS)
    assert await stands(started) == THEIRS
    assert await keep(started, MINE, THEIRS) is None
    assert await stands(started) == MINE


async def test_an_answer_that_says_over_anything_replaces_anything() -> None:
    started = await begun()
    for given in (OLD, THEIRS, SKIPPED, MINE):
        assert await keep(started, given, Over.anything) is None
    assert await stands(started) == MINE


async def test_the_same_answer_sent_again_is_no_conflict_whatever_it_was_made_over() -> None:
    started = await begun()
    await keep(started, MINE)
    for over in (None, OLD, SKIPPED, MINE):
        assert await keep(started, MINE, over) is None


async def test_ticks_are_compared_one_by_one() -> None:
    started = await begun()
    both, one = (Given(AnswerState.given, codes) for codes in (("noise", "work"), ("noise",)))
    assert await keep(started, both, None, HARD) is None
    assert await keep(started, one, both, HARD) is None
    assert await keep(started, SKIPPED, both, HARD) == Newer(one)
    assert await keep(started, SKIPPED, one, HARD) is None


async def test_an_answer_only_repeated_leaves_a_newer_one_in_place() -> None:
    started = await begun()
    await keep(started, THEIRS)
    assert await keep(started, OLD, OLD) is None
    assert await stands(started) == THEIRS


async def test_nothing_is_kept_for_what_was_taken_back_whatever_it_was_made_over() -> None:
    started = await begun()
    await keep(started, OLD)
    await withdraw(started.response_id, NOW)
    for over in (Over.anything, None, OLD):
        assert await keep(started, MINE, over) == GONE
