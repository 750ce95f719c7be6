"""The three words: to come back, to see, to change, to take back; and how often they may be tried."""

import pytest

from engage.database import rows
from tests.respond import road
from tests.respond.road import CHANGE, FEEL, HELP
from tests.visitor import Visitor


async def stop(visitor: Visitor, survey: road.Opened, text: str = "Half a thought") -> str:
    """Stop in the middle; the three words."""
    await road.start(visitor, survey)
    await road.press(visitor, survey.question(FEEL), "good")
    answer = await road.press(visitor, survey.question(CHANGE), text, go="stop")
    assert answer.headers["location"] == survey.at("/stopped")
    return road.words_on((await visitor.get(survey.at("/stopped"))).text)


async def test_stopping_keeps_what_was_typed_and_gives_words_to_come_back(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await stop(visitor, survey)
    assert (await road.kept(survey))[CHANGE][2] == "Half a thought"
    await visitor.post(survey.at("/leave"))
    async with Visitor.arriving() as later:
        await later.get(survey.at("/resume"))
        typed = words.upper().replace(" – ", "  ")
        answer = await later.post(survey.at("/resume"), {"code": typed})
        assert answer.headers["location"] == survey.question(HELP)
        assert "Half a thought" in (await later.get(survey.question(CHANGE))).text
        await road.press(later, survey.question(HELP), "yes")
        assert await road.send(later, survey) == words
    assert len(await road.responses(survey)) == 1


async def test_coming_back_on_another_device_closes_the_place_on_the_first(visitor: Visitor) -> None:
    survey = await road.open_survey()
    words = await stop(visitor, survey)
    async with Visitor.arriving() as later:
        await later.post(survey.at("/resume"), {"code": words})
        assert (await later.get(survey.question(FEEL))).status_code == 200
    assert (await visitor.get(survey.question(FEEL))).headers["location"] == survey.at()


async def test_the_words_show_what_was_sent_and_when(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey, quote=True)
    async with Visitor.arriving() as later:
        assert (await later.post("/my-words", {"code": words})).headers["location"] == "/my-words/answers"
        page = (await later.get("/my-words/answers")).text
        for told in (
            "School and you",
            "A quiet place at lunch.",
            "Noise; 100% of people",
            "You sent this on",
        ):
            assert told in page
        assert "You said we may quote you" in page
        assert 'href="/what-changed"' in page
        await later.post("/my-words/close")
        assert (await later.get("/my-words/answers")).headers["location"] == "/my-words"
    async with Visitor.arriving() as stranger:
        assert (await stranger.get("/my-words/answers")).headers["location"] == "/my-words"


async def test_deleting_asks_once_more_and_takes_every_answer_away(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey, quote=True)
    await visitor.post("/my-words", {"code": words})
    assert "Delete your answers?" in (await visitor.get("/my-words/delete")).text
    assert len(await rows("SELECT 1 FROM answer")) == 5
    assert (await visitor.post("/my-words/delete")).headers["location"] == "/my-words/deleted"
    assert "Your answers are deleted" in (await visitor.get("/my-words/deleted")).text
    assert not await rows("SELECT 1 FROM answer")
    [response] = await road.responses(survey)
    assert response["withdrawn_at"]
    assert response["may_quote"] is False
    await visitor.post("/my-words", {"code": words})
    page = (await visitor.get("/my-words/answers")).text
    assert "You deleted these answers on" in page
    assert "A quiet place" not in page


async def test_deleting_without_the_words_deletes_nothing(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    async with Visitor.arriving() as stranger:
        assert (await stranger.post("/my-words/delete")).headers["location"] == "/my-words"
        stranger.client.cookies.set("words", words.replace(" – ", "-"), domain="127.0.0.1", path="/my-words")
        assert (await stranger.post("/my-words/delete")).headers["location"] == "/my-words"
    assert len(await rows("SELECT 1 FROM answer")) == 5


async def test_what_was_sent_can_be_changed_while_the_survey_is_open(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    await visitor.post("/my-words", {"code": words})
    assert (await visitor.post("/my-words/change")).headers["location"] == survey.at("/check")
    await road.press(visitor, survey.question(HELP) + "?from=check", "no")
    assert "A quiet place at lunch." in (await visitor.get(survey.at("/check"))).text
    assert await road.send(visitor, survey) == words
    assert (await road.kept(survey))[HELP][1] == ("no",)
    assert (await visitor.get(survey.question(HELP))).status_code == 303
    await road.close(survey)
    assert "Change my answers" not in (await visitor.get("/my-words/answers")).text
    assert (await visitor.post("/my-words/change")).headers["location"] == "/my-words/answers"
    answer = await visitor.post(survey.at("/resume"), {"code": words})
    assert "This survey is closed, so your answers can’t be changed" in answer.text


@pytest.mark.parametrize(
    "typed", ["", "plum", "plum river", "xx yy zz", "a" * 5000, "\x00", "plum-river-fox-kite"]
)
@pytest.mark.parametrize("path", ["/my-words", "/resume"])
async def test_words_that_are_no_code_are_told_and_kept(visitor: Visitor, typed: str, path: str) -> None:
    survey = await road.open_survey()
    where = path if path == "/my-words" else survey.at(path)
    answer = await visitor.post(where, {"code": typed})
    assert answer.status_code == 422
    assert "Check the three words. They look like: plum river fox" in answer.text
    if len(typed) > 1:
        assert f'value="{typed}"' in answer.text


async def test_words_of_nobody_are_told(visitor: Visitor) -> None:
    answer = await visitor.post("/my-words", {"code": "plum river acorn"})
    assert answer.status_code == 422
    assert "We can’t find answers with these" in answer.text


async def test_one_visitor_may_try_ten_times_in_a_quarter_of_an_hour(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    words = await road.send(visitor, survey)
    firsts = ("acorn", "album", "anchor", "apple", "apricot", "apron", "arcade", "arch", "arrow", "artist")
    for first in firsts:
        await visitor.post("/my-words", {"code": f"{first} river acorn"})
    answer = await visitor.post("/my-words", {"code": words})
    assert answer.status_code == 422
    assert "Wait 15 minutes" in answer.text
    async with Visitor.arriving() as other:  # not limited: the same words work
        other.client.cookies.set("visitor", "somebody-else", domain="127.0.0.1")
        assert (await other.post("/my-words", {"code": words})).status_code == 303


async def test_a_hundred_wrong_guesses_by_anybody_are_enough(visitor: Visitor) -> None:
    await rows("INSERT INTO attempt (key, since, times) VALUES ('wrong three words', now(), 100)")
    assert "Wait 15 minutes" in (await visitor.post("/my-words", {"code": "plum river acorn"})).text
    await rows("UPDATE attempt SET since = now() - interval '16 minutes'")
    assert "We can’t find answers" in (await visitor.post("/my-words", {"code": "plum river acorn"})).text
