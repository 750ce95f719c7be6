"""Paper typed in by two people: blind, compared, settled, counted once; the scan is gone when it counts."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engage.audit.trail import first_broken_seal
from engage.database import rows
from surveys.responding import how_many_sent
from tests.cast import Cast
from tests.consultations.makers import FEELING, GOOD, HARD, HELP
from tests.invitations.paper_ground import PAPER, begun, ground, responses, the_form, typed
from tests.surveys import files_made as made
from tests.visitor import Visitor

SLIP = f"{HELP}-answer"
WORDS = f"{GOOD}-answer"


async def test_two_people_who_read_the_same_make_one_response(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    assert await typed(visitor, cast, form, "Priya", **{WORDS: "The library."}) == f"{here}?done=typed&form=1"
    assert await responses() == []
    assert "1 waits for a second person." in (await visitor.get(here)).text
    led = await typed(visitor, cast, form, "Bella", **{WORDS: "The  library. "})
    assert led == f"{form}?done=counted"
    (response,) = await responses()
    assert (response["channel"], response["group"], response["how_answered"]) == (
        "paper",
        "parent_carer",
        "scribed",
    )
    assert response["completed_at"] is not None
    assert response["may_quote"] is True
    assert str(response["notice"]).startswith("parent_carer/")
    answers = await rows("SELECT question_id, state, choices, text, format, is_asked FROM answer")
    kept = {row["question_id"]: row for row in answers}
    assert {row["format"] for row in answers} == {"paper"}
    assert all(row["is_asked"] for row in answers)
    assert (kept[WORDS.removesuffix("-answer")]["text"], kept[HELP]["choices"]) == ("The library.", ["some"])
    assert kept[HARD]["state"] == "skipped"
    shown = (await visitor.get(led)).text
    assert "This form counts now." in shown
    stored = await the_form()
    assert (stored["first"], stored["second"], stored["state"]) == ("{}", "{}", "checked")


async def test_the_second_person_sees_nothing_of_the_first(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    await typed(visitor, cast, form, "Priya", **{WORDS: "The old library"})
    visitor.sign_in(await cast.session("Bella"))
    for page in (here, form, f"{form}/type"):
        text = (await visitor.get(page)).text
        assert "The old library" not in text
        assert 'value="some" checked' not in text
    assert (await visitor.get(f"{form}/settle")).status_code == 303


async def test_a_slip_is_shown_side_by_side_and_settled(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    await typed(visitor, cast, form, "Priya", **{WORDS: "Quiet rooms"})
    led = await typed(visitor, cast, form, "Bella", **{WORDS: "Quiet room", SLIP: "no"})
    assert led == f"{form}/settle"
    assert await responses() == []
    page = (await visitor.get(led)).text
    assert "2 answers differ." in page
    assert "Quiet rooms" in page
    assert "Sometimes" in page
    assert "How do you feel" not in page
    none = await visitor.post(led, {f"take-{HELP}": "first"})
    assert none.status_code == 422
    assert "choose what the paper says" in none.text
    assert f'id="take-{GOOD.replace("_", "-")}"' in none.text
    told = await visitor.post(led, {f"take-{HELP}": "second", f"take-{GOOD}": "anew", WORDS: "A quiet room"})
    assert told.headers["location"] == f"{form}?done=counted"
    kept = {row["question_id"]: row for row in await rows("SELECT * FROM answer")}
    assert (kept[HELP]["choices"], kept[GOOD]["text"]) == (["no"], "A quiet room")
    assert (await visitor.post(led, {f"take-{HELP}": "first"})).status_code == 303
    assert len(await responses()) == 1


async def test_what_does_not_fit_is_said_and_everything_typed_stays(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    odd = {
        **PAPER,
        f"{HARD}-answer": ["noise", "none"],
        WORDS: "All of this stays",
        "group": "",
        "go": "done",
    }
    told = await visitor.post(f"{form}/type", odd)
    assert told.status_code == 422
    assert "Choose who filled in the form" in told.text
    for words in ("All of this stays", 'value="some" checked', 'value="scribed" checked'):
        assert words in told.text
    assert (await the_form())["first_at"] is None


async def test_a_form_may_be_left_and_gone_on_with(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    told = await visitor.post(f"{form}/type", {"language": "en", WORDS: "Half of it", "go": "later"})
    assert told.headers["location"] == f"{here}?done=later&form=1"
    assert "Half of it" in (await visitor.get(f"{form}/type")).text
    visitor.sign_in(await cast.session("Bella"))
    assert (await visitor.get(f"{form}/type")).status_code == 303


async def test_one_person_is_both_only_with_a_reason_that_stays_in_the_history(
    visitor: Visitor, cast: Cast
) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    await typed(visitor, cast, form, "Priya")
    assert (await visitor.get(f"{form}/type")).headers["location"] == form
    assert (await visitor.post(f"{form}/type", {**PAPER, "go": "done"})).status_code == 409
    assert await responses() == []
    assert (await visitor.post(f"{form}/alone", {"why": ""})).status_code == 422
    allowed = await visitor.post(f"{form}/alone", {"why": "I am alone at the coffee morning"})
    assert allowed.headers["location"] == f"{form}/type"
    assert await typed(visitor, cast, form, "Priya") == f"{form}?done=counted"
    events = await rows(
        "SELECT act, sentence, detail::text AS detail FROM audit_event WHERE act LIKE 'form:%' ORDER BY id"
    )
    assert [event["act"] for event in events] == ["form:typed", "form:typed", "form:checked"]
    assert "I am alone at the coffee morning" in events[-1]["sentence"]
    assert json.loads(events[-1]["detail"])["one_person"] is True
    assert await first_broken_seal() is None


async def test_the_scan_is_cleaned_seen_by_few_and_gone_once_it_counts(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here, scan=made.photo())
    stored: Any = (await the_form())["scan"]
    assert stored[:2] == b"\xff\xd8"
    assert b"Exif" not in stored
    scan = await visitor.get(f"{form}/scan")
    assert (scan.status_code, scan.headers["content-type"], scan.content) == (200, "image/jpeg", stored)
    assert f'src="{form}/scan"' in (await visitor.get(f"{form}/type")).text
    visitor.sign_in(await cast.session("Nia"))
    assert (await visitor.get(f"{form}/scan")).status_code == 404
    await typed(visitor, cast, form, "Priya")
    await typed(visitor, cast, form, "Bella", **{SLIP: "no"})
    assert (await visitor.get(f"{form}/scan")).status_code == 200
    await visitor.post(f"{form}/settle", {f"take-{HELP}": "first"})
    assert (await the_form())["scan"] is None
    assert (await visitor.get(f"{form}/scan")).status_code == 404


async def test_a_file_that_is_no_scan_is_refused_and_the_form_stays(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    visitor.sign_in(await cast.session("Priya"))
    told = await visitor.post(
        f"{here}/new", {"number": "7", "language": "en"}, {"scan": ("x.exe", b"MZ\x90\x00", "image/jpeg")}
    )
    assert told.status_code == 422
    assert 'value="7"' in told.text
    assert await rows("SELECT 1 FROM paper_form") == []


async def test_a_number_is_used_once(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    await begun(visitor, cast, here, number=12)
    visitor.sign_in(await cast.session("Bella"))
    assert 'value="13"' in (await visitor.get(f"{here}/new")).text
    for number in ("12", "0", "twelve", "-3", "9" * 40):
        told = await visitor.post(
            f"{here}/new", {"number": number, "language": "en"}, {"scan": ("", b"", "x/y")}
        )
        assert told.status_code == 422, number
    assert len(await rows("SELECT 1 FROM paper_form")) == 1


async def test_paper_is_taken_for_four_weeks_after_it_closed(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    visitor.sign_in(await cast.session("Priya"))
    now = datetime.now(UTC)
    await rows("UPDATE survey SET state = 'closed', closes_at = $1", now - timedelta(days=3))
    page = (await visitor.get(here)).text
    assert "Forms that come late are still taken until" in page
    form = await begun(visitor, cast, here)
    await typed(visitor, cast, form, "Priya")
    await rows("UPDATE survey SET closes_at = $1", now - timedelta(days=29))
    assert (await visitor.get(f"{here}/new")).status_code == 303
    assert "the four weeks for forms that come late are over" in (await visitor.get(here)).text
    assert await typed(visitor, cast, form, "Bella") == f"{form}?done=counted"


async def test_results_and_the_file_of_answers_count_it_as_paper(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    await typed(visitor, cast, form, "Priya")
    await typed(visitor, cast, form, "Bella")
    consultation = here.removesuffix("/forms")
    survey = (await rows("SELECT survey FROM response"))[0]["survey"]
    assert await how_many_sent(survey) == 1
    visitor.sign_in(await cast.session("Priya"))
    page = (await visitor.get(f"{consultation}/answers")).text
    assert "On paper" in page


async def test_the_three_words_are_shown_once_and_then_nothing_leads_to_the_answers(
    visitor: Visitor, cast: Cast
) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    await typed(visitor, cast, form, "Priya")
    await typed(visitor, cast, form, "Bella")
    told = await visitor.post(f"{form}/words", {"do": "show"})
    words = told.text.split('class="code" translate="no">')[1].split("<")[0]
    assert (await the_form())["response"] is None
    assert (await visitor.post(f"{form}/words", {"do": "show"})).status_code == 303
    assert "Show the three words" not in (await visitor.get(form)).text
    visitor.client.cookies.clear()
    found = await visitor.post("/my-words", {"code": words})
    assert found.status_code == 303, found.text
    assert "Sometimes" in (await visitor.get(found.headers["location"])).text


async def test_a_form_is_taken_out_until_it_counts(visitor: Visitor, cast: Cast) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    assert "Yes, take it out" in (await visitor.get(f"{form}/remove")).text
    await typed(visitor, cast, form, "Priya")
    await typed(visitor, cast, form, "Bella")
    assert (await visitor.post(f"{form}/remove")).headers["location"] == form
    assert len(await rows("SELECT 1 FROM paper_form")) == 1
    second = await begun(visitor, cast, here, number=2)
    assert (await visitor.post(f"{second}/remove")).headers["location"] == f"{here}?done=out&form=2"
    assert len(await rows("SELECT 1 FROM paper_form")) == 1


@pytest.mark.parametrize(
    ("who", "status"), [("Mo", 200), ("Bella", 200), ("Nia", 404), ("Ana", 404), ("Bo", 403)]
)
async def test_who_may_type(visitor: Visitor, cast: Cast, who: str, status: int) -> None:
    here = await ground(cast)
    visitor.sign_in(await cast.session(who))
    assert (await visitor.get(here)).status_code == status


@pytest.mark.parametrize(
    "typed_",
    [{}, {"language": "xx"}, {f"{HELP}-answer": "\x00"}, {f"{FEELING}-answer": ["good", "bad"]}, {"q_nothing1-answer": "x"},
     {f"{GOOD}-answer": "a" * 30_000}],
)  # fmt: skip
async def test_nothing_that_is_posted_breaks_a_form(
    visitor: Visitor, cast: Cast, typed_: Mapping[str, Any]
) -> None:
    here = await ground(cast)
    form = await begun(visitor, cast, here)
    told = await visitor.post(f"{form}/type", {**typed_, "go": "done"})
    assert told.status_code == 422
    assert (await visitor.post(f"{form}/settle", typed_)).status_code == 303
    assert await responses() == []
