"""Changing an open survey: people go on answering what is published, a slip keeps the version, anything else is counted
as was said, and nobody publishes what they have not looked at."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape

import httpx
import pytest

from engage.consultations.building import drafts
from engage.consultations.building.drafts import Act
from engage.consultations.changing import versions_told
from engage.database import rows, writing
from surveys.definition import Definition, Option, QuestionKind, said
from surveys.editing import changed, remove_question, replace_question, set_intro, set_title
from surveys.results import counts, questions_asked
from surveys.versions import Version, versions_of
from tests.cast import Cast
from tests.consultations.makers import HARD, HELP, answered, draft_of, field, opened, seen_by
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def edit(cast: Cast, here: str, change: Callable[[Definition], Definition], who: str = "Priya") -> None:
    """Somebody changes the draft, as a save of a builder's page would."""
    actor, seen = await cast.actor(who), await seen_by(cast, who, here)
    act = Act("question:changed", "Changed the question “Help”")
    async with writing():
        assert isinstance(await drafts.edit(actor, seen, change, act, now=datetime.now(UTC)), Definition)


def reworded(words: str, id: str = HELP) -> Callable[[Definition], Definition]:
    def change(draft: Definition) -> Definition:
        question = draft.question(id)
        assert question
        return replace_question(draft, changed(question, text={**question.text, "en": words}))

    return change


async def all_versions(cast: Cast, here: str) -> tuple[Version, ...]:
    return await versions_of((await seen_by(cast, "Priya", here)).survey)


async def publish(visitor: Visitor, here: str, **typed: str) -> httpx.Response:
    html = (await visitor.get(f"{here}/changes")).text
    names = {name.replace("_q_", "-q_"): value for name, value in typed.items()}
    return await visitor.post(f"{here}/changes", {"mark": field(html, "mark"), "note": "A slip", **names})


