"""Another language on any page: the place stays, and so does every word that was typed."""

import re
from datetime import UTC, datetime

import pytest

from engage.database import rows, writing
from engage.web.reviewed import Review, look_again, mark_reviewed
from surveys.texts import offering
from tests.journeys.in_languages import CHANGE, FEEL, HELP, SCHOOL
from tests.respond.road import hidden, kept, open_survey, press, send, start
from tests.visitor import HOST, Visitor


async def _read_by_somebody(*codes: str) -> None:
    async with writing():
        for code in codes:
            await mark_reviewed(Review(code, "a mark", "Grace", datetime.now(UTC)))
    look_again()


def _chose(visitor: Visitor, cookie: str) -> None:
    visitor.client.cookies.set("display", cookie, domain=HOST)


def _language_buttons(html: str) -> list[tuple[str, str]]:
    return re.findall(r'name="go" value="lang-([\w-]+)"[^>]*>([^<]+)</button>', html)


async def test_a_survey_names_the_languages_it_offers_in_their_own_words(visitor: Visitor) -> None:
    survey = await open_survey(made=offering(SCHOOL, "so", False))
    html = (await visitor.get(survey.at())).text
    assert _language_buttons(html) == [("pl", "Polski"), ("ur", "اردو")]
    assert '<button class="btn alt sm" form="begin" name="go" value="lang-ur" lang="ur" dir="rtl">' in html


async def test_a_survey_in_english_offers_no_switch(visitor: Visitor) -> None:
    survey = await open_survey()
    html = (await visitor.get(survey.at())).text
    assert _language_buttons(html) == []
    assert 'aria-label="Language"' not in html


