"""Leaving a question for Help, Display or another page of ours: what was typed is kept first, and there is a way back."""

import re
from urllib.parse import quote

import pytest

from tests.promises import tree
from tests.respond import road
from tests.respond.road import CHANGE, FEEL, HARD, HELP, PLACE
from tests.visitor import Visitor

TYPED = "It is loud.\n\nI want <b>quiet</b> “rooms” & 😀"


def button_that_enter_presses(html: str) -> dict[str, str]:
    """A browser presses the first button, in the order of the page, that belongs to the form."""
    root = tree(html)
    [form] = [form for form in root.iter("form") if form.get("id") in {"turn", "begin"}]
    inside = {id(element) for element in form.iter("button")}
    return next(
        dict(button.attrib)
        for button in root.iter("button")
        if button.get("type") != "button" and (button.get("form") == form.get("id") or id(button) in inside)
    )


def waiting_fields(html: str) -> dict[str, list[str]]:
    """What the form on the help page carries."""
    root = tree(html)
    fields: dict[str, list[str]] = {}
    for field in root.iter("input"):
        if field.get("name") != "_token":
            fields.setdefault(field.get("name", ""), []).append(field.get("value", ""))
    return fields


@pytest.mark.parametrize("to", ["display", "help", "privacy", "accessibility", "cookies"])
async def test_following_a_link_of_the_header_or_the_footer_saves_first_and_knows_the_way_back(
    visitor: Visitor, to: str
) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    here = survey.question(CHANGE)
    page = (await visitor.get(here)).text
    assert f'form="turn" name="go" value="{to}"' in page
    answer = await road.press(visitor, here, TYPED, go=to, page=page)
    there = survey.at("/notice") if to == "privacy" else f"/{to}"
    assert answer.headers["location"] == f"{there}?back={quote(here, safe='')}"
    assert (await road.kept(survey))[CHANGE][2] == TYPED
    shown = (await visitor.get(answer.headers["location"])).text
    assert f'href="{here}"' in shown
    assert "&lt;b&gt;quiet&lt;/b&gt;" in (await visitor.get(here)).text


async def test_no_link_on_a_question_page_leads_away_from_it(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    for id in (FEEL, HELP, HARD, PLACE, CHANGE):
        page = (await visitor.get(survey.question(id))).text
        assert set(re.findall(r'<a [^>]*href="([^"]*)"', page)) == {"#main"}


async def test_the_name_at_the_top_saves_and_stops_for_now(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(PLACE))).text
    assert '<button class="brand" form="turn" name="go" value="stop">' in page
    answer = await road.press(visitor, survey.question(PLACE), "In bed", go="stop", page=page)
    assert answer.headers["location"] == survey.at("/stopped")
    assert (await road.kept(survey))[PLACE][2] == "In bed"


async def test_enter_in_a_text_field_goes_on_though_other_buttons_come_first_on_the_page(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    first = button_that_enter_presses((await visitor.get(survey.at())).text)
    assert "name" not in first
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(PLACE))).text
    pressed = button_that_enter_presses(page)
    assert (pressed.get("name"), pressed["tabindex"]) == (None, "-1")
    answer = await visitor.post(survey.question(PLACE), {**road.hidden(page), "answer": "In bed"})
    assert answer.headers["location"] == survey.question(CHANGE)


async def test_leaving_a_question_only_looked_at_is_no_skip(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    await road.press(visitor, survey.question(HELP), go="help")
    assert await road.kept(survey) == {}


async def test_leaving_while_changing_an_answer_comes_back_to_changing_it(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    answer = await road.press(visitor, survey.question(HELP) + "?from=check", "no", go="help")
    back = f"{survey.question(HELP)}?from=check"
    assert answer.headers["location"] == f"/help?back={quote(back, safe='')}"
    assert f'href="{back}"' in (await visitor.get(answer.headers["location"])).text


async def test_help_is_reached_even_when_the_words_cannot_be_kept_and_they_come_along(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    long = TYPED + "x" * 3000
    answer = await road.press(visitor, survey.question(CHANGE), [long, "_skip"], go="help")
    assert answer.status_code == 200
    assert "Call 999" in answer.text
    fields = waiting_fields(answer.text)
    assert [value.replace("\r\n", "\n") for value in fields["answer"]] == [long, "_skip"]
    back = await visitor.post(survey.question(CHANGE), {**fields, "go": "stay"})
    assert back.status_code == 422
    assert "&lt;b&gt;quiet&lt;/b&gt;" in back.text
    assert "Make your answer shorter." in back.text


async def test_help_is_reached_when_the_place_is_lost_and_the_words_come_back(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(CHANGE))).text
    visitor.client.cookies.delete("answering")
    answer = await road.press(visitor, survey.question(CHANGE), TYPED, go="help", page=page)
    assert "Call 999" in answer.text
    back = await visitor.post(survey.question(CHANGE), {**waiting_fields(answer.text), "go": "stay"})
    assert back.headers["location"] == survey.question(CHANGE)
    assert "&lt;b&gt;quiet&lt;/b&gt;" in (await visitor.get(survey.question(CHANGE))).text


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/s/\n/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "s/x",
        "",
        "/s\\x",
    ],
)
async def test_the_way_back_never_leads_to_another_site(visitor: Visitor, back: str) -> None:
    for page in ("help", "privacy", "accessibility", "cookies"):
        assert "Back to my question" not in (await visitor.get(f"/{page}?back={quote(back)}")).text
    shown = (await visitor.get(f"/display?back={quote(back)}")).text
    assert '<input type="hidden" name="back" value="/">' in shown
    assert (await visitor.post("/display", {"back": back, "theme": "dark"})).headers["location"] == "/"


async def test_help_offers_a_way_back_to_questions_only(visitor: Visitor) -> None:
    assert "Back to my question" not in (await visitor.get("/help?back=/surveys")).text
    assert (
        'href="/s/abc/q/q_1?from=check"' in (await visitor.get("/help?back=/s/abc/q/q_1%3Ffrom=check")).text
    )