async def test_people_go_on_answering_the_published_words_while_changes_wait(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    assert "Nothing waits to be published" in (await priya.get(f"{here}/changes")).text
    await edit(cast, here, reworded("Do you get the help you want?"))
    (version,) = await all_versions(cast, here)
    assert HELP in {question.id for question in version.definition.questions}
    assert "help you want" not in version.definition.model_dump_json()
    asked = (await priya.get(f"{here}/changes")).text
    assert "1 part differs" in asked
    assert re.search(r"<del>.*?need.*?</del>", asked)
    assert re.search(r"<ins>.*?want.*?</ins>", asked)
    assert "1 part has changes that nobody sees yet" in (await priya.get(f"{here}/questions")).text


async def test_a_slip_put_right_keeps_the_version_and_is_in_the_history(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "Loud")
    await edit(cast, here, reworded("Do you get the help you need at scool?"))
    done = await publish(priya, here, means="slips", note="A letter was missing")
    assert done.headers["location"] == f"{here}/versions?done=corrected"
    first, second = await all_versions(cast, here)
    assert [(one.number, one.correction, one.by) for one in (first, second)] == [
        (1, 0, "Priya"),
        (1, 1, "Priya"),
    ]
    assert (second.note, second.joins) == ("A letter was missing", ())
    [survey] = await rows("SELECT current_version FROM survey")
    assert survey["current_version"] == second.id
    [response] = await rows("SELECT version FROM response")
    assert response["version"] == first.id
    acts = await rows("SELECT act, sentence FROM audit_event WHERE act LIKE 'changes:%'")
    assert acts == [
        {"act": "changes:corrected", "sentence": "Put a slip right in version 1: A letter was missing"}
    ]
    shown = (await priya.get(done.headers["location"])).text
    assert "Version 1, slip 1 put right" in shown
    assert "A letter was missing" in shown
    assert "Nothing waits to be published" in (await priya.get(f"{here}/changes")).text


async def test_counted_together_is_one_number_over_both_versions(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "Loud", help="yes")
    await edit(cast, here, reworded("Do you get the help you want?"))
    done = await publish(priya, here, means="else", **{f"count_{HELP}": "together"})
    assert done.headers["location"] == f"{here}/versions?done=published"
    await answered(cast, here, "Quiet", help="yes")
    first, second = await all_versions(cast, here)
    assert (first.number, second.number, second.correction) == (1, 2, 0)
    seen = await seen_by(cast, "Priya", here)
    (question,) = [one for one in await questions_asked(seen.survey) if one.id == HELP]
    assert said(question.text, "en") == "Do you get the help you want?"
    (counted,) = await counts(seen.survey, [question])
    assert (counted.given, counted.options[0].n) == (2, 2)


async def test_counted_apart_is_two_questions_and_the_versions_say_why(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "Loud", help="yes")
    await edit(cast, here, reworded("Did you get help last week?"))
    why = "It asks about last week only."
    done = await publish(priya, here, means="else", **{f"count_{HELP}": "apart", f"why_{HELP}": why})
    assert done.status_code == 303
    _, second = await all_versions(cast, here)
    (join,) = second.apart
    assert (join.was, join.question != HELP, join.why) == (HELP, True, why)
    assert await draft_of(cast, here) == second.definition
    seen = await seen_by(cast, "Priya", here)
    asked = {one.id: one for one in await questions_asked(seen.survey)}
    by_id = {id: (await counts(seen.survey, [asked[id]]))[0].given for id in (HELP, join.question)}
    assert by_id == {HELP: 1, join.question: 0}
    place = [one.id for one in second.definition.questions].index(join.question) + 1
    (sentence,) = await versions_told.sentences_about(seen.survey)
    assert sentence.endswith(f"; question {place} counted apart because It asks about last week only.")
    assert sentence in unescape((await priya.get(f"{here}/answers")).text)
    shown = unescape((await priya.get(f"{here}/versions")).text)
    assert "is counted apart because It asks about last week only." in shown
    assert re.search(
        r"<ins>.*?last week", shown
    )  # told as one question in other words, not as one gone and one new
    assert "This question is new." not in shown


async def test_somebody_half_way_goes_on_with_the_words_they_began_with(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    await priya.get(f"/s/{slug}")
    begun = await priya.post(f"/s/{slug}", {"group": "young_person", "how": "alone"})
    assert begun.status_code == 303
    await edit(cast, here, reworded("Did you get help last week?"))
    await publish(priya, here, means="else", **{f"count_{HELP}": "apart", f"why_{HELP}": "Last week"})
    old = (await priya.get(f"/s/{slug}/q/{HELP}")).text
    assert "last week" not in old
    async with Visitor.arriving() as later:
        await later.get(f"/s/{slug}")
        await later.post(f"/s/{slug}", {"group": "young_person", "how": "alone"})
        _, second = await all_versions(cast, here)
        new = await later.get(f"/s/{slug}/q/{second.apart[0].question}")
        assert "Did you get help last week?" in new.text


async def test_what_is_still_to_be_said_is_asked_with_everything_kept(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, reworded("Did you get help last week?"))
    nothing = await publish(priya, here, note="")
    assert nothing.status_code == 422
    assert "Choose what these changes mean" in nothing.text
    assert "Say what you changed, and why" in nothing.text
    unsaid = await publish(priya, here, means="else", note="Now about last week")
    assert (unsaid.status_code, f'href="#count-{HELP.replace("_", "-")}"' in unsaid.text) == (422, True)
    assert "Now about last week" in unsaid.text
    no_reason = await publish(priya, here, means="else", **{f"count_{HELP}": "apart"})
    assert (no_reason.status_code, "Say why they are counted apart" in no_reason.text) == (422, True)
    assert len(await all_versions(cast, here)) == 1


async def test_more_than_words_is_never_a_slip(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)

    def more(draft: Definition) -> Definition:
        question = draft.question(HELP)
        assert question
        options = (*question.options, Option(code="never", text={"en": "Never", "en-simple": "Never"}))
        return replace_question(draft, changed(question, options=options))

    await edit(cast, here, more)
    shown = (await priya.get(f"{here}/changes")).text
    assert "New answer: “Never”." in shown
    assert "slips put right" not in shown
    refused = await publish(priya, here, means="slips")
    assert (refused.status_code, "cannot be a slip put right" in refused.text) == (422, True)
    same = await publish(priya, here, means="else", **{f"count_{HELP}": "same"})
    assert same.status_code == 422
    done = await publish(priya, here, means="else", **{f"count_{HELP}": "together"})
    assert done.status_code == 303
    assert (await all_versions(cast, here))[-1].number == 2


async def test_a_question_of_another_type_is_counted_apart_or_not_at_all(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)

    def other(draft: Definition) -> Definition:
        question = draft.question(HELP)
        assert question
        return replace_question(draft, changed(question, kind=QuestionKind.many))

    await edit(cast, here, other)
    assert "Count them together" not in (await priya.get(f"{here}/changes")).text
    refused = await publish(priya, here, means="else", **{f"count_{HELP}": "together"})
    assert (refused.status_code, "another type of question has other answers" in refused.text) == (422, True)


async def test_a_question_taken_out_keeps_its_answers_in_the_results(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "Loud", help="no")
    await edit(cast, here, lambda draft: remove_question(draft, HELP))
    assert "What people answered so far stays" in (await priya.get(f"{here}/changes")).text
    assert (await publish(priya, here, means="else", note="Nobody needed it")).status_code == 303
    seen = await seen_by(cast, "Priya", here)
    gone = (await questions_asked(seen.survey))[-1]
    (counted,) = await counts(seen.survey, [gone])
    assert (gone.id, counted.given) == (HELP, 1)


async def test_the_second_of_two_editors_sees_what_changed_and_publishes_nothing_unseen(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    await edit(cast, here, reworded("Do you get the help you want?"))
    looked = (await priya.get(f"{here}/changes")).text
    await edit(cast, here, reworded("What is hard for you?", HARD))
    typed = {
        "mark": field(looked, "mark"), "started_from": field(looked, "started_from"),
        "means": "else", "note": "My own reason", f"count-{HELP}": "apart", f"why-{HELP}": "My why",
    }  # fmt: skip
    late = await priya.post(f"{here}/changes", typed)
    assert late.status_code == 422
    assert "This was changed while you were writing" in late.text
    assert "Priya changed the question “Help”" in late.text
    assert "2 parts differ" in late.text
    assert "My own reason" in late.text
    assert 'value="My why"' in late.text
    assert re.search(r'value="apart" checked', late.text)
    assert len(await all_versions(cast, here)) == 1
    again = await priya.post(
        f"{here}/changes", {**typed, "mark": field(late.text, "mark"), f"count-{HARD}": "together"}
    )
    assert again.status_code == 303


async def test_pressing_publish_twice_is_publishing_once(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, set_intro_to("Tell us how school is."))
    html = (await priya.get(f"{here}/changes")).text
    typed = {"mark": field(html, "mark"), "means": "slips", "note": "Shorter"}
    assert (await priya.post(f"{here}/changes", typed)).status_code == 303
    second = await priya.post(f"{here}/changes", typed)
    assert (second.status_code, "Nothing waits to be published" in second.text) == (422, True)
    assert len(await all_versions(cast, here)) == 2


def set_intro_to(words: str) -> Callable[[Definition], Definition]:
    return lambda draft: set_intro(draft, "en", words)


async def test_a_form_opened_before_a_question_was_counted_apart_loses_no_word(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    html = (await priya.get(f"{here}/questions/{HELP}")).text
    mark, moment = field(html, "mark"), field(html, "started_from")
    await edit(cast, here, reworded("Did you get help last week?"))
    await publish(priya, here, means="else", **{f"count_{HELP}": "apart", f"why_{HELP}": "Last week"})
    late = await priya.post(
        f"{here}/questions/{HELP}",
        {
            "mark": mark,
            "started_from": moment,
            "kind": "single_choice",
            "text": "My long new words",
            "do": "save",
        },
    )
    assert late.status_code == 422
    assert "My long new words" in late.text
    assert (await draft_of(cast, here)).question(HELP) is None


async def test_an_unfinished_change_cannot_be_published(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, lambda draft: set_title(draft, "en", ""))
    shown = await priya.get(f"{here}/changes")
    assert "One thing to mend first" in shown.text
    refused = await publish(priya, here, means="slips")
    assert (refused.status_code, "Enter a title" in refused.text) == (422, True)
    assert len(await all_versions(cast, here)) == 1


async def test_a_new_title_is_the_consultations_name_once_it_is_published(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, lambda draft: set_title(draft, "en", "School and me"))
    assert (await seen_by(cast, "Priya", here)).title == "School and you"
    await publish(priya, here, means="slips")
    assert (await seen_by(cast, "Priya", here)).title == "School and me"


async def test_changes_can_be_thrown_away_and_the_published_words_come_back(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    before = await draft_of(cast, here)
    await edit(cast, here, reworded("Do you get the help you want?"))
    asked = (await priya.get(f"{here}/changes/drop")).text
    assert "Nobody can bring the changes back" in asked
    await edit(cast, here, reworded("What is hard for you?", HARD))
    late = await priya.post(f"{here}/changes/drop", {"mark": field(asked, "mark")})
    assert (late.status_code, "What is hard" in re.sub(r"<[^>]+>", "", late.text)) == (422, True)
    assert await draft_of(cast, here) != before
    done = await priya.post(f"{here}/changes/drop", {"mark": field(late.text, "mark")})
    assert done.headers["location"] == f"{here}/questions?done=dropped"
    assert await draft_of(cast, here) == before
    assert len(await all_versions(cast, here)) == 1


async def test_closing_and_opening_again_publishes_nothing_by_the_way(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, reworded("Do you get the help you want?"))
    await priya.post(f"{here}/close")
    closed = (await priya.get(f"{here}/changes")).text
    assert "The survey is closed, so these changes were never asked" in closed
    assert (await publish(priya, here, means="slips")).status_code == 422
    day = datetime.now(UTC).date().replace(year=datetime.now(UTC).year + 1).isoformat()
    await rows("UPDATE survey SET reads_by = NULL, tells_by = NULL")
    assert (await priya.post(f"{here}/reopen", {"closes": day, "reason": "Holidays"})).status_code == 303
    assert len(await all_versions(cast, here)) == 1
    assert "1 part has changes that nobody sees yet" in (await priya.get(f"{here}/questions")).text


async def test_before_it_was_opened_there_is_nothing_to_compare(priya: Visitor, cast: Cast) -> None:
    from tests.consultations.makers import draft

    here = await draft(cast)
    assert (await priya.get(f"{here}/changes")).headers["location"] == f"{here}/questions"
    assert "No version yet" in (await priya.get(f"{here}/versions")).text


async def test_nobody_of_another_organisation_publishes(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, reworded("Do you get the help you want?"))
    visitor.sign_in(await cast.session("Ana"))
    for path in ("/changes", "/changes/drop", "/versions"):
        assert (await visitor.get(f"{here}{path}")).status_code == 404
    assert (await visitor.post(f"{here}/changes", {"means": "slips", "note": "x"})).status_code == 404
    assert len(await all_versions(cast, here)) == 1


async def test_changes_that_wait_are_on_the_overview_of_those_who_build(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    assert "Publish the changes of" not in (await priya.get("/staff")).text
    await edit(cast, here, reworded("Do you get the help you want?"))
    assert "1 part has changes that nobody sees yet." in (await priya.get("/staff")).text
    await publish(priya, here, means="slips")
    assert "Publish the changes of" not in (await priya.get("/staff")).text


async def test_of_two_who_publish_at_the_same_moment_one_does(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await edit(cast, here, reworded("Do you get the help you want?"))
    html = (await priya.get(f"{here}/changes")).text
    typed = {"mark": field(html, "mark"), "means": "slips", "note": "A slip"}
    both = await asyncio.gather(*(priya.post(f"{here}/changes", typed) for _ in range(4)))
    assert sorted(one.status_code for one in both) == [303, 422, 422, 422]
    assert [(one.number, one.correction) for one in await all_versions(cast, here)] == [(1, 0), (1, 1)]
