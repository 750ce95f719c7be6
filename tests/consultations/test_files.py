"""Files people sent: who sees them, and that what a person writes down of them counts as their words."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from engage.database import rows
from surveys.responding import withdraw
from surveys.results import asked_by, open_answers, worded_questions
from tests.cast import Cast
from tests.consultations.makers import field, seen_by
from tests.consultations.sending import SAY, SHOW, sending, somebody_sends
from tests.visitor import Visitor


async def _words(cast: Cast, here: str) -> list[str]:
    survey = (await seen_by(cast, "Priya", here)).survey
    asked = await asked_by(survey)
    found = await open_answers(survey, asked.screens(worded_questions(asked.questions)))
    return sorted(answer.text for answer in found.answers)


async def test_what_is_written_down_counts_as_the_words(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    visitor.sign_in(await cast.session("Priya"))
    listed = await visitor.get(f"{here}/files")
    assert "3 files" in listed.text
    assert "3 still to be written down" in listed.text
    assert await _words(cast, here) == ["The park by the river"]
    at = f"{here}/files/{sent.recording}"
    page = (await visitor.get(at)).text
    told = await visitor.post(
        at, {"transcript": "I see my friends.", "over": field(page, "over"), "do": "save"}
    )
    assert told.headers["location"] == f"{here}/files?done=saved"
    assert await _words(cast, here) == ["I see my friends.", "The park by the river"]
    after = (await visitor.get(told.headers["location"])).text
    assert "2 still to be written down" in after
    assert "Written down by Priya" in after
    assert after.index("What place do you like?") < after.index("What is a good day like?")
    (event,) = await rows(
        "SELECT actor_name, sentence, detail::text AS detail FROM audit_event WHERE act = 'answer:transcribed'"
    )
    assert event["actor_name"] == "Priya"
    assert "friends" not in event["sentence"] + event["detail"]


async def test_words_beside_a_photo_and_what_it_shows_stand_together(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(
        f"{here}/files/{sent.photo}", {"transcript": "A path under trees.", "over": "", "do": "save"}
    )
    assert await _words(cast, here) == ["The park by the river\n\nA path under trees."]
    (answer,) = await rows("SELECT revision FROM answer WHERE question_id = $1", SHOW)
    assert answer["revision"] == 2  # a theme found in the words before looks again


async def test_two_who_write_at_once_lose_nothing(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    at = f"{here}/files/{sent.recording}"
    visitor.sign_in(await cast.session("Priya"))
    page = (await visitor.get(at)).text
    async with Visitor.arriving() as other:
        other.sign_in(await cast.session("Mo"))
        await other.post(at, {"transcript": "I meet friends.", "over": "", "do": "save"})
    told = await visitor.post(
        at, {"transcript": "I see my friends.", "over": field(page, "over"), "do": "save"}
    )
    assert told.status_code == 422
    assert "Mo wrote it down while you were writing" in told.text
    assert "I meet friends." in told.text
    assert "I see my friends.</textarea>" in told.text
    assert await _words(cast, here) == ["I meet friends.", "The park by the river"]
    again = await visitor.post(
        at, {"transcript": "I see my friends.", "over": field(told.text, "over"), "do": "save"}
    )
    assert again.status_code == 303
    assert await _words(cast, here) == ["I see my friends.", "The park by the river"]


async def test_saving_and_going_on_leads_to_what_is_still_to_do(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    visitor.sign_in(await cast.session("Priya"))
    at = f"{here}/files/{sent.recording}"
    seen = {at}
    for n in range(3):
        told = await visitor.post(at, {"transcript": f"Number {n}", "over": "", "do": "next"})
        at = told.headers["location"]
        seen.add(at)
    assert at == f"{here}/files?done=saved"
    assert len(seen) == 4


async def test_staff_get_the_file_itself_and_nothing_that_runs(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    visitor.sign_in(await cast.session("Priya"))
    for id, media_type in (
        (sent.recording, "audio/wav"),
        (sent.photo, "image/jpeg"),
        (sent.letter, "application/pdf"),
    ):
        got = await visitor.get(f"{here}/files/{id}/body")
        assert got.headers["content-type"] == media_type
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["content-security-policy"].startswith("sandbox")
        assert got.headers["cache-control"] == "private, no-store"
    assert got.headers["content-disposition"] == 'attachment; filename="file.pdf"'
    part = await visitor.get(f"{here}/files/{sent.recording}/body", range="bytes=0-3")
    assert (part.status_code, part.content) == (206, b"RIFF")


@pytest.mark.parametrize(
    ("name", "expected"), [("Mo", 200), ("Ana", 404), ("Nia", 404), ("Dee", 404), ("Bo", 403), ("Grace", 403)]
)
async def test_only_those_who_may_read_the_words_get_a_file(
    visitor: Visitor, cast: Cast, name: str, expected: int
) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    visitor.sign_in(await cast.session(name))
    for path in (f"{here}/files/{sent.photo}", f"{here}/files/{sent.photo}/body"):
        assert (await visitor.get(path)).status_code == expected
    told = await visitor.post(f"{here}/files/{sent.photo}", {"transcript": "x", "over": ""})
    assert told.status_code == (303 if expected == 200 else expected)


async def test_nobody_signed_in_gets_nothing(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    answer = await visitor.get(f"{here}/files/{sent.photo}/body")
    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["location"]


async def test_a_file_of_another_consultation_is_not_found_here(visitor: Visitor, cast: Cast) -> None:
    here, there = await sending(cast), await sending(cast)
    sent = await somebody_sends(cast, here)
    visitor.sign_in(await cast.session("Priya"))
    assert (await visitor.get(f"{there}/files/{sent.photo}/body")).status_code == 404
    assert (await visitor.get(f"{here}/files/{uuid4()}/body")).status_code == 404


async def test_what_does_not_count_is_not_listed(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    begun = await somebody_sends(cast, here, finishes=False)
    await somebody_sends(cast, here, is_pilot=True)
    gone = await somebody_sends(cast, here)
    await withdraw(gone.response, datetime.now(UTC))
    visitor.sign_in(await cast.session("Priya"))
    assert "No files yet" in (await visitor.get(f"{here}/files")).text
    assert (await visitor.get(f"{here}/files/{begun.photo}/body")).status_code == 404
    assert await rows("SELECT 1 FROM attachment WHERE response = $1", gone.response) == []


async def test_too_much_and_something_hidden_are_told(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast)
    sent = await somebody_sends(cast, here)
    at = f"{here}/files/{sent.recording}"
    visitor.sign_in(await cast.session("Priya"))
    told = await visitor.post(at, {"transcript": "x" * 20_001, "over": ""})
    assert told.status_code == 422
    assert "Make this shorter: 20,000 letters at most" in told.text
    assert (await rows("SELECT transcript FROM attachment WHERE question_id = $1", SAY))[0][
        "transcript"
    ] == ""
    assert (await visitor.get(f"{here}/files?page=99")).status_code == 200
    assert (await visitor.get(f"{here}/files?page=x")).status_code == 200