async def test_on_the_first_page_what_was_chosen_comes_along(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    await visitor.get(survey.at())
    html = (await visitor.post(survey.at(), {"group": "parent_carer", "how": "helped", "go": "lang-pl"})).text
    assert "Szkoła i Twoje dziecko" in html
    assert re.search(r'value="parent_carer" checked', html)
    assert re.search(r'value="helped" checked', html)
    assert visitor.client.cookies.get("display") == "light.std.move.pl"
    assert _language_buttons(html) == [("en", "English"), ("ur", "اردو")]


async def test_in_the_middle_of_a_sentence_place_and_words_are_kept(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    await start(visitor, survey)
    path = survey.question(CHANGE)
    moved = await press(visitor, path, "My daughter would like more ti", go="lang-ur")
    assert moved.headers["location"] == path
    html = (await visitor.get(path)).text
    assert "My daughter would like more ti</textarea>" in html
    assert 'lang="ur" dir="rtl">آپ کے بچے کے لیے سکول میں کیا بہتر ہو سکتا ہے؟</' in html
    assert (await kept(survey))[CHANGE][2] == "My daughter would like more ti"


async def test_words_that_can_not_be_kept_stay_on_the_page_in_the_other_language(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    await start(visitor, survey)
    words = "long " * 700
    html = (await visitor.get(survey.question(CHANGE))).text
    told = await visitor.post(survey.question(CHANGE), {**hidden(html), "answer": words, "go": "lang-pl"})
    assert told.status_code == 422
    assert "Co pomogłoby Twojemu dziecku w szkole?" in told.text
    assert words.strip() in told.text


async def test_each_answer_keeps_the_language_it_was_given_in(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    _chose(visitor, "light.std.calm.ur")
    await start(visitor, survey)
    await press(visitor, survey.question(FEEL), "good")
    _chose(visitor, "light.easy.calm.pl")
    await press(visitor, survey.question(CHANGE), "Więcej czasu")
    _chose(visitor, "light.std.calm.so")  # not offered by this survey
    await press(visitor, survey.question(HELP), "yes")
    found = await rows("SELECT question_id, language, format FROM answer")
    assert {row["question_id"]: (row["language"], row["format"]) for row in found} == {
        FEEL: ("ur", "std"),
        CHANGE: ("pl-simple", "easy"),
        HELP: ("en", "std"),
    }
    assert [row["language"] for row in await rows("SELECT language FROM response")] == ["ur"]


async def test_each_text_says_which_language_it_is_in(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    _chose(visitor, "light.std.calm.ur")
    await start(visitor, survey)
    html = (await visitor.get(survey.question(HELP))).text
    assert '<html lang="en-GB" dir="ltr"' in html
    assert re.search(r'<label for="[\w-]+" lang="ur" dir="rtl"><span>جی ہاں</span>', html)
    # what is not translated is the English, and is not marked as Urdu
    assert re.search(r'<label for="[\w-]+"><span>Not at the moment</span>', html)


async def test_once_the_interface_was_read_the_whole_page_turns_and_english_in_it_is_marked(
    visitor: Visitor,
) -> None:
    survey = await open_survey(made=SCHOOL)
    await start(visitor, survey)
    await _read_by_somebody("ur")
    _chose(visitor, "light.std.calm.ur")
    html = (await visitor.get(survey.question(HELP))).text
    assert '<html lang="ur" dir="rtl"' in html
    assert "<span>جی ہاں</span>" in html
    assert re.search(r'<label for="[\w-]+" lang="en-GB" dir="ltr"><span>Not at the moment</span>', html)
    assert "Next question" not in html
    faces = (await visitor.get(survey.question(FEEL))).text
    # the scale's own words come from the catalogue
    assert "Really good" not in faces


async def test_answers_are_read_back_in_the_language_of_the_reader(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    await start(visitor, survey)
    await _read_by_somebody("pl")
    _chose(visitor, "light.std.calm.pl")
    await press(visitor, survey.question(FEEL), "good")
    await press(visitor, survey.question(CHANGE), "OK")
    await press(visitor, survey.question(HELP), "some")
    html = (await visitor.get(survey.at("/check"))).text
    assert "Dobrze" in html
    assert "Czasami" in html
    # a person's own words are never translated, even where the interface knows them
    assert ">OK</dd>" in html
    assert _language_buttons(html) == [("en", "English"), ("ur", "اردو")]
    again = await visitor.post(survey.at("/check"), {"quote": "yes", "go": "lang-ur"})
    assert "کبھی کبھی" in again.text
    assert re.search(r'name="quote" value="yes" checked', again.text)


async def test_easy_read_in_another_language_falls_back_to_its_plain_words(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    _chose(visitor, "light.easy.calm.pl")
    await start(visitor, survey)
    html = (await visitor.get(survey.question(FEEL))).text
    assert 'data-mode="easy"' in html
    assert "Jak Twoje dziecko czuje się w szkole?" in html
    assert "Nie ma złych odpowiedzi." in html


@pytest.mark.parametrize("go", ["lang-", "lang-xx", "lang-en-simple", "lang-pl.dark", "lang-\x00"])
async def test_a_language_that_is_not_there_changes_nothing(visitor: Visitor, go: str) -> None:
    survey = await open_survey(made=SCHOOL)
    await start(visitor, survey)
    moved = await press(visitor, survey.question(CHANGE), "Words", go=go)
    assert moved.status_code == 303
    assert "display" not in visitor.client.cookies
    assert (await kept(survey))[CHANGE][2] == "Words"


async def test_the_display_page_keeps_the_language_and_can_change_it(visitor: Visitor) -> None:
    await _read_by_somebody("pl")
    _chose(visitor, "light.std.calm.pl")
    await visitor.post("/display", {"theme": "dark", "back": "/help"})
    assert visitor.client.cookies.get("display", domain=HOST) == "dark.std.calm.pl"
    html = (await visitor.get("/display")).text
    assert re.search(r'name="language" value="pl" checked', html)
    await visitor.post("/display", {"language": "en", "back": "/help"})
    assert '<html lang="en-GB"' in (await visitor.get("/help")).text


async def test_somebody_who_reads_no_english_finds_their_survey_on_the_list(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    html = (await visitor.get("/surveys")).text
    assert re.search(r'name="language" value="ur"[^>]* lang="ur" dir="rtl">اردو</button>', html)
    there = await visitor.post("/display", {"language": "ur", "back": survey.at()})
    assert "سکول اور آپ کا بچہ" in (await visitor.get(there.headers["location"])).text


async def test_the_list_in_another_language_says_where_its_words_are_english(visitor: Visitor) -> None:
    translated, english = await open_survey(made=SCHOOL), await open_survey()
    await _read_by_somebody("pl")
    _chose(visitor, "light.std.calm.pl")
    html = (await visitor.get("/surveys")).text
    assert f'<a href="{translated.at()}">Szkoła i Twoje dziecko</a>' in html
    assert f'<a href="{english.at()}" lang="en-GB">School and you</a>' in html


async def test_pages_around_the_questions_can_be_read_in_the_languages_the_site_speaks(
    visitor: Visitor,
) -> None:
    survey = await open_survey(made=SCHOOL)
    await visitor.get(survey.at())
    await visitor.post(survey.at(), {"group": "young_person", "how": "alone"})
    await _read_by_somebody("pl")
    back = survey.question(CHANGE)
    for path in (survey.at("/age"), survey.at(f"/notice?back={back}"), survey.at("/stopped")):
        _chose(visitor, "light.std.calm")
        html = (await visitor.get(path)).text
        # nobody has read the Urdu of these pages, so its button would change nothing here
        assert _choices(html) == [("pl", "Polski")]
        [here] = re.findall(r'name="back" value="([^"]+)"', html)
        there = await visitor.post("/display", {"language": "pl", "back": here})
        assert there.headers["location"] == path
        html = (await visitor.get(path)).text
        assert '<html lang="pl"' in html
        assert _choices(html) == [("en", "English")]


async def test_the_page_that_thanks_can_be_read_in_another_language(visitor: Visitor) -> None:
    survey = await open_survey(made=SCHOOL)
    await start(visitor, survey)
    await _read_by_somebody("ur")
    await send(visitor, survey)
    html = (await visitor.get(survey.at("/thanks"))).text
    assert _choices(html) == [("ur", "اردو")]
    await visitor.post("/display", {"language": "ur", "back": survey.at("/thanks")})
    assert '<html lang="ur" dir="rtl"' in (await visitor.get(survey.at("/thanks"))).text


def _choices(html: str) -> list[tuple[str, str]]:
    return re.findall(r'name="language" value="([\w-]+)"[^>]*>([^<]+)</button>', html)
