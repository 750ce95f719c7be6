"""Building a survey in the browser, and two people building it at once."""

import random
import re
from datetime import UTC, datetime

import pytest

from engage.consultations.building.sections import DIFFERS, without_section
from engage.database import rows, writing
from surveys import authoring
from surveys.definition import EASY, Definition, QuestionKind, Route
from surveys.editing import changed, new_question, replace_question, set_title
from tests.cast import Cast
from tests.consultations.makers import FEELING, GOOD, HARD, HELP, draft, draft_of, field, opened, seen_by
from tests.promises import tree
from tests.surveys.makers import SCHOOL
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def _other(cast: Cast) -> str:
    """Bella, who builds with Priya."""
    from datetime import UTC, datetime

    from engage.access.permissions import Role
    from engage.accounts import people
    from engage.database import writing

    async with writing():
        cast.people["Bella"] = await people.welcome("Bella", "bella@example.org", now=datetime.now(UTC))
        await people.join(cast.people["Bella"], cast.forum, Role.facilitator)
    return await cast.session("Bella")


def fields(html: str) -> dict[str, list[str]]:
    """Every field of the form of a question, as a browser would send it."""
    root = tree(html)
    form = next(one for one in root.iter("form") if one.get("action", "").rpartition("/")[2].startswith("q_"))
    sent: dict[str, list[str]] = {}
    for element in form.iter():
        name = element.get("name")
        if element.tag == "input" and name and name != "_token":
            if element.get("type") not in {"radio", "checkbox"} or element.get("checked") is not None:
                sent.setdefault(name, []).append(element.get("value", ""))
        elif element.tag == "textarea" and name:
            sent.setdefault(name, []).append((element.text or "").removeprefix("\n"))
        elif element.tag == "select" and name:
            chosen = [
                one.get("value", "") for one in element.iter("option") if one.get("selected") is not None
            ]
            sent.setdefault(name, []).append(chosen[0] if chosen else "")
    return sent


