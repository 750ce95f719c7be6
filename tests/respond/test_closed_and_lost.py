"""When a survey takes no answers, when a place is lost, when input is hostile: kind words, and no word lost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engage.database import close_pool, engine, open_pool, rows
from engage.respond.asked import find_asked
from engage.web.security import VISITOR_COOKIE
from surveys.responding import withdraw
from tests.respond import road
from tests.respond.road import CHANGE, FEEL, HELP, PLACE
from tests.visitor import Visitor

NOW = datetime.now(UTC)


def forget(visitor: Visitor) -> None:
    """The device loses its place (a day went by), but not the token of its forms."""
    token = visitor.client.cookies.get(VISITOR_COOKIE)
    visitor.client.cookies.clear()
    visitor.client.cookies.set(VISITOR_COOKIE, token or "", domain="127.0.0.1")


def place_of(visitor: Visitor) -> str:
    return (visitor.client.cookies.get("answering") or "").strip('"')


async def test_a_closed_survey_says_so_and_when_results_come(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.close(survey)
    page = await visitor.get(survey.at())
    assert page.status_code == 200
    assert "This survey is closed" in page.text
    assert "By Saturday 16 January 2100" in page.text
    assert 'href="/what-changed"' in page.text
    assert "Start" not in page.text


async def test_a_survey_whose_closing_day_has_passed_is_closed_without_anybody_pressing(
    visitor: Visitor,
) -> None:
    survey = await road.open_survey()
    assert "This survey is closed" not in (await visitor.get(survey.at())).text
    await road.set_state(survey, closes_at=NOW - timedelta(minutes=1))
    assert "This survey is closed" in (await visitor.get(survey.at())).text


async def test_a_survey_not_open_yet_says_when_and_shows_nothing_of_itself(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.set_state(survey, opens_at=datetime(2098, 3, 3, 9, tzinfo=UTC))
    page = await visitor.get(survey.at())
    assert "It opens on Monday 3 March 2098" in page.text
    assert "School and you" not in page.text
    draft = await road.open_survey(is_open=False)
    page = await visitor.get(draft.at())
    assert "This survey is not open yet" in page.text
    assert "School and you" not in page.text
    answer = await visitor.post(draft.at(), {"group": "young_person", "how": "alone"})
    assert answer.status_code == 422
    assert not await rows("SELECT 1 FROM response")


@pytest.mark.parametrize("slug", ["no-such-survey", "%00", "%F0%9F%98%80", "..%2f..", "x" * 500, "a%0d%0ab"])
@pytest.mark.parametrize("rest", ["", "/q/q_feeling1", "/check", "/resume"])
async def test_an_unknown_link_is_a_kind_404(visitor: Visitor, slug: str, rest: str) -> None:
    answer = await visitor.get(f"/s/{slug}{rest}")
    assert answer.status_code in {303, 404}
    if answer.status_code == 303:
        assert answer.headers["location"] == f"/s/{slug}"
        answer = await visitor.get(f"/s/{slug}")
    assert answer.status_code == 404
    assert "We can’t find that page" in answer.text


async def test_a_link_read_out_with_capitals_finds_its_survey(visitor: Visitor) -> None:
    survey = await road.open_survey()
    assert (await visitor.get(f"/s/{survey.slug.title()}")).headers["location"] == survey.at()


async def test_an_answer_after_closing_is_shown_to_be_copied(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(CHANGE))).text
    await road.close(survey)
    answer = await road.press(visitor, survey.question(CHANGE), "My long answer", page=page)
    assert answer.status_code == 422
    assert "This survey is closed" in answer.text
    assert "My long answer" in answer.text
    assert await road.kept(survey) == {}
    forget(visitor)
    answer = await road.press(visitor, survey.question(CHANGE), "My long answer", page=page)
    assert "My long answer" in answer.text
    assert (await visitor.post(survey.at("/check"), {"agree": "yes"})).headers["location"] == survey.at()


async def test_sending_after_closing_is_refused_kindly(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.answer_everything(visitor, survey)
    await road.close(survey)
    answer = await visitor.post(survey.at("/check"), {"agree": "yes"})
    assert answer.status_code == 422
    assert "This survey is closed" in answer.text
    assert (await road.responses(survey))[0]["completed_at"] is None


async def test_a_lost_place_keeps_the_words_and_goes_on_with_the_same_person(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey, "parent_carer", "scribed")
    page = (await visitor.get(survey.question(CHANGE))).text
    forget(visitor)
    answer = await road.press(visitor, survey.question(CHANGE), "All I wrote", page=page)
    assert answer.status_code == 422
    assert "We lost your place. Your words are still here. Press “Check my answers” to go on." in answer.text
    assert "All I wrote" in answer.text
    again = await road.press(visitor, survey.question(CHANGE), "All I wrote", page=answer.text)
    assert again.headers["location"] == survey.at("/check")
    assert (await road.kept(survey))[CHANGE][2] == "All I wrote"
    begun = await road.responses(survey)
    assert [(one["group"], one["how_answered"]) for one in begun] == [("parent_carer", "scribed")] * 2


async def test_answers_taken_back_elsewhere_count_as_a_lost_place(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(PLACE))).text
    [response] = await road.responses(survey)
    await withdraw(response["id"], NOW)  # type: ignore[arg-type]
    answer = await road.press(visitor, survey.question(PLACE), "Here", page=page)
    assert answer.status_code == 422
    assert 'value="Here"' in answer.text
    assert await road.kept(survey) == {}


async def test_a_question_without_a_place_leads_to_the_first_page(visitor: Visitor) -> None:
    survey = await road.open_survey()
    assert (await visitor.get(survey.question(FEEL))).headers["location"] == survey.at()
    assert (await visitor.get(survey.at("/check"))).headers["location"] == survey.at()


async def test_a_question_of_another_survey_is_not_found_and_nothing_is_kept(visitor: Visitor) -> None:
    survey = await road.open_survey()
    other = road.definition("Another")
    renamed = other.model_copy(
        update={
            "sections": tuple(
                section.model_copy(
                    update={
                        "questions": tuple(
                            question.model_copy(update={"id": question.id[:-1] + "9"})
                            for question in section.questions
                        )
                    }
                )
                for section in other.sections
            )
        }
    )
    await road.open_survey(made=renamed)
    await road.start(visitor, survey)
    for id in ("q_feeling9", "q_nothere1", "%00", "q_FEELING1"):
        assert (await visitor.get(survey.question(id))).status_code == 404
        answer = await visitor.post(survey.question(id), {"answer": "good", "go": "next"})
        assert answer.status_code == 404
    assert await road.kept(survey) == {}


async def test_a_place_opens_its_own_survey_only(visitor: Visitor) -> None:
    mine, other = await road.open_survey(), await road.open_survey()
    path = await road.start(visitor, mine)
    await road.press(visitor, path, "good")
    visitor.client.cookies.set("answering", place_of(visitor), domain="127.0.0.1", path=other.at())
    assert (await visitor.get(other.question(FEEL))).headers["location"] == other.at()
    answer = await visitor.post(other.question(FEEL), {"answer": "bad", "go": "next"})
    assert answer.status_code == 422
    assert (await road.kept(mine))[FEEL][1] == ("good",)


@pytest.mark.parametrize(
    "cookie", ["", "x", "y" * 43, "z" * 5000, "\x00" * 20, "; DROP TABLE answer", "ü" * 43]
)
async def test_a_made_up_cookie_opens_nothing(visitor: Visitor, cookie: str) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    value = f"answering={cookie}".encode()
    answer = await visitor.client.get(survey.question(FEEL), headers=[(b"cookie", value)])
    assert answer.headers["location"] == survey.at()


async def test_somebody_else_with_their_own_place_sees_none_of_mine(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    await road.press(visitor, survey.question(CHANGE), "Mine alone")
    async with Visitor.arriving() as other:
        await road.start(other, survey)
        assert "Mine alone" not in (await other.get(survey.question(CHANGE))).text
        await road.press(other, survey.question(CHANGE), "Theirs")
    assert "Mine alone" in (await visitor.get(survey.question(CHANGE))).text
    texts = await rows("SELECT text FROM answer ORDER BY text")
    assert [row["text"] for row in texts] == ["Mine alone", "Theirs"]


@pytest.mark.parametrize("value", ["nope", "good; DROP TABLE answer", "_none", "good\x00", "<script>"])
async def test_a_code_that_was_never_offered_is_told_and_not_kept(visitor: Visitor, value: str) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    answer = await road.press(visitor, survey.question(HELP), value)
    assert answer.status_code == 422
    assert "Choose from the answers on this page" in answer.text
    assert HELP not in await road.kept(survey)
    assert (await road.press(visitor, survey.question(HELP), "yes")).status_code == 303


async def test_two_answers_where_one_is_asked_are_told(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    answer = await road.press(visitor, survey.question(HELP), ["yes", "no"])
    assert answer.status_code == 422
    assert "Choose one answer" in answer.text


async def test_a_megabyte_of_text_comes_back_whole(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    text = "long " * 200_000
    answer = await road.press(visitor, survey.question(CHANGE), text)
    assert answer.status_code == 422
    assert text.strip() in answer.text


async def test_hidden_letters_go_and_the_rest_is_kept_and_escaped(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    await road.press(
        visitor,
        survey.question(CHANGE),
        "\x00<b>quiet\u202e</b> \U0001f469\u200d\U0001f467 {{ 7*7 }} 100%\r\n\r\nlunch",
    )
    assert (await road.kept(survey))[CHANGE][
        2
    ] == "<b>quiet</b> \U0001f469\u200d\U0001f467 {{ 7*7 }} 100%\n\nlunch"
    for path in (survey.question(CHANGE), survey.at("/check")):
        page = (await visitor.get(path)).text
        assert "&lt;b&gt;quiet&lt;/b&gt;" in page
        assert "{{ 7*7 }}" in page


async def test_hidden_fields_that_were_tampered_with_do_no_harm(visitor: Visitor) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    fields = {
        "answer": "good",
        "go": "fly",
        "from": "//evil.example",
        "who": "king:alone",
        "seen": "x" * 9000,
    }
    answer = await visitor.post(survey.question(FEEL), fields)
    assert answer.headers["location"] == survey.question(HELP)
    forget(visitor)
    answer = await visitor.post(survey.question(FEEL), {**fields, "who": "professional:\x00"})
    assert answer.status_code == 422
    assert (await road.responses(survey))[-1]["group"] == "young_person"


async def test_a_form_from_another_site_is_refused_and_one_of_ours_is_taken(visitor: Visitor) -> None:
    survey = await road.open_survey()
    path = await road.start(visitor, survey)
    fields = {"answer": "good", "go": "next"}
    answer = await visitor.client.post(path, data=fields, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 422
    assert await road.kept(survey) == {}
    stale = await visitor.post(path, {**fields, "answer": ["good"]}, token="of-yesterday")
    assert stale.status_code == 422
    assert 'name="answer" value="good"' in stale.text
    assert (await visitor.post(path, fields)).status_code == 303


async def test_the_text_is_shown_again_when_the_database_is_away(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = await road.open_survey()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(CHANGE))).text
    here = engine.config
    await close_pool()
    monkeypatch.setattr(engine, "config", {"dsn": "postgresql://nobody@/none?host=/nowhere", "timeout": 2})
    await open_pool(1)
    answer = await road.press(visitor, survey.question(CHANGE), "Typed before the lights went out", page=page)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "Typed before the lights went out" in answer.text
    await close_pool()
    monkeypatch.setattr(engine, "config", here)
    await open_pool(4)
    again = await road.press(visitor, survey.question(CHANGE), "Typed before the lights went out", page=page)
    assert again.status_code == 303
    assert (await road.kept(survey))[CHANGE][2] == "Typed before the lights went out"


async def test_the_survey_of_a_link_is_read_as_it_stands(database: str) -> None:
    survey = await road.open_survey()
    asked = await find_asked(survey.slug)
    assert asked.tells_by == date(2100, 1, 16)
    assert asked.groups == road.BOTH
