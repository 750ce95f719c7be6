"""Checking, sending, being thanked: once, with consent, and without leaving anything behind for the next person."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from engage.database import close_pool, open_pool, rows, writing
from engage.respond import sent as sent_module
from surveys import responding
from surveys.answers import HowAnswered
from surveys.definition import Group
from tests.respond import road
from tests.respond.road import CHANGE, FEEL, HELP
from tests.visitor import Visitor


async def test_sending_needs_the_tick_and_says_so_twice(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    answer = await visitor.post(survey.at("/check"), {"quote": "yes"})
    assert answer.status_code == 422
    assert answer.text.count("Tick the box to say it is OK to send your answers") == 2
    assert 'value="yes" checked' in answer.text
    assert "A quiet place at lunch." in answer.text
    assert (await road.responses(survey))[0]["completed_at"] is None
    assert (await visitor.post(survey.at("/check"), {"agree": "yes"})).status_code == 303
    assert (await road.responses(survey))[0]["completed_at"] is not None


async def test_the_list_says_what_was_skipped_and_what_was_not_reached(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    await road.press(visitor, path)
    page = (await visitor.get(survey.at("/check"))).text
    assert page.count("You skipped this") == 1
    assert page.count("Not answered yet") == 4


@pytest.mark.parametrize("quote", [True, False])
async def test_words_may_be_quoted_only_when_that_box_was_ticked(visitor: Visitor, quote: bool) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    page = (await visitor.get(survey.at("/check"))).text
    assert "You may use my words as a quote, without my name" in page
    assert "checked" not in page
    await road.send(visitor, survey, quote=quote)
    assert (await road.responses(survey))[0]["may_quote"] is quote


async def test_nobody_who_wrote_nothing_is_asked_to_be_quoted(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    await road.press(visitor, path, "good")
    assert "as a quote" not in (await visitor.get(survey.at("/check"))).text


async def test_the_thanks_say_what_happens_next_with_dates(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    await road.send(visitor, survey)
    page = (await visitor.get(survey.at("/thanks"))).text
    assert "by Saturday 19 December 2099" in page
    assert "By Saturday 16 January 2100" in page
    assert "They went to Northmere Parent Carers." in page
    assert "Childline" in page


async def test_a_grown_up_is_shown_help_for_grown_ups(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey, "parent_carer")
    await road.send(visitor, survey)
    page = (await visitor.get(survey.at("/thanks"))).text
    assert "Samaritans" in page
    assert "Childline" not in page


@pytest.mark.parametrize(
    ("others", "words"), [(5, "one of the first"), (12, "About 15 people have answered")]
)
async def test_how_many_answered_is_rounded_and_few_are_not_counted(
    visitor: Visitor, others: int, words: str
) -> None:
    survey = await road.open_survey()
    [version] = await rows("SELECT current_version FROM survey WHERE id = $1", survey.id)
    now = datetime.now(UTC)
    async with writing():
        for _ in range(others):
            started = await responding.start(
                survey.id, version["current_version"], Group.young_person, HowAnswered.alone, "en", now
            )
            await responding.complete(started.response_id, False, now, b"key")
    await road.start(visitor, survey)
    await road.send(visitor, survey)
    assert words in (await visitor.get(survey.at("/thanks"))).text


async def test_sending_twice_is_sending_once(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    place = visitor.client.cookies.get("answering")
    first = await road.send(visitor, survey)
    again = await visitor.post(survey.at("/check"), {"agree": "yes"})  # the place is gone by now
    assert again.headers["location"] == survey.at("/thanks")
    assert road.words_on((await visitor.get(survey.at("/thanks"))).text) == first
    assert place
    visitor.client.cookies.delete("sent")
    visitor.client.cookies.set("answering", place.strip('"'), domain="127.0.0.1", path=survey.at())
    lost_reply = await visitor.post(survey.at("/check"), {"agree": "yes", "quote": "yes"})  # tried once more
    assert lost_reply.headers["location"] == survey.at("/thanks")
    assert road.words_on((await visitor.get(survey.at("/thanks"))).text) == first
    [response] = await road.responses(survey)
    assert response["may_quote"] is False


async def test_after_sending_nobody_on_this_device_sees_the_answers(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    place = visitor.client.cookies.get("answering")
    await road.send(visitor, survey)
    assert visitor.client.cookies.get("answering") is None
    for path in (survey.question(CHANGE), survey.at("/check"), survey.at("/stopped")):
        assert (await visitor.get(path)).status_code == 303
    # even a device that kept the cookie against our wish shows no answers
    assert place
    visitor.client.cookies.set("answering", place.strip('"'), domain="127.0.0.1", path=survey.at())
    for path in (survey.question(CHANGE), survey.at("/check")):
        assert (await visitor.get(path)).headers["location"] == survey.at("/thanks")
    assert "A quiet place" not in (await visitor.get(survey.at("/thanks"))).text


async def test_text_sent_late_from_another_tab_is_shown_and_not_lost(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    place = (visitor.client.cookies.get("answering") or "").strip('"')
    other_tab = (await visitor.get(survey.question(CHANGE))).text
    await road.send(visitor, survey)
    visitor.client.cookies.set("answering", place, domain="127.0.0.1", path=survey.at())
    answer = await road.press(visitor, survey.question(CHANGE), "One more thing", page=other_tab)
    assert answer.status_code == 422
    assert "You have sent your answers" in answer.text
    assert "One more thing" in answer.text
    assert (await road.kept(survey))[CHANGE][2] == "A quiet place at lunch."


async def test_the_next_person_on_the_device_starts_with_nothing(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    assert words not in (await visitor.get(survey.at())).text
    page = (await visitor.get(survey.at("/thanks"))).text
    assert words not in page
    assert "This page was put away" in page
    path = await road.start(visitor, survey, "parent_carer")
    assert "checked" not in (await visitor.get(path)).text


async def test_opening_the_link_again_never_shows_answers_that_were_not_sent(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    await road.press(visitor, path, "good")
    page = (await visitor.get(survey.at())).text
    assert "checked" not in page
    await visitor.post(survey.at(), {"group": "young_person", "how": "alone"})
    assert "checked" not in (await visitor.get(survey.question(FEEL))).text
    assert len(await road.responses(survey)) == 2


async def test_the_words_are_put_away_after_a_quarter_of_an_hour(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    words = await road.send(visitor, survey)
    assert words in (await visitor.get(survey.at("/thanks"))).text
    monkeypatch.setattr(sent_module, "LIFE", timedelta(seconds=-1))
    assert words not in (await visitor.get(survey.at("/thanks"))).text


async def test_a_note_of_sending_made_up_or_from_another_survey_shows_nothing(visitor: Visitor) -> None:
    survey, other = await road.open_survey(), await road.open_survey()
    await road.start(visitor, survey)
    words = await road.send(visitor, survey)
    note = (visitor.client.cookies.get("sent") or "").strip('"')
    visitor.client.cookies.set("sent", note, domain="127.0.0.1", path=other.at())
    assert words not in (await visitor.get(other.at("/thanks"))).text
    visitor.client.cookies.clear()
    visitor.client.cookies.set("sent", note[:-2] + "xx", domain="127.0.0.1", path=survey.at())
    assert words not in (await visitor.get(survey.at("/thanks"))).text


async def test_leaving_takes_everything_off_the_device(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    await road.press(visitor, path, "good")
    answer = await visitor.post(survey.at("/leave"))
    assert answer.headers["location"] == "/"
    assert (await visitor.get(survey.question(HELP))).headers["location"] == survey.at()


async def test_ten_identical_posts_at_once_are_one_answer_and_one_sending(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(CHANGE))).text
    await close_pool()
    await open_pool(10)
    for n in range(20):
        presses = (road.press(visitor, survey.question(CHANGE), f"Once {n}", page=page) for _ in range(10))
        answers = await asyncio.gather(*presses)
        assert {answer.headers.get("location") for answer in answers} == {survey.at("/check")}
        found = await rows("SELECT text, revision FROM answer")
        assert [(row["text"], row["revision"]) for row in found] == [(f"Once {n}", n + 1)]
        page = (await visitor.get(survey.question(CHANGE))).text
    sent = await asyncio.gather(*(visitor.post(survey.at("/check"), {"agree": "yes"}) for _ in range(10)))
    assert {answer.headers.get("location") for answer in sent} == {survey.at("/thanks")}
    assert len(await road.responses(survey)) == 1
