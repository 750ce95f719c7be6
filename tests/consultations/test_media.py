"""Pictures and recordings of a survey: added with words for those who cannot see, shown once people are asked, never lost."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from engage.consultations import opening
from engage.database import rows, writing
from surveys import authoring
from surveys.editing import changed, replace_question
from surveys.media import MediaFile, MediaKind, media_of
from tests.cast import Cast
from tests.consultations.makers import draft_of, seen_by
from tests.consultations.sending import CHOOSE, sending
from tests.surveys import files_made as made
from tests.visitor import Visitor

PHOTO = ("Willow Lane.jpg", made.photo(), "image/jpeg")
WAV = ("Nobody Atall.wav", made.wav(), "audio/wav")


async def _files(cast: Cast, here: str) -> tuple[MediaFile, ...]:
    return await media_of((await seen_by(cast, "Priya", here)).survey)


async def _add_picture(visitor: Visitor, here: str, says: str = "A bench under a tree") -> None:
    told = await visitor.post(f"{here}/media", {"kind": "picture", "says": says}, files={"picture": PHOTO})
    assert told.status_code == 303, told.text


async def _use(cast: Cast, here: str, id: str) -> None:
    """Choose a picture for the first answer, as the question's form does."""
    survey = await authoring.find_survey((await seen_by(cast, "Priya", here)).survey)
    assert survey
    wording = authoring.draft_of(survey)
    question = wording.question(CHOOSE)
    assert question
    options = (changed(question.options[0], picture=id), *question.options[1:])
    after = replace_question(wording, changed(question, options=options))
    async with writing():
        await authoring.save_draft(survey.id, after, survey.draft_changed_at, survey.draft_changed_at)


async def _open(cast: Cast, here: str) -> None:
    async with writing():
        done = await opening.open_it(
            await cast.actor("Priya"), await seen_by(cast, "Priya", here), now=datetime.now(UTC)
        )
    assert isinstance(done, authoring.Opened), done


