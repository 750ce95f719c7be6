"""What happens with answers, told for each age and group before the first question; which notice was seen is kept."""

import re

import pytest

from engage.respond import noticing
from engage.respond.noticing import YOUNG, Band, newest, notices
from surveys.definition import Group
from surveys.reading import long_sentences, reading_age
from tests.respond import road
from tests.respond.road import CHANGE, FEEL
from tests.visitor import Visitor

ADULTS = [band for band in Band if band not in YOUNG]
MOST = {Band.under_13: 9, Band.teens: 10}  # the age a notice should be readable at; 11 for everybody else


async def notice_kept(survey: road.Opened) -> object:
    return (await road.responses(survey))[-1]["notice"]


@pytest.mark.parametrize(
    ("age", "mark"),
    [("under-13", "under-13/1"), ("13-17", "13-17/1"), ("18-25", "18-25/1"), ("rather-not", "under-13/1")],
)
async def test_a_young_person_says_an_age_and_reads_the_notice_for_it(
    visitor: Visitor, age: str, mark: str
) -> None:
    survey = await road.open_survey()
    assert await road.start(visitor, survey, age=age) == survey.question(FEEL)
    assert await notice_kept(survey) == mark
    page = (await visitor.get(survey.at("/notice"))).text
    band = noticing.find_notice(mark)
    assert band
    for line in band.lines:
        assert line.said("en", "Northmere Parent Carers") in page


