"""A survey with every type of question: each is shown, read, put right, listed, changed and sent; whatever is posted at it,
no answer is lost."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import pytest

from engage.database import rows
from engage.demo.every_kind import definition
from engage.demo.sources import source
from surveys.answers import Given
from surveys.definition import Definition, Group
from surveys.editing import changed, replace_question
from surveys.questions import control, read
from surveys.questions.shape import Control
from surveys.typed import kept as clean
from tests.respond import road
from tests.respond.road import Opened, hidden
from tests.visitor import Visitor

ALL = definition()
PARENT: Mapping[str, Mapping[str, Any]] = next(
    one["posts"] for one in source("every_kind")["people"] if one["group"] == "parent_carer"
)
GROUPS = (Group.young_person, Group.parent_carer)


async def opened(made: Definition = ALL) -> Opened:
    return await road.open_survey(GROUPS, made)


async def sends(
    visitor: Visitor, path: str, fields: Mapping[str, str | Sequence[str]], go: str = "next"
) -> httpx.Response:
    """Open a question, post these fields at it, press a button."""
    page = (await visitor.get(path)).text
    return await visitor.post(path, {**hidden(page), **fields, "go": go})


async def walks(visitor: Visitor, survey: Opened, posts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Answer from the first question to the page to check; the screens that were met."""
    path, met = await road.start(visitor, survey, "parent_carer"), []
    while path != survey.at("/check"):
        met.append(path.rpartition("/")[2])
        told = await sends(visitor, path, posts.get(met[-1], {}))
        assert told.status_code == 303, (met[-1], told.text)
        path = told.headers["location"]
    return met


async def test_every_type_is_asked_answered_listed_and_sent(visitor: Visitor) -> None:
    survey = await opened()
    assert await walks(visitor, survey, PARENT) == [*PARENT]
    kept = await road.kept(survey)
    assert kept["q_whathelp"] == ("given", ("know", "quiet", "cheap"), "")
    assert kept["q_twothing"][1] == ("good", "hard")
    assert kept["q_nextmeet"] == ("given", (), "2027-01-14")
    assert kept["q_postarea"] == ("given", (), "WV6")
    assert kept["q_outabout"] == ("given", (), "")
    page = (await visitor.get(survey.at("/check"))).text
    for words in ("Yes, that is OK", "I am a parent", "Family car", "3 hours", "June 2026", "14 January 2027",
                  "1. Knowing what is on", "Siblings can come too", "One hard thing: ", "I agree", "WV6"):  # fmt: skip
        assert words in page, words
    assert "What we mean by getting out" not in page
    await road.send(visitor, survey, quote=True)
    asked = await rows("SELECT count(*) AS n FROM answer WHERE is_asked")
    assert asked[0]["n"] == len(PARENT)


async def test_statements_and_turns_stand_together_under_their_words(visitor: Visitor) -> None:
    survey = await opened()
    await walks(visitor, survey, PARENT)
    page = (await visitor.get(survey.at("/check"))).text
    heads = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<h2[^>]*together[^>]*>(.*?)</h2>", page)]
    assert heads == [
        "How much do you agree? Think about clubs and activities.",
        "Child 1 of 2",
        "Child 2 of 2",
    ]
    await visitor.get(survey.at("/check"))
    words = await road.send(visitor, survey)
    await visitor.post("/my-words", {"code": words})
    again = (await visitor.get("/my-words/answers")).text
    for line in ("Child 2 of 2", "Somewhere to meet friends", "1. Knowing what is on", "14 January 2027"):
        assert line in again


async def test_each_question_comes_back_as_it_was_answered(visitor: Visitor) -> None:
    survey = await opened()
    await walks(visitor, survey, PARENT)
    before = await road.kept(survey)
    for id in PARENT:
        page = (await visitor.get(survey.question(id))).text
        for value in _values(PARENT[id]):
            assert f'value="{value}" checked' in page or value in page, (id, value)
        fields = {**hidden(page), **PARENT[id]}
        assert (await visitor.post(survey.question(id), {**fields, "go": "stay"})).status_code == 303
    assert await road.kept(survey) == before


def _values(fields: Mapping[str, Any]) -> list[str]:
    return [one for value in fields.values() for one in ([value] if isinstance(value, str) else value)]