async def test_a_picture_is_kept_clean_with_words_for_what_it_shows(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    await _add_picture(visitor, here)
    (file,) = await _files(cast, here)
    assert (file.kind, file.media_type, file.says, file.language) == (
        MediaKind.picture,
        "image/jpeg",
        "A bench under a tree",
        "",
    )
    (stored,) = await rows("SELECT body FROM survey_file")
    assert not any(secret in bytes(stored["body"]) for secret in made.SECRETS)
    listed = (await visitor.get(f"{here}/media?done=picture")).text
    assert 'alt="A bench under a tree"' in listed
    assert "Not used yet" in listed
    (event,) = await rows("SELECT act, detail::text AS detail FROM audit_event WHERE act = 'media:added'")
    assert file.id in event["detail"]


async def test_a_picture_of_a_draft_is_for_those_who_work_on_it(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    await _add_picture(visitor, here)
    (file,) = await _files(cast, here)
    slug = (await seen_by(cast, "Priya", here)).slug
    at = f"/s/{slug}/media/{file.id}"
    got = await visitor.get(at)
    assert got.headers["cache-control"] == "private, no-store"
    async with Visitor.arriving() as stranger:
        assert (await stranger.get(at)).status_code == 404
    async with Visitor.arriving() as other:
        other.sign_in(await cast.session("Nia"))
        assert (await other.get(at)).status_code == 404
    await _use(cast, here, file.id)
    await _open(cast, here)
    async with Visitor.arriving() as anybody:
        shown = await anybody.get(at)
        assert Image.open(io.BytesIO(shown.content)).size == (320, 240)
        assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert shown.headers["x-content-type-options"] == "nosniff"
        for wrong in (f"/s/other-survey/media/{file.id}", f"/s/{slug}/media/x", f"/s/%00/media/{file.id}"):
            assert (await anybody.get(wrong)).status_code == 404


async def test_a_file_nobody_is_asked_with_stays_unseen_after_opening(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    await _add_picture(visitor, here)
    await _open(cast, here)
    (file,) = await _files(cast, here)
    async with Visitor.arriving() as stranger:
        assert (
            await stranger.get(f"/s/{(await seen_by(cast, 'Priya', here)).slug}/media/{file.id}")
        ).status_code == 404


@pytest.mark.parametrize(
    ("fields", "file", "sentences"),
    [
        ({"says": ""}, PHOTO, ["Say what the picture shows"]),
        ({"says": "A tree"}, None, ["Choose a picture"]),
        ({"says": ""}, None, ["Say what the picture shows", "Choose a picture"]),
        ({"says": "A tree"}, ("x.jpg", b"", ""), ["This file is empty"]),
        ({"says": "A tree"}, ("x.jpg", made.wav(), "image/jpeg"), ["This is not a picture"]),
        ({"says": "A tree"}, ("x.jpg", b"\xff\xd8\xff" + bytes(25_000_000), ""), ["This picture is too big"]),
    ],
)
async def test_what_cannot_be_added_says_why(
    visitor: Visitor,
    cast: Cast,
    fields: dict[str, str],
    file: tuple[str, bytes, str] | None,
    sentences: list[str],
) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    files = {"picture": file or ("", b"", "application/octet-stream")}
    told = await visitor.post(f"{here}/media", {"kind": "picture", **fields}, files=files)
    assert told.status_code == 422
    for sentence in sentences:
        assert sentence in told.text
    assert await _files(cast, here) == ()
    if fields["says"]:
        assert 'value="A tree"' in told.text


async def test_a_recording_reads_its_words_at_once(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    page = (await visitor.get(f"{here}/media")).text
    assert f'value="{CHOOSE}/a/park"' in page
    for reads, language in ((CHOOSE, "en"), (f"{CHOOSE}/a/park", "en-simple")):
        told = await visitor.post(
            f"{here}/media",
            {"kind": "recording", "reads": reads, "language": language},
            files={"recording": WAV},
        )
        assert told.headers["location"] == f"{here}/media?done=recording"
    question = (await draft_of(cast, here)).question(CHOOSE)
    assert question
    files = {file.id: file for file in await _files(cast, here)}
    assert files[question.audio["en"]].says == "Where do you feel calm?"
    heard = files[question.options[0].audio["en-simple"]]
    assert (heard.kind, heard.language, heard.says) == (MediaKind.audio, "en-simple", "In the park")
    listed = (await visitor.get(f"{here}/media")).text
    assert "In the park, Easy Read" in listed
    assert "Used: In the park" in listed
    told = await visitor.post(
        f"{here}/media",
        {"kind": "recording", "reads": "q_nothing1", "language": "xx"},
        files={"recording": WAV},
    )
    assert "Choose the words it reads" in told.text
    assert "Choose the language it is in" in told.text


async def test_taking_out_keeps_what_people_were_asked_with(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    await _add_picture(visitor, here)
    (picture,) = await _files(cast, here)
    await _use(cast, here, picture.id)
    told = await visitor.post(f"{here}/media/{picture.id}/remove")
    assert told.headers["location"].endswith("?done=used")
    await visitor.post(
        f"{here}/media", {"kind": "recording", "reads": CHOOSE, "language": "en"}, files={"recording": WAV}
    )
    recording = next(file for file in await _files(cast, here) if file.kind is MediaKind.audio)
    told = await visitor.post(f"{here}/media/{recording.id}/remove")
    assert told.headers["location"].endswith("?done=gone")
    assert (await draft_of(cast, here)).question(CHOOSE).audio == {}  # type: ignore[union-attr]
    await visitor.post(
        f"{here}/media", {"kind": "recording", "reads": CHOOSE, "language": "en"}, files={"recording": WAV}
    )
    await _open(cast, here)
    told = await visitor.post(f"{here}/media/{recording.id}/remove")
    assert told.headers["location"].endswith("?done=stays")
    assert len(await _files(cast, here)) == 2
    assert (await visitor.post(f"{here}/media/nothing/remove")).status_code == 303


async def test_the_same_picture_is_kept_once(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    await _add_picture(visitor, here)
    await _add_picture(visitor, here, "A bench")
    (file,) = await _files(cast, here)
    assert file.says == "A bench"


async def test_those_who_do_not_build_add_nothing(visitor: Visitor, cast: Cast) -> None:
    here = await sending(cast, is_open=False)
    for name, expected in (("Ana", 404), ("Mo", 403), ("Grace", 403)):
        visitor.sign_in(await cast.session(name))
        assert (await visitor.get(f"{here}/media")).status_code == expected
        told = await visitor.post(f"{here}/media", {"kind": "picture", "says": "x"}, files={"picture": PHOTO})
        assert told.status_code == expected
    assert await _files(cast, here) == ()


async def test_a_picture_can_be_chosen_for_an_answer_and_stands_in_the_phone(
    visitor: Visitor, cast: Cast
) -> None:
    here = await sending(cast, is_open=False)
    visitor.sign_in(await cast.session("Priya"))
    await _add_picture(visitor, here)
    (file,) = await _files(cast, here)
    form = (await visitor.get(f"{here}/questions/{CHOOSE}")).text
    assert "Or a picture of your own" in form
    assert f'<option value="{file.id}"' in form
    await _use(cast, here, file.id)
    at = f"/s/{(await seen_by(cast, 'Priya', here)).slug}/media/{file.id}"
    assert f'src="{at}"' in (await visitor.get(f"{here}/preview/{CHOOSE}")).text
    assert (await visitor.get(at)).status_code == 200
