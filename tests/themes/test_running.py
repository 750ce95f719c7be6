"""Looking for themes: in a process of its own, all or nothing, and never over what people decided."""

import asyncio
import json
import sys
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from engage.database import rows, writing
from engage.plan.importing import Imported, import_text
from engage.themes import deciding, linking, moving
from engage.themes.keeping import keep
from engage.themes.live import codebook
from engage.themes.orders import Findings, NewCoding, NewTheme
from engage.themes.reading import read_for
from engage.themes.running import Refused, ask_for_themes, find_themes, latest_run
from engage.themes.starting import EngineStopped, run_engine
from engage.themes.tables import LinkState
from surveys import responding
from surveys.answers import AnswerState, Format, Given
from tests.cast import NOW, Cast
from tests.plan.test_plan import PLAN
from tests.themes.voices import (
    ALL,
    HARD,
    NOISE,
    PLANS,
    THERAPY,
    TRANSPORT,
    WORDS_ONLY,
    acting,
    answered,
    asked,
    consultation,
    suggested,
    themed,
)

LATER = NOW + timedelta(days=1)

pytestmark = pytest.mark.slow


async def _places(id: UUID) -> dict[str, tuple[str, str]]:
    """Text → (theme, state) of everything that has a place."""
    found = await rows(
        """SELECT a.text, t.name, k.state FROM coding k JOIN theme t ON t.id = k.theme JOIN answer a ON a.id = k.answer
           WHERE t.consultation = $1 AND t.state IN ('candidate', 'accepted') AND k.state <> 'rejected'""",
        id,
    )
    return {row["text"]: (row["name"], row["state"]) for row in found}


async def test_a_run_finds_themes_and_says_how_it_went(cast: Cast) -> None:
    id, priya = await consultation(cast), await cast.actor("Priya")
    await answered(id, "n/a", n=61)
    await answered(id, "I have not finished this one", n=62, finished=False)
    await themed(priya, id)
    book, run = await codebook(id), await latest_run(id)
    assert run is not None
    assert (run.state, run.fraction) == ("done", 1.0)
    assert len(book.themes) >= 3
    assert {theme.state for theme in book.themes} == {"candidate"}
    assert book.answers == len(ALL) + 1
    assert sum(theme.answers for theme in book.themes) + book.loose == book.answers
    assert book.to_read == book.answers
    places = await _places(id)
    assert "n/a" not in places
    transport = {places[text][0] for text in TRANSPORT[:4] if text in places}
    assert transport.isdisjoint({places[text][0] for text in THERAPY[:4] if text in places})
    kept = json.loads((await rows("SELECT record::text AS r FROM run"))[0]["r"])
    assert kept["answers"] == len(ALL) + 1
    assert len(kept["fingerprint"]) == 64
    told = [row["act"] for row in await rows("SELECT act FROM audit_event ORDER BY id")]
    assert told[-2:] == ["run:asked", "run:finished"]


async def test_a_run_that_was_killed_gives_the_same_themes_when_it_is_picked_up_again(cast: Cast) -> None:
    id, priya = await consultation(cast), await cast.actor("Priya")
    run = await asked(priya, id)
    work = asyncio.create_task(find_themes(str(run), lambda: NOW, WORDS_ONLY))
    while not (await rows("SELECT 1 FROM run WHERE fraction > 0")) and not work.done():
        await asyncio.sleep(0.05)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert work.cancelled()
    assert not await rows("SELECT 1 FROM theme")
    await find_themes(str(run), lambda: NOW, WORDS_ONLY)
    first = await _places(id)
    await find_themes(str(run), lambda: NOW, WORDS_ONLY)  # the job comes twice: it is over already
    assert await _places(id) == first
    assert len(await rows("SELECT 1 FROM coding")) == len(first)
    await themed(
        priya, id, now=LATER
    )  # nobody touched anything, so it starts from nothing and finds the same
    assert await _places(id) == first
    assert len(await rows("SELECT 1 FROM run")) == 2


async def test_two_workers_on_one_run_keep_it_once(cast: Cast) -> None:
    id = await consultation(cast, NOISE[:3])
    await suggested(cast, id, {"Noise": NOISE[:3]})
    run = (await latest_run(id)).id  # type: ignore[union-attr]
    reading = await read_for(id, None)
    before = await _places(id)
    async with writing():
        late = Findings((NewTheme("t", "Late", (), ()),), (), {}, {}, {}, "Late")
        await keep(run, reading, late, LATER)
    assert await _places(id) == before


