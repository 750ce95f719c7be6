"""Answering on a real database: nothing is lost, doubled, or written to what was taken back."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Format, Given, HowAnswered, Problem
from surveys.authoring import close_survey
from surveys.definition import Group
from surveys.keeping import Newer
from surveys.receipts import token_hash
from surveys.responding import (
    GONE,
    Started,
    State,
    answers_of,
    complete,
    find_by_receipt,
    find_response,
    hand_out,
    how_many_sent,
    load_state,
    mark_asked,
    move,
    receipt_of,
    save_answer,
    set_who,
    start,
    withdraw,
)
from surveys.tables import Answer, Response, SurveyState
from tests.surveys.makers import FEEL, HARD, HELP, KEY, NOW, WHY, Open, an_open_survey

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(minutes=5)
LOUD = Given(AnswerState.given, text="It is loud 😀\nat lunch")


async def begin(survey: Open) -> Started:
    group, alone = Group.young_person, HowAnswered.alone
    return await start(survey.survey_id, survey.version_id, group, alone, "en", NOW)


async def begun() -> Started:
    return await begin(await an_open_survey())


async def say(started: Started, question: str, given: Given, format: Format = Format.std) -> Problem | None:
    told = await save_answer(started.response_id, question, given, format, "en", LATER)
    assert not isinstance(told, Newer)
    return told


async def state_of(started: Started) -> State:
    state = await find_response(started.token)
    assert state
    return state


async def test_a_new_response_is_found_by_its_token_with_all_a_page_needs() -> None:
    survey = await an_open_survey()
    started = await begin(survey)
    state = await state_of(started)
    assert (state.survey_id, state.version_id) == (survey.survey_id, survey.version_id)
    assert (state.group, state.how_answered) == (Group.young_person, HowAnswered.alone)
    assert (state.survey_state, state.answers, state.completed_at) == (SurveyState.open, {}, None)
    assert state.may_change(NOW)
    assert await load_state(token_hash(started.token)) == state
    assert await find_response("another token") is None


async def test_the_token_itself_is_not_kept() -> None:
    started = await begun()
    rows = await Response.raw("SELECT response::text AS words FROM response")
    assert started.token not in rows[0]["words"]


async def test_every_answer_comes_back_exactly_as_it_was_given() -> None:
    started = await begun()
    answers = {
        FEEL: Given(AnswerState.given, ("good",)),
        HELP: DONT_KNOW,
        HARD: Given(AnswerState.given, ("noise", "work")),
        WHY: LOUD,
    }
    for question, given in answers.items():
        assert await say(started, question, given) is None
    assert (await state_of(started)).answers == answers
    assert await answers_of(started.response_id) == answers
    assert (await state_of(started)).last_answered_at == LATER


async def test_an_answer_given_again_replaces_the_first_and_the_same_one_changes_nothing() -> None:
    started = await begun()
    for given in (SKIPPED, LOUD, LOUD, LOUD):
        assert await say(started, WHY, given) is None
    rows = await Answer.select()
    assert [(row["state"], row["text"], row["revision"]) for row in rows] == [("given", LOUD.text, 2)]


async def test_the_format_an_answer_was_given_in_is_kept_with_it() -> None:
    started = await begun()
    await say(started, FEEL, Given(AnswerState.given, ("ok",)), Format.easy)
    assert await Answer.select(Answer.format, Answer.language).first() == {"format": "easy", "language": "en"}


async def test_twenty_presses_at_once_make_one_answer() -> None:
    started = await begun()
    await asyncio.gather(*(say(started, WHY, LOUD) for _ in range(20)))
    assert await Answer.count() == 1


async def test_finishing_gives_three_words_and_finishing_again_the_same_three() -> None:
    started = await begun()
    code = await complete(started.response_id, True, NOW, KEY)
    assert isinstance(code, str)
    assert code.count("-") == 2
    assert await complete(started.response_id, False, LATER, KEY) == code
    state = await state_of(started)
    assert (state.completed_at, state.may_quote) == (NOW, False)
    assert receipt_of(state.response_id, state.receipt_hash, KEY) == code
    assert receipt_of(state.response_id, state.receipt_hash, b"another key") is None


async def test_the_three_words_find_the_response_again_and_are_kept_nowhere() -> None:
    started = await begun()
    await say(started, WHY, LOUD)
    code = await complete(started.response_id, True, NOW, KEY)
    assert isinstance(code, str)
    found = await find_by_receipt(code.replace("-", "  ").upper(), KEY)
    assert isinstance(found, State)
    assert (found.response_id, found.answers) == (started.response_id, {WHY: LOUD})
    assert await find_by_receipt(code, b"another key") is None
    assert isinstance(await find_by_receipt("plum river", KEY), Problem)
    rows = await Response.raw("SELECT response::text AS words FROM response")
    assert not any(word in rows[0]["words"] for word in code.split("-"))


async def test_when_the_words_are_taken_the_response_gets_others() -> None:
    survey = await an_open_survey()
    first, second = await begin(survey), await begin(survey)
    code = await complete(second.response_id, False, NOW, KEY)
    second_hash = (await state_of(second)).receipt_hash
    await Response.update({Response.receipt_hash: None}).where(Response.id == second.response_id)
    await Response.update({Response.receipt_hash: second_hash}).where(Response.id == first.response_id)
    other = await complete(second.response_id, False, NOW, KEY)
    assert isinstance(other, str)
    assert other != code
    found = await find_by_receipt(other, KEY)
    assert isinstance(found, State)
    assert found.response_id == second.response_id


async def test_taking_back_deletes_the_answers_and_nothing_can_be_written_any_more() -> None:
    started = await begun()
    await say(started, WHY, LOUD)
    await say(started, FEEL, SKIPPED)
    code = await complete(started.response_id, True, NOW, KEY)
    assert await withdraw(started.response_id, LATER) == 2
    assert await say(started, WHY, LOUD) == GONE
    assert await complete(started.response_id, True, LATER, KEY) == GONE
    assert await withdraw(started.response_id, LATER + timedelta(days=1)) == 0
    assert await Answer.count() == 0
    assert isinstance(code, str)
    found = await find_by_receipt(code, KEY)
    assert isinstance(found, State)
    assert (found.withdrawn_at, found.may_quote, found.may_change(LATER)) == (LATER, False, False)


async def test_a_response_that_never_was_can_not_be_written_to() -> None:
    nobody = Started(uuid4(), "token")
    assert await say(nobody, WHY, LOUD) == GONE
    assert await complete(nobody.response_id, True, NOW, KEY) == GONE


async def test_once_the_survey_closes_answers_can_be_seen_and_not_changed() -> None:
    survey = await an_open_survey()
    started = await begin(survey)
    await close_survey(survey.survey_id, LATER)
    state = await state_of(started)
    assert (state.survey_state, state.may_change(LATER)) == (SurveyState.closed, False)


async def test_who_answers_and_how_can_be_put_right_until_it_is_finished() -> None:
    started = await begun()
    await set_who(started.response_id, Group.parent_carer, HowAnswered.scribed)
    state = await state_of(started)
    assert (state.group, state.how_answered) == (Group.parent_carer, HowAnswered.scribed)
    await complete(started.response_id, False, NOW, KEY)
    await set_who(started.response_id, Group.young_person, HowAnswered.alone)
    assert (await state_of(started)).group is Group.parent_carer


async def test_the_words_handed_out_before_finishing_are_the_words_at_the_end() -> None:
    started = await begun()
    words = await hand_out(started.response_id, KEY)
    assert await hand_out(started.response_id, KEY) == words
    state = await state_of(started)
    assert (state.completed_at, receipt_of(state.response_id, state.receipt_hash, KEY)) == (None, words)
    assert await complete(started.response_id, False, LATER, KEY) == words
    await withdraw(started.response_id, LATER)
    assert await hand_out(started.response_id, KEY) == GONE


async def test_moving_to_another_device_ends_the_place_on_the_first() -> None:
    started = await begun()
    token = await move(started.response_id)
    assert await find_response(started.token) is None
    moved = await find_response(token)
    assert moved
    assert moved.response_id == started.response_id


async def test_those_who_sent_are_counted_and_not_those_who_only_began_or_took_it_back() -> None:
    survey = await an_open_survey()
    sent, back, _ = await begin(survey), await begin(survey), await begin(survey)
    for one in (sent, back):
        await complete(one.response_id, False, NOW, KEY)
    await withdraw(back.response_id, LATER)
    assert await how_many_sent(survey.survey_id) == 1


async def test_sending_marks_what_the_way_no_longer_leads_to_and_sending_again_brings_it_back() -> None:
    started = await begun()
    for question in (WHY, HARD):
        await say(started, question, LOUD)

    async def asked() -> dict[str, bool]:
        found = await Answer.raw("SELECT question_id, is_asked FROM answer")
        return {row["question_id"]: row["is_asked"] for row in found}

    code = await complete(started.response_id, True, NOW, KEY, asked=[WHY])
    assert await asked() == {WHY: True, HARD: False}
    assert await complete(started.response_id, True, LATER, KEY, asked=[HARD]) == code
    assert await asked() == {WHY: False, HARD: True}
    await mark_asked(started.response_id, [WHY, HARD])
    assert await asked() == {WHY: True, HARD: True}
