"""Answering: one question a page, kept at every button, in any order, in Easy Read or not."""

import asyncio

import pytest

from engage.database import close_pool, open_pool, rows
from surveys.definition import Group
from tests.respond import road
from tests.respond.road import CHANGE, FEEL, HARD, HELP, PLACE
from tests.visitor import Visitor


async def test_the_first_page_says_what_it_is_who_asks_and_what_is_promised(visitor: Visitor) -> None:
    survey = await road.open_survey()
    page = (await visitor.get(survey.at())).text
    for words in ("School and you", "We want to know what school is like.", "About 3 minutes", "Open until",
                  "We do not ask your name.", "People from Northmere Parent Carers, and people they work with on this, read every answer."):  # fmt: skip
        assert words in page
    assert "A parent or carer" in page
    assert "I work with children" not in page


async def test_a_survey_for_one_group_does_not_ask_who_you_are(visitor: Visitor) -> None:
    survey = await road.open_survey(groups=(Group.parent_carer,))
    assert "Who are you?" not in (await visitor.get(survey.at())).text
    answer = await visitor.post(survey.at(), {"how": "alone"})
    assert answer.headers["location"] == survey.question(FEEL)
    assert (await road.responses(survey))[0]["group"] == "parent_carer"


async def test_starting_keeps_who_answers_and_how(visitor: Visitor) -> None:
    survey = await road.open_survey()
    assert await road.start(visitor, survey, "parent_carer", "behalf") == survey.question(FEEL)
    [response] = await road.responses(survey)
    assert (response["group"], response["how_answered"], response["language"]) == (
        "parent_carer",
        "behalf",
        "en",
    )