WRONG: tuple[tuple[str, dict[str, Any], str, str, list[str]], ...] = (
    ("q_gettingt", {"answer": ["bus"], "answer.other": "On a pony"}, "answer", "Choose the answer your words belong to", ["On a pony", 'value="bus" checked']),
    ("q_stopsyou", {"answer": ["nothing", "noise"]}, "answer", "Choose “Nothing stops me” on its own", ['value="noise" checked', 'value="nothing" checked']),
    ("q_whathelp", {"answer.quiet": "1", "answer.bus": "1"}, "answer", "Two have the number 1", ["<option selected>1</option>"]),
    ("q_whathelp", {"answer.quiet": "1", "answer": "_skip"}, "answer", "You can’t have both", ["<option selected>1</option>", 'value="_skip" checked']),
    ("q_hoursout", {"answer": "a lot"}, "answer", "Write a number, such as 12", ['value="a lot"']),
    ("q_hoursout", {"answer": "200"}, "answer", "Write a number from 0 to 100", ['value="200"']),
    ("q_lasttime", {"answer.month": "9", "answer.year": "26"}, "answer-year", "Write the year with four digits", ['value="26"', '<option value="9" selected>']),
    ("q_nextmeet", {"answer.day": "31", "answer.month": "2", "answer.year": "2027"}, "answer-day", "This month does not have that many days", ['value="31"', 'value="2027"']),
    ("q_postarea", {"answer": "Wolverhampton"}, "answer", "Write the first half of your postcode", ['value="Wolverhampton"']),
    ("q_oneplace", {"answer": "x" * 201}, "answer", "You wrote 201", ["x" * 201]),
    ("q_twothing", {"answer.good": "Staff", "answer.hard": "y" * 201}, "answer-hard", "You wrote 201", ['value="Staff"', "y" * 201]),
    ("q_sayitnow", {"answer.words": "z" * 3001}, "answer-words", "You wrote 3,001", ["z" * 3001]),
)  # fmt: skip


@pytest.mark.parametrize(("id", "fields", "links_to", "told", "kept"), WRONG, ids=lambda one: str(one)[:24])
async def test_what_is_to_be_put_right_links_to_its_own_field_and_everything_typed_is_kept(
    visitor: Visitor, id: str, fields: dict[str, Any], links_to: str, told: str, kept: list[str]
) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    await sends(visitor, survey.question("q_wentout1"), {"answer": "yes"})
    answer = await sends(visitor, survey.question(id), fields)
    assert answer.status_code == 422
    assert re.search(rf'<a href="#{links_to}">[^<]*{re.escape(told)}', answer.text), answer.text
    assert f'id="{links_to}"' in answer.text
    assert f'id="{links_to}-error"' in answer.text
    for words in kept:
        assert words in answer.text, words
    assert answer.text.partition("<title>")[2].startswith("Error: ")
    assert id not in await road.kept(survey)


