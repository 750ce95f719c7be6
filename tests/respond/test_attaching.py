"""Files that come with an answer: sent without scripts, seen by nobody but their sender, taken away, and never in the way of
the words that were typed."""

import io
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from PIL import Image

from engage.database import rows
from surveys import attachments
from surveys.definition import Definition, Question, QuestionKind, Section
from surveys.responding import withdraw
from surveys.uploads import Cleaned, Family, clean_picture
from tests.respond.road import Opened, hidden, kept, open_survey, press, responses, send, start
from tests.surveys import files_made as made
from tests.visitor import Visitor

SAY, SHOW, DRAW, MANY, WRITE = "q_sayitnow", "q_showitme", "q_drawitup", "q_showmany", "q_writeit2"


def _question(id: str, kind: QuestionKind, text: str, most: int | None = None) -> Question:
    return Question(id=id, kind=kind, text={"en": text}, most=most, max_length=500)


SENDING = Definition(
    title={"en": "Show us"},
    sections=(
        Section(
            id="s_1",
            questions=(
                _question(SAY, QuestionKind.voice, "What is a good day like?"),
                _question(SHOW, QuestionKind.photo, "What place do you like?"),
                _question(DRAW, QuestionKind.drawing, "What should your school look like?"),
                _question(MANY, QuestionKind.photo, "What else do you want to show us?", 3),
                _question(WRITE, QuestionKind.long_text, "What else?"),
            ),
        ),
    ),
)
PHOTO = ("IMG_2031 Willow Lane.jpg", made.photo(), "image/jpeg")
BEEP = ("memo.webm", (made.SOUNDS / "beep.webm").read_bytes(), "audio/webm")


async def _begin(visitor: Visitor) -> Opened:
    survey = await open_survey(made=SENDING)
    await start(visitor, survey)
    return survey


async def _send(
    visitor: Visitor,
    path: str,
    file: tuple[str, bytes, str] | None = None,
    *,
    words: str = "",
    go: str = "next",
    page: str | None = None,
    answer: str | list[str] | None = None,
) -> httpx.Response:
    """Fill the form as it stands on the page, choose a file, and press a button."""
    html = page if page is not None else (await visitor.get(path)).text
    ids = re.findall(r'<input type="hidden" name="answer" value="([0-9a-f]{32})">', html)
    fields = {
        **hidden(html),
        "answer": answer if answer is not None else ids,
        "answer.words": words,
        "go": go,
    }
    files = {"file": file} if file else {"file": ("", b"", "application/octet-stream")}
    return await visitor.post(path, fields, files=files)


async def _stored(survey: Opened) -> list[dict[str, object]]:
    return await rows(
        "SELECT f.* FROM attachment f JOIN response r ON r.id = f.response WHERE r.survey = $1 ORDER BY f.made_at",
        survey.id,
    )


