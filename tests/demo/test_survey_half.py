"""What the demonstration shows of trying out, signing, correcting and sending files, made on an empty database."""

from datetime import UTC, datetime
from uuid import UUID

from engage.consultations.looking_over import piloting
from engage.consultations.looking_over.signatures import Signature, signatures_of
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.tables import Party, Verdict
from engage.database import rows
from engage.demo.consultations import EARLY, write_every_kind, write_three
from engage.demo.people import Cast, gather
from engage.demo.sources import source
from surveys import trying
from surveys.responding import how_many_sent
from surveys.transcripts import files_sent
from surveys.versions import versions_of

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


async def _seen(cast: Cast, consultation: UUID) -> SeenConsultation:
    return await find_consultation_for(await cast.actor("Priya"), consultation)


def _said(signed: tuple[Signature, ...]) -> list[tuple[Party, str, Verdict, bool]]:
    return [(one.party, one.by, one.verdict, one.is_current) for one in signed]


async def test_the_three_consultations_show_trying_signing_and_a_slip_put_right(database: str) -> None:
    cast = await gather(NOW)
    made = await write_three(cast, NOW)

    draft = await _seen(cast, made["draft"])
    hard = await piloting.found_hard(draft)
    assert draft.state == "draft"
    assert [(one.id, one.total) for one in hard] == [("q_breaktop", 4), ("q_breaknew", 2)]
    assert hard[1].felt_bad
    assert await trying.testers_of(draft.survey) == trying.Tried(5, 5)
    assert await how_many_sent(draft.survey) == 0
    assert (await rows("SELECT pilot_version FROM survey WHERE id = $1", draft.survey))[0]["pilot_version"]
    assert _said(await signatures_of(draft.id)) == [
        (Party.council, "City of Wolverhampton Council", Verdict.happy, True),
        (Party.young_reviewer, "Kestrel", Verdict.change, True),
    ]

    live = await _seen(cast, made["open"])
    first, corrected = await versions_of(live.survey)
    assert [(one.number, one.correction) for one in (first, corrected)] == [(1, 0), (1, 1)]
    assert corrected.is_correction
    assert corrected.note == source("looked_over")["slip"]["note"]
    early = await rows("SELECT count(*) AS n FROM response WHERE version = $1", first.id)
    assert early[0]["n"] == EARLY
    # signed before it opened, and about the words before the slip was put right
    assert [(one.party, one.is_current, one.at < first.at) for one in await signatures_of(live.id)] == [
        (party, False, True) for party in Party
    ]

    closed = await _seen(cast, made["closed"])
    assert closed.state == "closed"
    assert _said(await signatures_of(closed.id)) == [
        (Party.forum, "Voice4Parents", Verdict.happy, True),
        (Party.council, "City of Wolverhampton Council", Verdict.happy, True),
        (Party.young_reviewer, "Robin", Verdict.happy, True),
    ]


async def test_two_drawings_came_and_one_of_them_is_written_down(database: str) -> None:
    cast = await gather(NOW)
    seen = await _seen(cast, await write_every_kind(cast, NOW))
    found = await files_sent(seen.survey)
    assert (found.total, found.waiting) == (2, 1)
    waiting, written = found.files
    assert waiting.file.media_type == written.file.media_type == "image/png"
    assert written.transcribed_by == "Priya Sandhu"
    assert "slide" in written.transcript
    assert written.text == "the slide and my dog can come"
    assert waiting.transcript == ""