async def test_a_mistake_is_told_in_easy_read_too(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    visitor.client.cookies.set("display", "light.easy.move", domain="127.0.0.1")
    answer = await sends(visitor, survey.question("q_stopsyou"), {"answer": ["nothing", "noise"]})
    assert "You ticked “Nothing”. Then do not tick anything else" in answer.text
    assert (
        "You used 1 two times"
        in (
            await sends(visitor, survey.question("q_whathelp"), {"answer.quiet": "1", "answer.bus": "1"})
        ).text
    )


async def test_no_is_the_end_and_changing_it_leads_on_to_what_was_not_asked(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    told = await sends(visitor, survey.question("q_okwithus"), {"answer": "no"})
    assert told.headers["location"] == survey.at("/check")
    page = (await visitor.get(survey.at("/check"))).text
    assert page.count("<dt") == 1
    changing = survey.question("q_okwithus") + "?from=check"
    told = await sends(visitor, changing, {"answer": "yes"})
    assert told.headers["location"] == survey.question("q_whoisit1") + "?from=check"
    told = await sends(visitor, told.headers["location"], {"answer": "me"})
    assert told.headers["location"] == survey.question("q_wentout1") + "?from=check"


async def test_an_answer_that_opens_one_question_leads_to_it_and_back_to_the_list(visitor: Visitor) -> None:
    survey = await opened()
    posts = {**PARENT, "q_wentout1": {"answer": "no"}}
    met = await walks(visitor, survey, posts)
    assert "q_gettingt" not in met
    told = await sends(visitor, survey.question("q_wentout1") + "?from=check", {"answer": "yes"})
    assert told.headers["location"] == survey.question("q_gettingt") + "?from=check"
    told = await sends(visitor, told.headers["location"], {"answer": "bus"})
    assert told.headers["location"] == survey.at("/check")


async def test_an_answer_off_the_way_is_kept_but_neither_listed_nor_counted(visitor: Visitor) -> None:
    survey = await opened()
    await walks(visitor, survey, PARENT)
    old_tab = (await visitor.get(survey.question("q_gettingt"))).text
    await sends(visitor, survey.question("q_children") + "?from=check", {"answer": "1"})
    await sends(visitor, survey.question("q_wentout1") + "?from=check", {"answer": "no"})
    page = (await visitor.get(survey.at("/check"))).text
    assert "Child 1 of 1" in page
    assert "Somewhere to meet friends" not in page
    assert "Family car" not in page
    # a tab that is still open may send it: nothing is lost, nothing is counted
    fields = {**hidden(old_tab), "answer": "bus", "go": "next"}
    told = await visitor.post(survey.question("q_gettingt"), fields)
    assert told.headers["location"] == survey.question("q_journeyf")
    assert (await road.kept(survey))["q_gettingt"][1] == ("bus",)
    stale = await visitor.get(survey.question("q_gettingt"))
    assert stale.headers["location"] == survey.question("q_journeyf")
    words = await road.send(visitor, survey)
    left_out = await rows("SELECT question_id FROM answer WHERE NOT is_asked ORDER BY 1")
    assert [row["question_id"] for row in left_out] == ["q_childage.2", "q_childout.2", "q_gettingt"]
    # changed after sending, they count again
    await visitor.post("/my-words", {"code": words})
    await visitor.post("/my-words/change")
    await sends(visitor, survey.question("q_wentout1") + "?from=check", {"answer": "yes"})
    left_out = await rows("SELECT question_id FROM answer WHERE NOT is_asked ORDER BY 1")
    assert [row["question_id"] for row in left_out] == ["q_childage.2", "q_childout.2"]


async def test_who_stops_goes_on_at_the_first_question_of_their_own_way(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey, "parent_carer")
    for id in ("q_outabout", "q_okwithus", "q_whoisit1"):
        await sends(visitor, survey.question(id), PARENT[id])
    await sends(visitor, survey.question("q_wentout1"), {"answer": "no"}, go="stop")
    page = (await visitor.get(survey.at("/stopped"))).text
    words = road.words_on(page)
    assert f'href="{survey.question("q_journeyf")}"' in page
    visitor.client.cookies.clear()
    # the link alone shows nothing of the answers
    for path in (survey.at(), survey.at("/resume"), survey.at("?going=on")):
        assert " checked" not in (await visitor.get(path)).text
    assert (await visitor.get(survey.question("q_whoisit1"))).headers["location"] == survey.at()
    told = await visitor.post(survey.at("/resume"), {"code": words})
    assert told.headers["location"] == survey.question("q_journeyf")
    assert 'value="parent" checked' in (await visitor.get(survey.question("q_whoisit1"))).text


async def test_a_question_says_how_far_one_is_only_as_far_as_that_is_certain(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey, "parent_carer")
    page = (await visitor.get(survey.question("q_outabout"))).text
    assert "Something to read" in page
    page = (await visitor.get(survey.question("q_okwithus"))).text
    assert re.search(r"Question 1</b> <span>about \d+ more", page)
    assert "Question 1 of" not in page
    # a parent who has not said how many children is told of one
    assert "about 2 more" in (await visitor.get(survey.question("q_children"))).text
    await sends(visitor, survey.question("q_okwithus"), {"answer": "no"})
    assert "Question 1 of 1" in (await visitor.get(survey.question("q_okwithus"))).text


async def test_a_statement_and_a_turn_say_where_they_stand(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey, "parent_carer")
    page = (await visitor.get(survey.question("q_activity.help"))).text
    assert "How much do you agree? Think about clubs and activities." in page
    assert "Statement 2 of 3" in page
    told = await visitor.get(survey.question("q_activity"))
    assert told.headers["location"] == survey.question("q_activity.welcome")
    await sends(visitor, survey.question("q_children"), {"answer": "2"})
    assert "Child 2 of 2" in (await visitor.get(survey.question("q_childage.2"))).text
    assert (await visitor.get(survey.question("q_childage.3"))).status_code == 303


async def test_an_earlier_answer_is_said_again(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    await sends(visitor, survey.question("q_wentout1"), {"answer": "yes"})
    assert "You go by: many ways." in (await visitor.get(survey.question("q_journeyf"))).text
    await sends(visitor, survey.question("q_gettingt"), {"answer": "bus"})
    assert "You go by: Bus." in (await visitor.get(survey.question("q_journeyf"))).text
    fields = {"answer": "other", "answer.other": "<b>Pony</b>"}
    await sends(visitor, survey.question("q_gettingt"), fields)
    assert "Pony" not in (await visitor.get(survey.question("q_journeyf"))).text


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("q_okwithus", "Others only see numbers."),
        ("q_onechang", "One of them reads it."),
        ("q_twothing", "One of them reads it."),
        ("q_postarea", "Others only see numbers."),
        ("q_showitus", "Who sees this: only the people who work on it with Northmere Parent Carers."),
    ],
)
async def test_a_question_says_who_sees_the_answer(visitor: Visitor, id: str, line: str) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(id))).text
    assert line in page
    assert "Northmere Parent Carers" in page
    assert "Who sees this" not in (await visitor.get(survey.question("q_outabout"))).text