async def test_a_photo_is_kept_without_its_place_and_shown_to_its_sender(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(SHOW)
    answer = await _send(visitor, path, PHOTO, words="The park", go="next")
    assert answer.headers["location"] == survey.question(DRAW)
    (file,) = await _stored(survey)
    assert (file["kind"], file["media_type"]) == ("picture", "image/jpeg")
    assert not any(secret in bytes(file["body"]) for secret in made.SECRETS)  # type: ignore[call-overload]
    id = UUID(str(file["id"])).hex
    assert (await kept(survey))[SHOW] == ("given", (id,), "The park")
    html = (await visitor.get(path)).text
    assert "Your picture is saved." in html
    shown = await visitor.get(f"{path}/file/{id}")
    assert Image.open(io.BytesIO(shown.content)).size == (320, 240)
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"].startswith("sandbox")
    assert shown.headers["content-type"] == "image/jpeg"


async def test_no_name_of_a_file_is_kept_anywhere(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    survey = await _begin(visitor)
    await _send(visitor, survey.question(SHOW), PHOTO)
    tables = await rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for table in tables:
        name = table["tablename"]
        found = await rows(f"SELECT count(*) AS n FROM \"{name}\" t WHERE t::text LIKE '%IMG_2031%'")
        assert found[0]["n"] == 0, name
    assert "IMG_2031" not in caplog.text


async def test_a_recording_can_be_played_from_any_place_in_it(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(SAY)
    page = await visitor.get(path)
    assert "microphone=(self)" in page.headers["permissions-policy"]
    answer = await _send(visitor, path, BEEP, go="stay")
    assert answer.headers["location"] == path
    html = (await visitor.get(path)).text
    at = re.search(r'<audio controls preload="metadata" src="([^"]+)"', html)
    assert at
    whole = await visitor.get(at[1])
    assert whole.headers["content-type"] == "audio/webm"
    part = await visitor.get(at[1], range="bytes=10-19")
    assert part.status_code == 206
    assert part.content == whole.content[10:20]
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.content)}"
    assert (await visitor.get(at[1], range="bytes=-5")).content == whole.content[-5:]
    assert (await visitor.get(at[1], range="bytes=99999999-")).status_code == 416
    for odd in ("bytes=-", "bytes=5-2", "lines=1-2", "bytes=0-1,4-5"):
        assert (await visitor.get(at[1], range=odd)).status_code in {200, 416}, odd


async def test_only_the_page_that_records_may_ask_for_the_microphone(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    for id in (SHOW, DRAW, WRITE):
        assert "microphone=()" in (await visitor.get(survey.question(id))).headers["permissions-policy"]


async def test_nobody_else_gets_the_file(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    await _send(visitor, survey.question(SHOW), PHOTO)
    (file,) = await _stored(survey)
    address = f"{survey.question(SHOW)}/file/{UUID(str(file['id'])).hex}"
    assert (await visitor.get(address)).status_code == 200
    async with Visitor.arriving() as stranger:
        assert (await stranger.get(address)).status_code == 404
        await start(stranger, survey)
        assert (await stranger.get(address)).status_code == 404
    assert (await visitor.get(address.replace(SHOW, DRAW))).status_code == 404
    assert (await visitor.get(address[:-1] + "x")).status_code == 404
    assert (await visitor.get(f"/s/{survey.slug}/q/%00/file/x")).status_code == 404
    for id in (SAY, DRAW, MANY, WRITE):
        await press(visitor, survey.question(id), "_skip")
    await send(visitor, survey)
    assert (await visitor.get(address)).status_code == 404  # a place that was sent shows no answers


async def test_somebody_elses_file_cannot_be_named_in_an_answer(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    await _send(visitor, survey.question(SHOW), PHOTO)
    (file,) = await _stored(survey)
    async with Visitor.arriving() as stranger:
        await start(stranger, survey)
        path = survey.question(SHOW)
        html = (await stranger.get(path)).text
        await stranger.post(
            path, {**hidden(html), "answer": UUID(str(file["id"])).hex, "answer.words": "mine", "go": "next"}
        )
        found = await rows("SELECT choices, text FROM answer WHERE text = 'mine'")
        assert found == [{"choices": [], "text": "mine"}]


async def test_a_file_is_taken_away_for_good_and_the_words_stay(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(SHOW)
    await _send(visitor, path, PHOTO, words="The park", go="stay")
    (file,) = await _stored(survey)
    name = UUID(str(file["id"])).hex
    answer = await _send(visitor, path, words="The park!", go=f"remove-{name}")
    assert answer.headers["location"] == path
    assert await _stored(survey) == []
    assert (await kept(survey))[SHOW] == ("given", (), "The park!")


async def test_another_file_takes_the_place_of_the_first(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(DRAW)
    await _send(visitor, path, PHOTO, go="stay")
    await _send(visitor, path, ("x.png", made.picture("PNG"), "image/png"), go="stay")
    (file,) = await _stored(survey)
    assert file["media_type"] == "image/png"


async def test_several_files_where_several_may_come_and_one_too_many_is_told(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(MANY)
    sent = [
        PHOTO,
        ("a.png", made.screenshot(), "image/png"),
        ("letter.pdf", made.pdf(), "application/pdf"),
    ]
    for file in sent:
        assert (await _send(visitor, path, file, go="stay")).status_code == 303
    html = (await visitor.get(path)).text
    assert html.count("sent-file") == 3
    assert 'type="file"' not in html
    too_many = await _send(visitor, path, ("b.jpg", made.photo(90, 60), "image/jpeg"), page=html, go="stay")
    assert too_many.status_code == 422
    assert len((await kept(survey))[MANY][1]) == 3
    saved = await visitor.get(re.findall(r'<a href="([^"]+/file/[0-9a-f]{32})"', html)[0])
    assert saved.headers["content-disposition"] == 'attachment; filename="my-file.pdf"'


@pytest.mark.parametrize(
    ("id", "file", "sentence"),
    [
        (SHOW, ("x.jpg", b"", "image/jpeg"), "This file is empty"),
        (SHOW, ("x.exe", b"MZ" + bytes(100), "image/jpeg"), "We can’t take this kind of file"),
        (SHOW, ("x.jpg", made.photo()[:2_000], "image/jpeg"), "Only part of this file came through"),
        (SHOW, ("x.jpg", b"\xff\xd8\xff" + bytes(16_000_000), "image/jpeg"), "This picture is too big"),
        (DRAW, ("x.pdf", made.pdf(), "application/pdf"), "This is not a picture"),
        (SAY, ("x.mp3", made.photo(), "audio/mpeg"), "This is not a sound recording"),
        (SAY, ("x.webm", made.webm(kind=1), "audio/webm"), "This is a video"),
        (SAY, ("x.mp3", b"ID3" + bytes(10_500_000), "audio/mpeg"), "This recording is too big"),
    ],
)
async def test_a_file_that_cannot_be_kept_says_why_and_loses_no_word(
    visitor: Visitor, id: str, file: tuple[str, bytes, str], sentence: str
) -> None:
    survey = await _begin(visitor)
    answer = await _send(visitor, survey.question(id), file, words="What I typed & more")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "What I typed &amp; more</textarea>" in answer.text
    assert '<a href="#file">' in answer.text
    assert await _stored(survey) == []


async def test_a_file_that_is_far_too_large_is_told_early_and_loses_no_word(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    huge = ("film.mov", b"\xff\xd8\xff" + bytes(30_000_000), "image/jpeg")
    answer = await _send(visitor, survey.question(SHOW), huge, words="What I typed")
    assert answer.status_code == 413
    assert "This picture is too big. Choose one that is smaller than 15 MB" in answer.text
    assert "What I typed</textarea>" in answer.text
    assert "Error: " in answer.text


async def test_help_is_reached_with_a_file_that_is_far_too_large(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    huge = ("film.mov", b"\xff\xd8\xff" + bytes(30_000_000), "image/jpeg")
    answer = await _send(visitor, survey.question(SHOW), huge, words="What I typed", go="help")
    assert answer.status_code == 413
    assert "Call 999" in answer.text
    assert 'name="answer.words" value="What I typed"' in answer.text


async def test_words_alone_may_not_be_as_large_as_a_file(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    for id in (SHOW, WRITE):
        answer = await visitor.post(survey.question(id), {"answer": "x" * 2_100_000})
        assert answer.status_code == 413
        typed = await visitor.post(
            survey.question(id), {"answer": "x" * 2_100_000}, files={"other": ("", b"", "text/plain")}
        )
        assert typed.status_code == 413


async def test_a_question_that_takes_no_file_keeps_none(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(WRITE)
    html = (await visitor.get(path)).text
    await visitor.post(path, {**hidden(html), "answer": "words", "go": "next"}, files={"file": PHOTO})
    assert (await kept(survey))[WRITE] == ("given", (), "words")
    assert await _stored(survey) == []


async def test_the_same_file_sent_twice_is_kept_once(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(SHOW)
    html = (await visitor.get(path)).text
    for _ in range(2):
        assert (await _send(visitor, path, PHOTO, page=html)).status_code == 303
    assert len(await _stored(survey)) == 1


async def test_help_comes_first_also_with_a_file_on_its_way(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    answer = await _send(visitor, survey.question(SHOW), PHOTO, words="w", go="help")
    assert answer.headers["location"].startswith("/help")
    assert len(await _stored(survey)) == 1


async def test_a_file_sent_from_a_lost_place_is_kept_in_the_new_one(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    path = survey.question(SHOW)
    page = (await visitor.get(path)).text
    visitor.client.cookies.delete("answering")
    answer = await _send(visitor, path, PHOTO, words="The park", page=page)
    assert answer.status_code == 422
    assert "We lost your place" in answer.text
    assert "Your picture is saved." in answer.text
    assert (await _send(visitor, path, words="The park", page=answer.text)).status_code == 303
    (file,) = await _stored(survey)
    assert (await kept(survey))[SHOW] == ("given", (UUID(str(file["id"])).hex,), "The park")


async def test_taking_everything_back_deletes_the_files(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    await _send(visitor, survey.question(SHOW), PHOTO)
    (response,) = await responses(survey)
    assert len(await _stored(survey)) == 1
    await withdraw(UUID(str(response["id"])), datetime.now(UTC))
    assert await _stored(survey) == []


async def test_what_no_answer_names_is_swept_after_a_day(visitor: Visitor) -> None:
    survey = await _begin(visitor)
    await _send(visitor, survey.question(SHOW), PHOTO)
    (response,) = await responses(survey)
    now, id = datetime.now(UTC), UUID(str(response["id"]))
    cleaned = clean_picture(made.picture("GIF"))
    assert isinstance(cleaned, Cleaned)
    await attachments.keep(id, SHOW, cleaned, now)
    assert len(await _stored(survey)) == 2
    assert await attachments.sweep(now + timedelta(hours=23)) == 0  # the place is still open
    assert await attachments.sweep(now + timedelta(hours=25)) == 1
    (left,) = await _stored(survey)
    assert left["kind"] == Family.picture


async def test_one_person_cannot_fill_the_database(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = await _begin(visitor)
    await _send(visitor, survey.question(SHOW), PHOTO)
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    answer = await _send(visitor, survey.question(DRAW), PHOTO, words="my drawing")
    assert answer.status_code == 422
    assert "You have sent a lot of files" in answer.text
    assert "my drawing</textarea>" in answer.text


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\nnonsense", b"\xff" * 50, b"--x\r\n\r\n\r\n--x--"])
async def test_a_body_that_is_no_form_is_answered_kindly(visitor: Visitor, body: bytes) -> None:
    survey = await _begin(visitor)
    headers = {"content-type": "multipart/form-data; boundary=x", "sec-fetch-site": "same-origin"}
    answer = await visitor.client.post(survey.question(SHOW), content=body, headers=headers)
    assert answer.status_code in {400, 422}
    bare = {"content-type": "multipart/form-data", "sec-fetch-site": "same-origin"}
    assert (await visitor.client.post(survey.question(SHOW), content=body, headers=bare)).status_code in {
        400,
        422,
    }
