"""A question to try out at the start of Easy Read: like the real ones, and nothing of it is kept."""

import pytest

from tests.respond import road
from tests.respond.road import FEEL, HELP
from tests.visitor import Visitor


def reads_easy(visitor: Visitor) -> None:
    visitor.client.cookies.set("display", "light.easy.move", domain="127.0.0.1")


async def test_starting_in_easy_read_begins_with_a_question_to_try_out(visitor: Visitor) -> None:
    survey = await road.open_survey()
    reads_easy(visitor)
    assert await road.start(visitor, survey) == survey.at("/practice")
    page = (await visitor.get(survey.at("/practice"))).text
    assert "This is to try it out. We do not keep it." in page
    assert page.count('type="radio" id="answer') == 5
    assert page.count('name="go"') == 4  # Next, Back, Skip this, and the switch of Easy Read
    assert "checked" not in page


@pytest.mark.parametrize(("pick", "words"), [("music", "Music"), ("sport", "Sport"), ("both", "I like both")])
async def test_what_was_tried_is_shown_and_not_kept(visitor: Visitor, pick: str, words: str) -> None:
    survey = await road.open_survey()
    reads_easy(visitor)
    await road.start(visitor, survey)
    answer = await visitor.post(survey.at("/practice"), {"answer": pick, "go": "next"})
    page = (await visitor.get(answer.headers["location"])).text
    assert f"You chose: {words}" in page
    assert f'href="{survey.question(FEEL)}"' in page
    assert await road.kept(survey) == {}
    assert len(await road.responses(survey)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"go": "next"},
        {"go": "skip", "answer": "music"},
        {"go": "next", "answer": "_skip"},
        {"go": "next", "answer": "_dont_know"},
        {"answer": "<script>"},
        {},
    ],
)
async def test_the_practice_can_be_skipped(visitor: Visitor, fields: dict[str, str]) -> None:
    survey = await road.open_survey()
    reads_easy(visitor)
    await road.start(visitor, survey)
    answer = await visitor.post(survey.at("/practice"), fields)
    assert answer.headers["location"] == survey.question(FEEL)


async def test_back_from_the_practice_leads_to_the_start_with_everything_chosen(visitor: Visitor) -> None:
    survey = await road.open_survey()
    reads_easy(visitor)
    await road.start(visitor, survey, "parent_carer")
    answer = await visitor.post(survey.at("/practice"), {"go": "back"})
    page = (await visitor.get(answer.headers["location"])).text
    assert 'value="parent_carer" checked' in page
    again = await visitor.post(survey.at(), {**road.hidden(page), "group": "parent_carer", "how": "alone"})
    assert again.headers["location"] == survey.question(FEEL)


async def test_turning_easy_read_off_in_the_practice_leads_to_the_first_question(visitor: Visitor) -> None:
    survey = await road.open_survey()
    reads_easy(visitor)
    await road.start(visitor, survey)
    answer = await visitor.post(survey.at("/practice"), {"go": "std"})
    assert answer.headers["location"] == survey.question(FEEL)
    assert 'data-mode="easy"' not in (await visitor.get(survey.question(FEEL))).text


async def test_there_is_no_practice_without_easy_read_or_after_the_first_answer_or_without_a_place(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    assert (await visitor.get(survey.at("/practice"))).headers["location"] == survey.at()
    assert (await visitor.post(survey.at("/practice"), {"go": "next"})).headers["location"] == survey.at()
    assert await road.start(visitor, survey) == survey.question(FEEL)
    assert (await visitor.get(survey.at("/practice"))).headers["location"] == survey.question(FEEL)
    await road.press(visitor, survey.question(HELP), "yes")
    reads_easy(visitor)
    assert (await visitor.get(survey.at("/practice"))).headers["location"] == survey.at()


async def test_what_stands_in_the_address_of_the_practice_is_never_shown(visitor: Visitor) -> None:
    survey = await road.open_survey()
    reads_easy(visitor)
    await road.start(visitor, survey)
    page = (await visitor.get(survey.at("/practice?tried=<b>rude</b>"))).text
    assert "rude" not in page
    assert "What do you like more?" in page