async def test_starting_without_saying_who_asks_for_it_and_keeps_the_rest(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await visitor.get(survey.at())
    answer = await visitor.post(survey.at(), {"how": "helped"})
    assert answer.status_code == 422
    assert "Choose who you are" in answer.text
    assert 'value="helped" checked' in answer.text
    assert not await road.responses(survey)


async def test_every_answer_is_kept_at_next_and_the_list_shows_them(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    assert await road.kept(survey) == {
        FEEL: ("given", ("good",), ""),
        HELP: ("given", ("some",), ""),
        HARD: ("given", ("noise", "people"), ""),
        PLACE: ("given", (), "In the library"),
        CHANGE: ("given", (), "A quiet place at lunch."),
    }
    page = (await visitor.get(survey.at("/check"))).text
    for words in ("Good", "Sometimes", "Noise; 100% of people", "In the library", "A quiet place at lunch."):
        assert words in page


async def test_a_question_page_says_where_one_is(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(HELP))).text
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title == "Do you get the help you need at school?  Question 2 of 5 – Engage"
    assert "no-store" in (await visitor.get(survey.question(HELP))).headers["cache-control"]


async def test_leaving_a_question_empty_is_a_skip_and_next_goes_on(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    assert (await road.press(visitor, path)).headers["location"] == survey.question(HELP)
    assert await road.kept(survey) == {FEEL: ("skipped", (), "")}


@pytest.mark.parametrize(
    ("pick", "state"),
    [("_dont_know", "dont_know"), ("_dont_understand", "dont_understand"), ("_skip", "skipped")],
)
async def test_the_quiet_choices_are_answers_of_their_own(visitor: Visitor, pick: str, state: str) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    for id in (HELP, CHANGE):
        await road.press(visitor, survey.question(id), pick)
        assert (await road.kept(survey))[id] == (state, (), "")
        assert f'value="{pick}" checked' in (await visitor.get(survey.question(id))).text


async def test_a_choice_that_is_not_offered_is_not_shown(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    assert "_dont_understand" in (await visitor.get(survey.question(HELP))).text
    assert "_dont_understand" not in (await visitor.get(survey.question(HARD))).text


async def test_back_keeps_what_was_typed_and_going_back_shows_it(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    answer = await road.press(visitor, survey.question(CHANGE), "Half a thought", go="back")
    assert answer.headers["location"] == survey.question(PLACE)
    assert "Half a thought" in (await visitor.get(survey.question(CHANGE))).text


async def test_back_from_a_question_only_looked_at_is_not_a_skip(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    await road.press(visitor, survey.question(HELP), go="back")
    assert await road.kept(survey) == {}


async def test_back_on_the_first_question_puts_right_who_answers_and_loses_nothing(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    back = (await road.press(visitor, path, "good", go="back")).headers["location"]
    page = (await visitor.get(back)).text
    assert 'value="young_person" checked' in page
    answer = await visitor.post(survey.at(), {**road.hidden(page), "group": "parent_carer", "how": "group"})
    assert answer.headers["location"] == path
    [response] = await road.responses(survey)
    assert (response["group"], response["how_answered"]) == ("parent_carer", "group")
    assert 'value="good" checked' in (await visitor.get(path)).text


async def test_changing_an_answer_goes_back_to_the_list(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    path = survey.question(HELP) + "?from=check"
    assert path in (await visitor.get(survey.at("/check"))).text
    answer = await road.press(visitor, path, "no")
    assert answer.headers["location"] == survey.at("/check")
    assert (await road.kept(survey))[HELP] == ("given", ("no",), "")


async def test_text_that_is_too_long_is_told_and_kept_to_the_last_letter(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    text = "x" * 3000 + " and the end"
    answer = await road.press(visitor, survey.question(CHANGE), [text, "_dont_know"])
    assert answer.status_code == 422
    assert "Make your answer shorter. You can write up to 3,000 letters." in answer.text
    assert text in answer.text
    assert 'value="_dont_know" checked' in answer.text
    assert answer.text.partition("<title>")[2].startswith("Error: What would make school better?")
    assert CHANGE not in await road.kept(survey)


async def test_an_answer_that_must_stand_alone_is_told_and_all_ticks_are_kept(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    answer = await road.press(visitor, survey.question(HARD), ["people", "none"])
    assert answer.status_code == 422
    assert "Choose “None of these” on its own, or take its tick off" in answer.text
    assert 'value="people" checked' in answer.text
    assert 'value="none" checked' in answer.text


async def test_easy_read_keeps_what_is_typed_and_stays_on_the_question(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    here = survey.question(CHANGE)
    answer = await road.press(visitor, here, "Half a thought", go="easy")
    assert answer.headers["location"] == here
    page = (await visitor.get(here)).text
    assert 'data-mode="easy"' in page
    assert "What should change at school?" in page
    assert "Half a thought" in page
    await road.press(visitor, here, "A whole thought", go="std")
    page = (await visitor.get(here)).text
    assert 'data-mode="easy"' not in page
    assert "A whole thought" in page


async def test_easy_read_switches_also_when_something_is_to_be_put_right(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    answer = await road.press(visitor, survey.question(CHANGE), "y" * 4000, go="easy")
    assert answer.status_code == 422
    assert 'data-mode="easy"' in answer.text
    assert "y" * 4000 in answer.text


async def test_easy_read_shows_pictures_and_three_faces_but_never_hides_the_one_chosen(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    await road.press(visitor, path, "great", go="easy")
    page = (await visitor.get(path)).text
    assert 'value="great" checked' in page
    assert 'value="awful"' not in page
    page = (await visitor.get(survey.question(HELP))).text
    assert page.count('class="easy-line"') == 2
    assert "#s-some" in page


async def test_each_answer_says_in_which_form_and_language_it_was_given(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey, how="helped")
    await road.press(visitor, path, "good")
    await road.press(visitor, survey.question(HELP), "some", go="easy")
    await road.press(visitor, survey.question(HARD), "noise")
    found = await rows("SELECT question_id, format, language FROM answer ORDER BY answered_at")
    assert [(row["question_id"], row["format"], row["language"]) for row in found] == [
        (FEEL, "helped", "en"),
        (HELP, "helped", "en"),
        (HARD, "easy", "en-simple"),
    ]


async def test_the_same_page_sent_twice_is_one_answer(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    page = (await visitor.get(path)).text
    for _ in range(3):
        answer = await road.press(visitor, path, "good", page=page)
        assert answer.headers["location"] == survey.question(HELP)
    assert (await rows("SELECT revision FROM answer"))[0]["revision"] == 1


async def test_an_older_tab_never_overwrites_a_newer_answer_unasked(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    path = survey.question(CHANGE)
    old_tab = (await visitor.get(path)).text
    await road.press(visitor, path, "The newer answer")
    answer = await road.press(visitor, path, "The older tab", page=old_tab)
    assert answer.status_code == 422
    assert "This answer was changed on another page." in answer.text
    assert "The newer answer" in answer.text
    assert "The older tab" in answer.text
    assert (await road.kept(survey))[CHANGE][2] == "The newer answer"
    await road.press(visitor, path, "The older tab", page=answer.text)
    assert (await road.kept(survey))[CHANGE][2] == "The older tab"


@pytest.mark.parametrize("before", ["", "The first answer"])
async def test_of_two_different_answers_at_the_same_moment_one_is_kept_and_the_other_is_shown_with_it(
    visitor: Visitor, before: str
) -> None:
    survey = await road.open_survey()
    path = survey.question(CHANGE)
    await close_pool()
    await open_pool(10)
    for _ in range(20):
        await road.start(visitor, survey)
        if before:
            await road.press(visitor, path, before)
        page = (await visitor.get(path)).text
        mine, theirs = await asyncio.gather(
            road.press(visitor, path, "Written here", page=page),
            road.press(visitor, path, "Written there", page=page),
        )
        assert sorted((mine.status_code, theirs.status_code)) == [303, 422]
        kept, shown = ("here", theirs) if mine.status_code == 303 else ("there", mine)
        [stands] = await rows("SELECT text, revision FROM answer ORDER BY answered_at DESC LIMIT 1")
        assert (stands["text"], stands["revision"]) == (f"Written {kept}", 2 if before else 1)
        assert "This answer was changed on another page." in shown.text
        assert "Written here" in shown.text
        assert "Written there" in shown.text
        assert f'href="{path}">Take the other answer' in shown.text
        # pressing Next on the page with both is the decision
        other = "Written there" if kept == "here" else "Written here"
        assert (await road.press(visitor, path, other, page=shown.text)).status_code == 303
        [stands] = await rows("SELECT text FROM answer ORDER BY answered_at DESC LIMIT 1")
        assert stands["text"] == other


async def test_a_page_without_its_mark_does_not_replace_an_answer(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    await road.press(visitor, survey.question(CHANGE), "The newer answer")
    answer = await visitor.post(survey.question(CHANGE), {"answer": "Something else", "go": "next"})
    assert answer.status_code == 422
    assert "The newer answer" in answer.text
    assert (await road.kept(survey))[CHANGE][2] == "The newer answer"


async def test_easy_read_on_the_first_page_keeps_what_was_picked(visitor: Visitor) -> None:
    survey = await road.open_survey()
    answer = await visitor.post(survey.at(), {"group": "parent_carer", "how": "group", "go": "easy"})
    assert answer.status_code == 200
    assert 'data-mode="easy"' in answer.text
    assert "This is about school." in answer.text
    assert answer.text.count("checked") == 2
    assert not await road.responses(survey)
    await visitor.post(survey.at(), {"group": "parent_carer", "how": "group"})
    assert (await road.responses(survey))[0]["language"] == "en-simple"


async def test_easy_read_on_the_list_keeps_the_ticks_and_sends_nothing(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    answer = await visitor.post(survey.at("/check"), {"agree": "yes", "quote": "yes", "go": "easy"})
    assert answer.status_code == 200
    assert "What should change at school?" in answer.text
    assert answer.text.count("checked") == 2
    assert (await road.responses(survey))[0]["completed_at"] is None
