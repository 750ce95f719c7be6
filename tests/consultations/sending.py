"""A consultation whose questions take files, and somebody who sent some."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from engage.consultations import opening
from engage.database import writing
from surveys import attachments, authoring, responding
from surveys.answers import AnswerState, Format, Given, HowAnswered
from surveys.authoring import Opened
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section
from surveys.uploads import Cleaned, clean_document, clean_picture, clean_recording
from tests.cast import Cast
from tests.consultations.makers import KEY, dated, draft, seen_by
from tests.surveys import files_made as made

SAY, SHOW, CHOOSE = "q_sayitnow", "q_showitme", "q_choosing"
SENDING = Definition(
    title={"en": "Show us"},
    sections=(
        Section(
            id="s_1",
            questions=(
                Question(id=SAY, kind=QuestionKind.voice, text={"en": "What is a good day like?"}),
                Question(id=SHOW, kind=QuestionKind.photo, text={"en": "What place do you like?"}, most=3),
                Question(
                    id=CHOOSE,
                    kind=QuestionKind.picture_choice,
                    text={"en": "Where do you feel calm?"},
                    options=(
                        Option(code="park", text={"en": "In the park"}, symbol="outside"),
                        Option(code="home", text={"en": "At home"}, symbol="home"),
                    ),
                ),
            ),
        ),
    ),
)


async def sending(cast: Cast, *, is_open: bool = True, wording: Definition = SENDING) -> str:
    """The consultation, by Priya; the address of its pages."""
    here = await draft(cast)
    seen = await seen_by(cast, "Priya", here)
    survey = await authoring.find_survey(seen.survey)
    assert survey
    now = datetime.now(UTC)
    async with writing():
        saved = await authoring.save_draft(survey.id, wording, survey.draft_changed_at, now)
    assert isinstance(saved, authoring.Saved), saved
    await dated(cast, here)
    if is_open:
        async with writing():
            done = await opening.open_it(await cast.actor("Priya"), seen, now=now)
        assert isinstance(done, Opened), done
    return here


@dataclass(frozen=True)
class Sent:
    """What one person sent: their response and the ids of a recording, a photo and a PDF."""

    response: UUID
    recording: UUID
    photo: UUID
    letter: UUID


async def somebody_sends(cast: Cast, here: str, *, finishes: bool = True, is_pilot: bool = False) -> Sent:
    """A young person says something, and shows a photo and a letter, with a few words."""
    seen, now = await seen_by(cast, "Priya", here), datetime.now(UTC)
    survey = await authoring.find_survey(seen.survey)
    assert survey
    version = survey.current_version
    started = await responding.start(
        survey.id, version, Group.young_person, HowAnswered.alone, "en", now, is_pilot=is_pilot
    )
    id = started.response_id
    ids = []
    files = (
        (SAY, clean_recording(made.wav())),
        (SHOW, clean_picture(made.photo())),
        (SHOW, clean_document(made.pdf())),
    )
    for question, cleaned in files:
        assert isinstance(cleaned, Cleaned), cleaned
        kept = await attachments.keep(id, question, cleaned, now)
        assert isinstance(kept, UUID), kept
        ids.append(kept)
    said = Given(AnswerState.given, (ids[0].hex,), "")
    shown = Given(AnswerState.given, (ids[1].hex, ids[2].hex), "The park by the river")
    await responding.save_answer(id, SAY, said, Format.std, "en", now)
    await responding.save_answer(id, SHOW, shown, Format.std, "en", now)
    if finishes:
        async with writing():
            await responding.complete(id, True, now, KEY)
    return Sent(id, *ids)