async def test_a_question_is_changed_and_the_history_says_so(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    saved = await priya.post(f"{here}/questions/{HELP}", {**form, "text": "Do you get help?"})
    assert (saved.status_code, saved.headers["location"]) == (303, f"{here}/questions/{HELP}?done=saved")
    question = (await draft_of(cast, here)).question(HELP)
    assert question
    assert (question.text["en"], len(question.options)) == ("Do you get help?", 4)
    acts = await rows("SELECT sentence FROM audit_event ORDER BY id DESC LIMIT 1")
    assert acts[0]["sentence"] == "Changed the question “Do you get help?”"
    assert "Priya changed the question “Do you get help?” at" in (await priya.get(f"{here}/questions")).text


async def test_saving_without_a_change_is_no_act(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    before = len(await rows("SELECT 1 FROM audit_event"))
    assert (await priya.post(f"{here}/questions/{HELP}", form)).status_code == 303
    assert len(await rows("SELECT 1 FROM audit_event")) == before


async def test_add_another_answer_keeps_everything_typed_and_saves_nothing(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    typed = {**form, "text": "Half a thought", "o1_text": "Always", "do": "add:o"}
    shown = await priya.post(f"{here}/questions/{HELP}", typed)
    assert shown.status_code == 200
    again = fields(shown.text)
    assert (again["text"], again["o1_text"], again["rows"]) == (
        ["Half a thought"],
        ["Always"],
        ["1", "2", "3", "4", "5"],
    )
    assert re.search(r'name="o5_text"[^>]*autofocus', shown.text)
    question = (await draft_of(cast, here)).question(HELP)
    assert question
    assert question.text["en"] != "Half a thought"
    again |= {"o5_text": ["Not sure yet"], "do": ["save"]}
    await priya.post(f"{here}/questions/{HELP}", again)
    question = (await draft_of(cast, here)).question(HELP)
    assert question
    assert [option.code for option in question.options] == ["yes", "some", "no", "not_needed", "not_sure_yet"]


async def test_a_mistake_shows_the_form_again_with_every_word(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    wrong = await priya.post(f"{here}/questions/{HELP}", {**form, "text": "", "hint": "My <b>hint</b>"})
    assert wrong.status_code == 422
    assert '<a href="#text">Enter the question</a>' in wrong.text
    assert "My &lt;b&gt;hint&lt;/b&gt;" in wrong.text


async def test_a_question_of_each_kind_is_added_and_saving_twice_adds_one(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast, key="blank", title="Ours")
    for kind in QuestionKind:
        link = f"{here}/questions/new?kind={kind}"
        assert f'href="{link}"' in (await priya.get(f"{here}/questions/add")).text
        shown = await priya.get(link)
        form = {**fields(shown.text), "text": f"About {kind}?"}
        path = re.search(r'action="([^"]*/questions/q_[a-z0-9]{8})"', shown.text)
        assert path
        for _ in range(2):
            assert (await priya.post(path.group(1), form)).status_code == 303
        again = await priya.get(path.group(1))
        assert fields(again.text)["text"] == [f"About {kind}?"]
    kept = await draft_of(cast, here)
    assert [question.text["en"] for question in kept.questions] == [f"About {kind}?" for kind in QuestionKind]
    assert [question.kind for question in kept.questions] == list(QuestionKind)


async def test_a_question_is_added_after_another(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    link = f"{here}/questions/new?kind=long_text&amp;after={HELP}"
    assert f'href="{link}"' in (await priya.get(f"{here}/questions/add?after={HELP}")).text
    shown = await priya.get(link.replace("&amp;", "&"))
    path = re.search(r'action="([^"]*/questions/(q_[a-z0-9]{8}))"', shown.text)
    assert path
    await priya.post(path.group(1), {**fields(shown.text), "text": "Say more"})
    order = [question.id for question in (await draft_of(cast, here)).questions]
    assert order.index(path.group(2)) == order.index(HELP) + 1


async def test_a_type_there_is_not_leads_back_to_those_there_are(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    answer = await priya.get(f"{here}/questions/new?kind=hologram")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{here}/questions/add")


async def test_a_question_moves_and_the_page_says_where(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    moved = await priya.post(f"{here}/questions", {"move": f"up:{HARD}"})
    assert moved.headers["location"] == f"{here}/questions?done=moved#{HARD}"
    assert [question.id for question in (await draft_of(cast, here)).questions][1] == HARD
    for nonsense in ("sideways:q_schlhard", "up:q_nothere0", "", "up"):
        assert (await priya.post(f"{here}/questions", {"move": nonsense})).status_code == 303


async def test_a_question_is_taken_out_after_one_more_question(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    asked = await priya.get(f"{here}/questions/{HARD}/remove")
    assert "What makes school or college hard?" in asked.text
    assert (await draft_of(cast, here)).question(HARD)
    await priya.post(f"{here}/questions/{HARD}/remove", {"mark": field(asked.text, "mark")})
    assert (await draft_of(cast, here)).question(HARD) is None
    assert (await priya.post(f"{here}/questions/{HARD}/remove", {"mark": "x"})).status_code == 303


async def test_title_and_introduction_are_changed_and_the_consultation_is_called_so(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    shown = await priya.get(f"{here}/questions/beginning")
    typed = {
        "title": "Your school day", "title_easy": "School", "intro": "We ask.\n\nYou answer.", "intro_easy": "We ask.",
        "mark": field(shown.text, "mark"), "started_from": field(shown.text, "started_from"),
    }  # fmt: skip
    assert (await priya.post(f"{here}/questions/beginning", typed)).status_code == 303
    kept = await draft_of(cast, here)
    assert (kept.title["en"], kept.title[EASY], kept.intro["en"]) == (
        "Your school day",
        "School",
        "We ask.\n\nYou answer.",
    )
    assert "<h1>Your school day</h1>" in (await priya.get(here)).text


async def test_a_heading_is_changed_added_and_taken_out_without_a_question_lost(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    count = len((await draft_of(cast, here)).questions)
    shown = await priya.get(f"{here}/questions/parts/s_1")
    await priya.post(f"{here}/questions/parts/s_1", {"title": "Now", "mark": field(shown.text, "mark")})
    await priya.post(f"{here}/questions/parts/new", {"title": "Later"})
    assert [one.title.get("en") for one in (await draft_of(cast, here)).sections] == [
        "Now",
        "What you want",
        "Later",
    ]
    await priya.post(f"{here}/questions/parts/s_1/remove")
    kept = await draft_of(cast, here)
    assert ([one.title.get("en") for one in kept.sections], len(kept.questions)) == (
        ["What you want", "Later"],
        count,
    )


async def test_a_heading_whose_rule_would_be_lost_stays_and_says_why(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    shown = await priya.get(f"{here}/questions/parts/s_2")
    rule = {"when_join": "all", "condition_rows": "1", "c1_what": f"{HELP}:is:no", "c1_says": "said"}
    typed = {"title": "Later", "mark": field(shown.text, "mark"), **rule}
    assert (await priya.post(f"{here}/questions/parts/s_2", typed)).status_code == 303
    before = await draft_of(cast, here)
    for part in ("s_1", "s_2"):
        kept = await priya.post(f"{here}/questions/parts/{part}/remove")
        told = (await priya.get(kept.headers["location"])).text
        assert "The heading stays. Its questions would be asked of other people" in told
    assert await draft_of(cast, here) == before


def test_a_way_to_a_part_leads_to_its_first_question_when_the_heading_goes() -> None:
    hard = SCHOOL.sections[0].questions[2]
    routed = replace_question(SCHOOL, changed(hard, routes=(Route(when="", to="s_2"),)))
    after = without_section(routed, "s_2")
    assert isinstance(after, Definition)
    assert after.question(hard.id).routes == (Route(when="", to=SCHOOL.sections[1].questions[0].id),)  # type: ignore[union-attr]
    repeat = new_question(QuestionKind.repeat, random.Random(1))
    counted = changed(SCHOOL.sections[0], questions=(*SCHOOL.sections[0].questions, repeat))
    assert without_section(changed(SCHOOL, sections=(counted, SCHOOL.sections[1])), "s_2") == DIFFERS


async def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    hers, bellas = fields((await priya.get(f"{here}/questions/{HELP}")).text), await _other(cast)
    priyas = priya.client.cookies["session"]
    priya.sign_in(bellas)
    theirs = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    await priya.post(f"{here}/questions/{HELP}", {**theirs, "text": "Bella’s words"})
    priya.sign_in(priyas)
    clash = await priya.post(
        f"{here}/questions/{HELP}", {**hers, "text": "Priya’s words", "hint": "Priya’s hint"}
    )
    assert clash.status_code == 422
    assert re.search(r"Bella changed the question “Bella’s words” at \d+:\d\d[ap]m\.", clash.text)
    assert "<b>It now says:</b> Bella’s words" in clash.text
    again = fields(clash.text)
    assert (again["text"], again["hint"]) == (["Priya’s words"], ["Priya’s hint"])
    question = (await draft_of(cast, here)).question(HELP)
    assert question
    assert question.text["en"] == "Bella’s words"
    assert (await priya.post(f"{here}/questions/{HELP}", again)).status_code == 303
    question = (await draft_of(cast, here)).question(HELP)
    assert question
    assert question.text["en"] == "Priya’s words"


async def test_two_editors_of_two_questions_keep_both(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    one = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    two = fields((await priya.get(f"{here}/questions/{HARD}")).text)
    assert (await priya.post(f"{here}/questions/{HARD}", {**two, "text": "Hard?"})).status_code == 303
    assert (await priya.post(f"{here}/questions/{HELP}", {**one, "text": "Help?"})).status_code == 303
    kept = await draft_of(cast, here)
    assert {kept.question(id).text["en"] for id in (HELP, HARD)} == {"Hard?", "Help?"}  # type: ignore[union-attr]


async def test_a_question_taken_out_while_it_was_edited_can_come_back(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = {**fields((await priya.get(f"{here}/questions/{HELP}")).text), "text": "Keep me"}
    mark = field((await priya.get(f"{here}/questions/{HELP}/remove")).text, "mark")
    await priya.post(f"{here}/questions/{HELP}/remove", {"mark": mark})
    clash = await priya.post(f"{here}/questions/{HELP}", form)
    assert (clash.status_code, "took this question out" in clash.text) == (422, True)
    assert (await priya.post(f"{here}/questions/{HELP}", fields(clash.text))).status_code == 303
    assert (await draft_of(cast, here)).questions[-1].text["en"] == "Keep me"


async def test_a_question_that_was_changed_is_not_taken_out_unseen(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    mark = field((await priya.get(f"{here}/questions/{HELP}/remove")).text, "mark")
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    await priya.post(f"{here}/questions/{HELP}", {**form, "text": "New words"})
    asked = await priya.post(f"{here}/questions/{HELP}/remove", {"mark": mark})
    assert (asked.status_code, "New words" in asked.text) == (422, True)
    assert (await draft_of(cast, here)).question(HELP)


async def test_once_it_is_closed_the_questions_stay_as_they_are(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await priya.post(f"{here}/close")
    before = await draft_of(cast, here)
    for path, typed in (
        (f"/questions/{HELP}", {"text": "New", "kind": "single_choice"}),
        (f"/questions/{HELP}/remove", {"mark": "x"}),
        ("/questions", {"move": f"up:{HARD}"}),
        ("/questions/beginning", {"title": "New"}),
        ("/questions/parts/s_1/remove", {}),
    ):
        answer = await priya.post(f"{here}{path}", typed)
        assert answer.status_code in {303, 422}, path
    assert await draft_of(cast, here) == before
    assert "People have been asked these questions" in (await priya.get(f"{here}/questions")).text


async def test_hints_name_the_words_to_change(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    await priya.post(
        f"{here}/questions/{HELP}", {**form, "text": "Do practitioners facilitate appropriate provision?"}
    )
    shown = (await priya.get(f"{here}/questions/{HELP}")).text
    assert "“facilitate” is a hard word. Try “help”" in shown
    checked = (await priya.get(f"{here}/check")).text
    assert "“facilitate” is a hard word. Try “help”" in checked
    assert f'href="{here}/questions/{HELP}#text"' in checked


async def test_a_part_is_asked_of_some_people_and_says_so(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    shown = await priya.get(f"{here}/questions/parts/s_2")
    typed = {"title": "Later", "mark": field(shown.text, "mark"), "when_join": "all"}
    more = await priya.post(f"{here}/questions/parts/s_2", {**typed, "do": "add:c"})
    assert (more.status_code, 'value="Later"' in more.text) == (200, True)
    rule = {"condition_rows": "1", "c1_what": f"{HELP}:is:no", "c1_says": "said"}
    assert (await priya.post(f"{here}/questions/parts/s_2", {**typed, **rule})).status_code == 303
    assert (await draft_of(cast, here)).sections[1].show_if == f"{HELP} is no"
    again = await priya.get(f"{here}/questions/parts/s_2")
    assert "This part is only for people who said “No”" in again.text
    wrong = await priya.post(f"{here}/questions/parts/s_2", {**typed, **rule, "c1_what": ""})
    assert (wrong.status_code, "Choose an answer for this line" in wrong.text) == (422, True)


async def test_a_long_sentence_of_a_part_is_told_where_it_is_mended(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    shown = await priya.get(f"{here}/questions/parts/s_2")
    typed = {"title": "Later", "intro": "Now " + "and then " * 12, "mark": field(shown.text, "mark")}
    assert (await priya.post(f"{here}/questions/parts/s_2", typed)).status_code == 303
    assert "to 20 words or fewer" in (await priya.get(f"{here}/questions/parts/s_2")).text
    assert "to 20 words or fewer" not in (await priya.get(f"{here}/questions/beginning")).text
    assert f'href="{here}/questions/parts/s_2"' in (await priya.get(f"{here}/check")).text


async def test_a_translation_outlives_a_change_of_the_title(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    seen = await seen_by(cast, "Priya", here)
    survey = await authoring.find_survey(seen.survey)
    assert survey
    translated = set_title(authoring.draft_of(survey), "ur", "اسکول")
    async with writing():
        await authoring.save_draft(survey.id, translated, survey.draft_changed_at, datetime.now(UTC))
    shown = await priya.get(f"{here}/questions/beginning")
    typed = {"title": "New", "title_easy": "New", "mark": field(shown.text, "mark")}
    assert (await priya.post(f"{here}/questions/beginning", typed)).status_code == 303
    assert (await draft_of(cast, here)).title == {"en": "New", EASY: "New", "ur": "اسکول"}


async def test_a_question_goes_to_another_part_at_once(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    asked = await priya.get(f"{here}/questions/{HELP}/place")
    assert '<option value="s_2:">At the beginning of this part</option>' in asked.text
    assert (await priya.post(f"{here}/questions/{HELP}/place", {"place": "s_2:"})).status_code == 303
    assert (await draft_of(cast, here)).sections[1].questions[0].id == HELP
    for nonsense in ("", "s_9:", "s_1:q_nothere0"):
        refused = await priya.post(f"{here}/questions/{HELP}/place", {"place": nonsense})
        assert (refused.status_code, "Choose where to put it" in refused.text) == (422, True)


async def test_a_copy_stands_behind_its_question_and_is_opened(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    made = await priya.post(f"{here}/questions/{HELP}/copy")
    id = made.headers["location"].rpartition("/")[2].partition("?")[0]
    assert "This is the copy" in (await priya.get(made.headers["location"])).text
    kept = await draft_of(cast, here)
    order = [one.id for one in kept.questions]
    assert order.index(id) == order.index(HELP) + 1
    assert kept.question(id).options == kept.question(HELP).options  # type: ignore[union-attr]


async def test_the_list_tells_each_rule_in_words_and_how_much_could_be_better(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HARD}")).text)
    rule = {"condition_rows": "1", "c1_what": f"{HELP}:is:no", "c1_says": "said", "when_join": "all"}
    hard = {"text": "What provision is hard?"}
    assert (await priya.post(f"{here}/questions/{HARD}", {**form, **rule, **hard})).status_code == 303
    shown = (await priya.get(f"{here}/questions")).text
    assert "Only shown to people who said “No” to “Do you get the help you need in lessons?”" in shown
    assert re.search(r"1 hint<span class=\"vh\"> about What provision is hard\?", shown)
    gone = (await priya.get(f"{here}/questions/{HELP}/remove")).text
    assert "These look at its answers or lead to it" in gone
    assert "<li>What provision is hard?</li>" in gone
    form = fields((await priya.get(f"{here}/questions/{FEELING}")).text)
    way = {"route_rows": "1", "r1_what": "", "r1_to": HELP, "when_join": "all"}
    typed = {**form, **way, "text": "How is it?"}
    assert (await priya.post(f"{here}/questions/{FEELING}", typed)).status_code == 303
    good = fields((await priya.get(f"{here}/questions/{GOOD}")).text)
    said_again = {**good, "text": f"You said {{{HELP}|so}}. Why?"}
    assert (await priya.post(f"{here}/questions/{GOOD}", said_again)).status_code == 303
    gone = (await priya.get(f"{here}/questions/{HELP}/remove")).text
    assert "<li>How is it?</li>" in gone
    assert f"<li>You said {{{HELP}|so}}. Why?</li>" in gone


async def test_a_volunteer_is_led_from_the_first_question_to_opening(priya: Visitor, cast: Cast) -> None:
    empty = await draft(cast, key="blank", title="Ours")
    assert "Next: Add a question" in (await priya.get(f"{empty}/questions")).text
    here = await draft(cast)
    shown = (await priya.get(f"{here}/questions")).text
    assert "Next: Let young people try it" in shown
    assert "nothing to mend" in shown
    assert "to set" in shown, "without a closing day it can not open, so dates are a step of their own"


async def test_the_check_page_counts_questions_minutes_and_hints(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    form = fields((await priya.get(f"{here}/questions/{HELP}")).text)
    await priya.post(f"{here}/questions/{HELP}", {**form, "text": "Do practitioners facilitate provision?"})
    shown = (await priya.get(f"{here}/check")).text
    for figure, words in (("7", "questions"), ("5", "minutes to answer"), ("4", "hints")):
        assert re.search(rf"<dt>{words}</dt>\s*<dd>{figure}</dd>", shown), words