async def test_not_knowing_is_not_being_sure_only_where_yes_and_no_are_asked(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question("q_wentout1"))).text
    assert "I’m not sure" in page
    await sends(visitor, survey.question("q_wentout1"), {"answer": "_dont_know"})
    assert (await road.kept(survey))["q_wentout1"] == ("dont_know", (), "")
    assert "I’m not sure" in (await visitor.get(survey.at("/check"))).text
    assert "I’m not sure" not in (await visitor.get(survey.question("q_okwithus"))).text


async def test_a_recording_plays_without_scripts_in_the_language_it_was_made_for(visitor: Visitor) -> None:
    asked = ALL.question("q_wentout1")
    assert asked
    yes, no = asked.options
    heard = changed(asked, audio={"en": "a" * 32}, options=(changed(yes, audio={"en": "b" * 32}), no))
    survey = await opened(replace_question(ALL, heard))
    await road.start(visitor, survey)
    page = (await visitor.get(survey.question(asked.id))).text
    for file, words in (("a" * 32, asked.text["en"]), ("b" * 32, "Yes")):
        source_of = re.escape(survey.at(f"/media/{file}"))
        assert re.search(
            rf'<audio controls preload="none" src="{source_of}" aria-label="[^"]*{re.escape(words)}"', page
        )
    visitor.client.cookies.set("display", "light.std.move.ur", domain="127.0.0.1")
    assert "<audio" not in (await visitor.get(survey.question(asked.id))).text


async def test_words_in_another_language_say_so_and_run_their_own_way(visitor: Visitor) -> None:
    survey = await opened()
    await road.start(visitor, survey)
    visitor.client.cookies.set("display", "light.std.move.ur", domain="127.0.0.1")
    page = (await visitor.get(survey.question("q_wentout1"))).text
    assert re.search(r'<h1 class="asked" lang="ur" dir="rtl">کیا', page)
    assert re.search(r'<label for="answer" lang="ur" dir="rtl">.*?جی ہاں</span>', page)
    await sends(visitor, survey.question("q_wentout1"), {"answer": "yes"})
    assert (await rows("SELECT language FROM answer"))[0]["language"] == "ur"


def _hostile(rng: random.Random, codes: list[str]) -> dict[str, str | list[str]]:
    """A form as no page of ours would send it."""
    parts = ["", ".other", ".words", ".day", ".month", ".year", ".nothing", *(f".{code}" for code in codes)]
    values = [*codes, "_skip", "_dont_know", "0", "-1", "99", "31", "2026", "1e999", "٣", "a\x00b", "\u202e", "<b>&amp;",
              "x" * 4_000, "a" * 32, "%s %(x)s {0}", "😀" * 50, "'; DROP TABLE answer; --", "wv1", "12,5"]  # fmt: skip
    made: dict[str, str | list[str]] = {}
    for _ in range(rng.randint(0, 4)):
        made["answer" + rng.choice(parts)] = [rng.choice(values) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.2:
        made["state"] = rng.choice(["skip", "dont_know", "given", "\x00"])
    return made


@pytest.mark.parametrize("id", [step.id for step in ALL.steps if not step.id.endswith((".2", ".3", ".4"))])
async def test_whatever_is_posted_no_answer_is_lost(visitor: Visitor, id: str) -> None:
    survey = await opened()
    await road.start(visitor, survey, "parent_carer")
    step = ALL.step(id)
    assert step
    codes = [option.code for option in step.question.options]
    rng = random.Random(id)
    kept: tuple[str, tuple[str, ...], str] | None = None
    page = (await sends(visitor, survey.question("q_wentout1"), {"answer": "yes"})).text
    await sends(visitor, survey.question("q_children"), {"answer": "1"})
    kept = (await road.kept(survey)).get(id)
    for _ in range(12):
        form = _hostile(rng, codes)
        page = (await visitor.get(survey.question(id))).text
        told = await visitor.post(survey.question(id), {**hidden(page), **form, "go": "next"})
        assert told.status_code in {303, 422}, (form, told.status_code)
        if told.status_code == 303:
            lists = {name: [value] if isinstance(value, str) else value for name, value in form.items()}
            given = read(
                step.question, {name: [clean(one) for one in values] for name, values in lists.items()}
            )
            assert isinstance(given, Given)
            # a file that never came is no answer: its id alone says nothing
            sends_files = control(step.question) is Control.file
            kept = (given.state.value, () if sends_files else given.choices, given.text)
        assert (await road.kept(survey)).get(id) == kept, form