async def test_the_age_page_asks_for_no_birthday_and_takes_one_tap(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await visitor.post(survey.at(), {"group": "young_person", "how": "alone"})
    page = (await visitor.get(survey.at("/age"))).text
    assert page.count('name="age"') == 4
    assert "We do not ask for your birthday." in page
    assert "<input" not in page.replace('<input type="hidden"', "")


async def test_no_age_asks_for_it_in_words(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await visitor.post(survey.at(), {"group": "young_person", "how": "behalf"})
    answer = await visitor.post(survey.at("/age"), {"age": "7"})
    assert answer.status_code == 422
    assert "Choose how old you are, or say that you would rather not" in answer.text
    assert "How old is the person you answer for?" in answer.text
    assert await notice_kept(survey) == ""


@pytest.mark.parametrize("group", [group for group in Group if group is not Group.young_person])
async def test_everybody_else_has_read_theirs_on_the_first_page_and_goes_straight_on(
    visitor: Visitor, group: Group
) -> None:
    survey = await road.open_survey(groups=(Group.young_person, group))
    first = (await visitor.get(survey.at())).text
    for line in newest(Band(group.value)).first_lines:
        assert line.said("en", "Northmere Parent Carers") in first
    assert await road.start(visitor, survey, group) == survey.question(FEEL)
    assert await notice_kept(survey) == f"{group}/1"
    assert "Information Commissioner" in (await visitor.get(survey.at("/notice"))).text


async def test_who_puts_right_who_they_are_reads_the_right_notice(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey, "parent_carer")
    page = (await visitor.get(survey.at("?going=on"))).text
    young = {**road.hidden(page), "group": "young_person", "how": "alone"}
    answer = await visitor.post(survey.at(), young)
    assert answer.headers["location"] == survey.at("/age")
    await road.after_notice(visitor, survey.at("/age"), "18-25")
    assert await notice_kept(survey) == "18-25/1"
    assert (await visitor.post(survey.at(), young)).headers["location"] == survey.question(FEEL)
    parent = {**young, "group": "parent_carer"}
    assert (await visitor.post(survey.at(), parent)).headers["location"] == survey.question(FEEL)
    assert await notice_kept(survey) == "parent_carer/1"


async def test_a_place_that_was_lost_still_knows_which_notice_was_seen(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey, age="13-17")
    page = (await visitor.get(survey.question(CHANGE))).text
    visitor.client.cookies.delete("answering")
    assert (await road.press(visitor, survey.question(CHANGE), "All I wrote", page=page)).status_code == 422
    assert [row["notice"] for row in await road.responses(survey)] == ["13-17/1", "13-17/1"]


@pytest.mark.parametrize("notice", ["", "13-17/99", "parent_carer/1", "<b>", "x" * 500, "::"])
async def test_a_notice_that_was_never_shown_is_never_kept(visitor: Visitor, notice: str) -> None:
    survey = await road.open_survey()
    fields = {"answer": "Words", "who": f"young_person:alone:{notice}"}
    assert (await visitor.post(survey.question(CHANGE), fields)).status_code == 422
    assert await notice_kept(survey) == ""


async def test_the_notice_is_there_for_everybody_and_leads_back(visitor: Visitor) -> None:
    survey = await road.open_survey()
    page = (await visitor.get(survey.at("/notice"))).text
    assert f'href="{survey.at()}">' in page
    for band in YOUNG:
        told = (await visitor.get(survey.at(f"/notice?for={band}"))).text
        assert newest(band).lines[0].words["en"] in told
    away = (await visitor.get(survey.at("/notice?back=//elsewhere.example"))).text
    assert "elsewhere" not in away
    back = f"{survey.question(FEEL)}?from=check"
    assert f'href="{back}"' in (await visitor.get(survey.at(f"/notice?back={back}"))).text


async def test_in_easy_read_the_notice_has_short_words_and_leads_to_the_question_to_try(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    visitor.client.cookies.set("display", "light.easy.move", domain="127.0.0.1")
    assert await road.start(visitor, survey, age="13-17") == survey.at("/practice")
    page = (await visitor.get(survey.at("/notice"))).text
    assert newest(Band.teens).lines[0].words["en-simple"] in page


async def test_what_was_chosen_on_the_first_page_is_there_after_help(visitor: Visitor) -> None:
    survey = await road.open_survey()
    answer = await visitor.post(survey.at(), {"group": "parent_carer", "how": "group", "go": "help"})
    assert answer.headers["location"].startswith("/help?back=")
    page = (await visitor.get(answer.headers["location"])).text
    [back] = re.findall(r'href="(/s/[^"]+\?[^"]+)"', page)
    shown = (await visitor.get(back.replace("&amp;", "&"))).text
    assert 'value="parent_carer" checked' in shown
    assert 'value="group" checked' in shown
    assert not await road.responses(survey)


async def test_ticks_on_the_list_are_there_after_help_and_nobody_else_can_set_them(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    answer = await visitor.post(survey.at("/check"), {"agree": "yes", "go": "help"})
    page = (await visitor.get(answer.headers["location"])).text
    [back] = re.findall(r'href="(/s/[^"]+ticks=[^"]+)"', page)
    assert (await visitor.get(back)).text.count(" checked") == 1
    assert (await road.responses(survey))[0]["completed_at"] is None
    await road.start(visitor, survey)
    assert " checked" not in (await visitor.get(back)).text
    assert " checked" not in (await visitor.get(survey.at("/check?ticks=agree"))).text


def test_every_band_has_a_notice_with_its_easy_read_twin_and_pictures() -> None:
    for band in Band:
        notice = newest(band)
        assert len(notice.mark) <= 40
        for text in (notice.title, *(line.words for line in notice.lines)):
            assert text["en"]
            assert text["en-simple"]
        assert all(line.picture for line in notice.lines)


def test_every_notice_says_who_reads_how_long_what_if_not_safe_and_that_one_may_choose() -> None:
    for notice in notices().values():
        words = " ".join(line.words["en"] for line in notice.lines)
        for needed in ("choose|choice|up to you", "read", "safe", "three", "keep your answers", "name"):
            assert re.search(needed, words), (notice.mark, needed)


@pytest.mark.parametrize("band", Band)
def test_a_notice_can_be_read_by_the_people_it_is_for(band: Band) -> None:
    words = "\n".join(line.words["en"] for line in newest(band).lines).replace("{who}", "the forum")
    assert reading_age(words) <= MOST.get(band, 11)
    easy = "\n".join(line.words["en-simple"] for line in newest(band).lines)
    assert reading_age(easy) <= 9
    assert not long_sentences(easy.replace("{who}", "us"), 12)


def test_the_first_page_says_the_same_to_every_adult() -> None:
    said = {tuple(line.words["en"] for line in newest(band).first_lines) for band in ADULTS}
    assert len(said) == 1
    assert all(said)
