"""Only free text that counts is read for themes: no trying out, nothing off the way, no number, date or area."""

from engage.database import rows
from engage.themes.live import totals_of
from tests.cast import Cast
from tests.themes.voices import HARD, consultation, survey_of

TEXTS = ["The corridors are loud", "The bus is late", "Nobody reads my plan"]


async def _answers(made: object) -> int:
    found = await totals_of([made])  # type: ignore[list-item]
    return next(iter(found.values())).answers if found else 0


async def test_trying_out_and_what_the_way_does_not_lead_to_are_not_read(cast: Cast) -> None:
    made = await consultation(cast, TEXTS)
    assert await _answers(made) == 3
    await rows("UPDATE answer SET is_asked = false WHERE text = $1", TEXTS[0])
    assert await _answers(made) == 2
    await rows(
        "UPDATE response r SET is_pilot = true FROM answer a WHERE a.response = r.id AND a.text = $1",
        TEXTS[1],
    )
    assert await _answers(made) == 1


async def test_text_of_a_question_that_is_not_open_is_not_read_and_turns_are(cast: Cast) -> None:
    made = await consultation(cast, TEXTS)
    await rows("UPDATE answer SET question_id = $1 WHERE text = $2", f"{HARD}.2", TEXTS[0])
    assert await _answers(made) == 3
    await rows("UPDATE answer SET question_id = 'q_anumber2' WHERE text = $1", TEXTS[1])
    assert await _answers(made) == 2
    versions = "definition = replace(definition::text, 'long_text', 'number')::jsonb"
    await rows(f"UPDATE survey_version SET {versions} WHERE survey = $1", await survey_of(made))
    assert await _answers(made) == 0


async def test_what_a_person_wrote_down_of_a_recording_is_read(cast: Cast) -> None:
    made = await consultation(cast, TEXTS[:1])
    await rows(
        "UPDATE survey_version SET definition = replace(definition::text, 'long_text', 'voice')::jsonb"
        " WHERE survey = $1",
        await survey_of(made),
    )
    await rows("UPDATE answer SET text = '', choices = ARRAY['0000000000004000800000000000beef']")
    assert await _answers(made) == 0
    await rows(
        "INSERT INTO attachment (id, response, question_id, kind, media_type, size, sha256, body, made_at, transcript)"
        " SELECT '00000000-0000-4000-8000-00000000beef', response, question_id, 'sound', 'audio/ogg', 1, '', 'x', now(),"
        " 'I like the garden' FROM answer"
    )
    assert await _answers(made) == 1