async def test_what_people_decided_stays_and_new_answers_join_it(cast: Cast) -> None:
    id, priya = (
        await consultation(cast, [*NOISE[:12], *TRANSPORT[:12], *PLANS, *THERAPY]),
        await cast.actor("Priya"),
    )
    async with writing():
        plan = await import_text(PLAN, None, NOW)
        assert isinstance(plan, Imported)
    names = await suggested(
        cast, id, {"Noise": NOISE[:12], "Buses": TRANSPORT[:12], "Rest": [*PLANS, *THERAPY]}
    )
    act = await acting(cast, "Priya", id)
    (waits, _) = await rows("SELECT id FROM focus_area ORDER BY position")
    async with writing():
        noise = next(theme for theme in (await codebook(id)).themes if theme.name == "Noise")
        await deciding.accept(act, noise.id, noise.changed_at.isoformat())
        await linking.decide_link(act, noise.id, waits["id"], LinkState.rejected, "")
        reading = await read_for(id, None)
        bus = next(one for one in reading.order.passages if one.text == TRANSPORT[0])
        seen = moving.Chosen(UUID(bus.id), await _mark(bus.id))
        assert (await moving.keep_here(act, [seen])).n == 1
    await answered(id, "The dinner hall is so loud and noisy", n=70)
    await answered(id, "The taxi was late again and the driver was new", n=71)
    await themed(priya, id, plan.framework, LATER)
    places = await _places(id)
    assert {places[text] for text in NOISE[:12]} == {("Noise", "machine")}
    assert places["The dinner hall is so loud and noisy"] == ("Noise", "machine")
    assert places["The taxi was late again and the driver was new"] == ("Buses", "machine")
    assert places[TRANSPORT[0]] == ("Buses", "confirmed")
    assert "Rest" not in {theme for theme, _ in places.values()}
    assert {row["id"] for row in await rows("SELECT id FROM theme WHERE name IN ('Noise', 'Buses')")} == {
        names["Noise"], names["Buses"],
    }  # fmt: skip
    links = await rows(
        "SELECT state FROM theme_link WHERE theme = $1 AND focus_area = $2", names["Noise"], waits["id"]
    )
    assert [row["state"] for row in links] == ["rejected"]


async def _mark(answer: str) -> str:
    found = await rows(
        "SELECT id AS coding, state, decided_at FROM coding WHERE answer = $1 AND state <> 'rejected'",
        UUID(answer),
    )
    return moving.mark(found[0] if found else {"coding": None, "state": None, "decided_at": None})


async def test_an_answer_a_person_took_out_is_left_in_peace(cast: Cast) -> None:
    id, priya = await consultation(cast), await cast.actor("Priya")
    await suggested(cast, id, {"Noise": NOISE})
    act = await acting(cast, "Priya", id)
    answer = (await rows("SELECT id FROM answer WHERE text = $1", NOISE[0]))[0]["id"]
    async with writing():
        assert (await moving.take_out(act, [moving.Chosen(answer, await _mark(str(answer)))])).n == 1
    await themed(priya, id, now=LATER)
    assert NOISE[0] not in await _places(id)
    assert (await codebook(id)).to_read == len(ALL) - 1


async def test_a_theme_like_one_that_was_dropped_does_not_come_back(cast: Cast) -> None:
    id, priya = await consultation(cast), await cast.actor("Priya")
    await themed(priya, id)
    act = await acting(cast, "Priya", id)
    dropped = (await codebook(id)).themes[0]
    async with writing():
        await deciding.drop(act, dropped.id, dropped.changed_at.isoformat())
    await themed(priya, id, now=LATER)
    book, run = await codebook(id), await latest_run(id)
    assert dropped.name not in {theme.name for theme in book.themes}
    assert run is not None
    assert "left out, because somebody dropped one like it" in run.told
    assert sum(theme.answers for theme in book.themes) + book.loose == book.answers


async def test_words_their_writer_changed_are_read_again(cast: Cast) -> None:
    id, priya = await consultation(cast), await cast.actor("Priya")
    await suggested(cast, id, {"Noise": NOISE, "Buses": TRANSPORT})
    act = await acting(cast, "Priya", id)
    async with writing():
        for theme in (await codebook(id)).themes:
            await deciding.accept(act, theme.id, theme.changed_at.isoformat())
        found = (await rows("SELECT id, response FROM answer WHERE text = $1", NOISE[0]))[0]
        given = Given(AnswerState.given, text="The taxi is late each morning and the bus never comes")
        await responding.save_answer(found["response"], HARD, given, Format.std, "en", LATER)
    await themed(priya, id, now=LATER)
    places = await _places(id)
    assert places[given.text] == ("Buses", "machine")
    assert len(await rows("SELECT 1 FROM coding WHERE answer = $1", found["id"])) == 1


async def test_a_person_is_not_overrun_by_a_run_that_was_under_way(cast: Cast) -> None:
    id = await consultation(cast, NOISE)
    await suggested(cast, id, {"Noise": NOISE})
    act = await acting(cast, "Priya", id)
    run = await asked(await cast.actor("Priya"), id, now=LATER)
    reading = await read_for(id, None)
    async with writing():  # meanwhile she accepts the suggestion that the run wants to replace
        noise = (await codebook(id)).themes[0]
        await deciding.accept(act, noise.id, noise.changed_at.isoformat())
    codings = tuple(NewCoding(one.id, "t1", 0.9, (), "", False) for one in reading.order.passages)
    async with writing():
        await keep(
            run, reading, Findings((NewTheme("t1", "Other", (), ()),), codings, {}, {}, {}, "Found"), LATER
        )
    assert [theme.name for theme in (await codebook(id)).themes] == ["Noise"]
    assert len(await rows("SELECT 1 FROM coding")) == len(NOISE)


async def test_six_answers_are_too_few_to_theme_and_are_listed(cast: Cast) -> None:
    id, priya = await consultation(cast, ALL[:6]), await cast.actor("Priya")
    async with writing():
        plan = await import_text(PLAN, None, NOW)
        assert isinstance(plan, Imported)
    await themed(priya, id, plan.framework)
    run, book = await latest_run(id), await codebook(id)
    assert run is not None
    assert run.state == "done"
    assert "too few to theme" in run.told
    assert (book.themes, book.loose) == ((), 6)
    listed = json.loads((await rows("SELECT record->>'listed' AS l FROM run"))[0]["l"])
    assert len(listed) == 6


async def test_a_second_run_is_refused_while_one_waits(cast: Cast) -> None:
    id, priya = await consultation(cast, ALL[:3]), await cast.actor("Priya")
    await asked(priya, id)
    act = await acting(cast, "Priya", id)
    async with writing():
        refused = await ask_for_themes(act.consultation, None, priya, NOW + timedelta(minutes=5))
    assert isinstance(refused, Refused)
    assert refused.message.startswith("Priya asked for themes already: Monday 24 November 2025, 10:00am")
    async with writing():  # one that has said nothing for an hour has lost its job
        again = await ask_for_themes(act.consultation, None, priya, NOW + timedelta(hours=2))
    assert isinstance(again, UUID)
    assert [row["state"] for row in await rows("SELECT state FROM run ORDER BY asked_at")] == [
        "failed",
        "waiting",
    ]


async def test_nothing_is_asked_where_nobody_wrote_anything_or_the_plan_is_unknown(cast: Cast) -> None:
    act = await acting(cast, "Priya", await consultation(cast, ()))
    other = await acting(cast, "Priya", await consultation(cast, ALL[:1]))
    async with writing():
        told = await ask_for_themes(act.consultation, None, act.actor, NOW)
        assert isinstance(told, Refused)
        assert told.message.startswith("Wait for answers")
        told = await ask_for_themes(other.consultation, uuid4(), act.actor, NOW)
        assert isinstance(told, Refused)
        assert told.message.startswith("Choose a plan")
    assert not await rows("SELECT 1 FROM run")
    assert not await rows("SELECT 1 FROM pgqueuer")


async def test_a_run_and_its_job_stand_or_fall_together(cast: Cast) -> None:
    id = await consultation(cast, ALL[:3])
    act = await acting(cast, "Priya", id)
    try:
        async with writing():
            await ask_for_themes(act.consultation, None, act.actor, NOW)
            raise RuntimeError("something else went wrong")
    except RuntimeError:
        pass
    assert not await rows("SELECT 1 FROM run")
    assert not await rows("SELECT 1 FROM pgqueuer")
    await asked(act.actor, id)
    assert len(await rows("SELECT 1 FROM pgqueuer")) == 1


async def test_an_engine_that_dies_is_told_in_plain_words_and_changes_nothing(cast: Cast) -> None:
    id, priya = await consultation(cast, ALL[:3]), await cast.actor("Priya")
    for script, told in (
        ("import sys; sys.stdin.readline(); sys.exit(3)", "It broke off (code 3)."),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "this machine ran out of memory"),
        ("print('not', 'json')", "It said something that could not be understood."),
    ):
        run = await asked(priya, id)
        await find_themes(str(run), lambda: NOW, (sys.executable, "-c", script))
        latest = await rows("SELECT state, told FROM run WHERE id = $1", run)
        assert (latest[0]["state"], told in latest[0]["told"]) == ("failed", True), latest
    assert not await rows("SELECT 1 FROM theme")
    assert len(await rows("SELECT 1 FROM audit_event WHERE act = 'run:stopped'")) == 3


async def test_the_engine_gets_neither_the_secret_nor_the_database(cast: Cast) -> None:
    reading = await read_for(await consultation(cast, ALL[:3]), None)
    script = "import os, sys; sys.exit(7 if any(name.startswith('ENGAGE') for name in os.environ) else 8)"

    async def tell(_: float, __: str) -> None: ...

    with pytest.raises(EngineStopped, match="code 8"):
        await run_engine(reading.order, tell, (sys.executable, "-c", script))
