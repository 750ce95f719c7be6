"""What stands behind a theme: people counted once, as the rows say, whatever was moved, merged or taken back."""

from uuid import UUID, uuid4

import pytest

from engage.consultations.overview import needs_of
from engage.consultations.tables import Sees
from engage.database import rows, writing
from engage.plan.importing import Imported, import_text
from engage.themes import deciding, linking, moving
from engage.themes.evidence import accepted_themes, theme_evidence
from engage.themes.live import codebook
from engage.themes.tables import LinkState
from engage.web.errors import NotThere
from surveys import responding
from surveys.definition import Group
from tests.cast import NOW, Cast
from tests.plan.test_plan import PLAN
from tests.themes.voices import NOISE, TRANSPORT, acting, answered, consultation, shared, suggested

THEMES = {"Noise": NOISE, "Buses": TRANSPORT}


async def _chosen(text: str) -> moving.Chosen:
    found = await rows(
        """SELECT a.id, k.id AS coding, k.state, k.decided_at FROM answer a
           LEFT JOIN coding k ON k.answer = a.id AND k.state <> 'rejected' WHERE a.text = $1""",
        text,
    )
    return moving.Chosen(found[0]["id"], moving.mark(found[0]))


async def _stamp(theme: UUID) -> str:
    found = await rows("SELECT changed_at FROM theme WHERE id = $1", theme)
    return str(found[0]["changed_at"].isoformat())


async def test_a_person_with_two_answers_in_a_theme_is_counted_once(cast: Cast) -> None:
    id = await consultation(cast, [])
    await answered(id, NOISE[0], NOISE[1], group=Group.young_person)
    await answered(id, NOISE[2], TRANSPORT[0], group=Group.parent_carer)
    await answered(id, "n/a", group=Group.parent_carer)
    await answered(id, NOISE[3], group=Group.young_person, finished=False)
    noise = (await suggested(cast, id, THEMES))["Noise"]
    found = await theme_evidence(noise)
    assert (found.name, found.consultation_id, found.base, found.count, found.confirmed) == (
        "Noise",
        id,
        3,
        2,
        0,
    )
    assert found.by_group == (("parent_carer", 2, 1), ("young_person", 1, 1))
    assert found.by_how == (("helped", 2),)
    theme = (await codebook(id)).theme(noise)
    assert theme is not None
    assert (theme.answers, theme.people) == (3, 2)


async def test_the_figures_follow_every_decision_and_every_answer_taken_back(cast: Cast) -> None:
    id = await consultation(cast, [*NOISE, *TRANSPORT])
    names = await suggested(cast, id, THEMES)
    act = await acting(cast, "Priya", id)
    async with writing():
        await moving.keep_here(act, [await _chosen(NOISE[0])])
        await moving.move(act, [await _chosen(TRANSPORT[0])], names["Noise"])
        await moving.take_out(act, [await _chosen(NOISE[1])])
        response = (await rows("SELECT response FROM answer WHERE text = $1", NOISE[2]))[0]["response"]
        await responding.withdraw(response, NOW)
    found = await theme_evidence(names["Noise"])
    assert (found.base, found.count, found.confirmed) == (29, 14, 2)
    assert sum(count for _, _, count in found.by_group) == found.count
    behind = await rows(
        """SELECT count(DISTINCT a.response) AS n FROM coding k JOIN answer a ON a.id = k.answer
           WHERE k.theme = $1 AND k.state <> 'rejected'""",
        names["Noise"],
    )
    assert behind[0]["n"] == found.count


async def test_a_merged_theme_gives_the_figures_of_the_one_that_holds_it(cast: Cast) -> None:
    id = await consultation(cast, [*NOISE, *TRANSPORT])
    names = await suggested(cast, id, THEMES)
    act = await acting(cast, "Priya", id)
    async with writing():
        await deciding.merge(act, names["Noise"], names["Buses"], await _stamp(names["Noise"]))
    held, holding = await theme_evidence(names["Noise"]), await theme_evidence(names["Buses"])
    assert held == holding
    assert (holding.theme_id, holding.count) == (names["Buses"], 30)
    with pytest.raises(NotThere):
        await theme_evidence(uuid4())


async def test_the_method_is_told_in_plain_words_with_its_fingerprint(cast: Cast) -> None:
    id = await consultation(cast, NOISE)
    names = await suggested(cast, id, {"Noise": NOISE})
    act = await acting(cast, "Priya", id)
    async with writing():
        made = await moving.make_theme(act, [await _chosen(NOISE[0])], "By hand")
    assert isinstance(made, moving.Moved)
    assert made.theme
    found = await theme_evidence(names["Noise"])
    assert found.run_id is not None
    assert found.method == (
        "A computer read 15 answers and suggested this theme (themes-1, Monday 24 November 2025, fingerprint "
        "ffffffffffff). 14 people are counted, each once; a person decided on the words of none of them yet."
    )
    by_hand = await theme_evidence(made.theme)
    assert by_hand.run_id is None
    assert by_hand.method == (
        "A person made this theme by hand. 1 person is counted, each once; a person decided on the words of all of them."
    )


async def test_only_accepted_themes_and_confirmed_links_are_handed_on(cast: Cast) -> None:
    id = await consultation(cast, [*NOISE, *TRANSPORT])
    async with writing():
        assert isinstance(await import_text(PLAN, None, NOW), Imported)
    waits, plans = [row["id"] for row in await rows("SELECT id FROM focus_area ORDER BY position")]
    names = await suggested(cast, id, THEMES)
    act = await acting(cast, "Priya", id)
    async with writing():
        await deciding.accept(act, names["Noise"], await _stamp(names["Noise"]))
        await linking.decide_link(act, names["Noise"], waits, LinkState.confirmed, "")
        await linking.decide_link(act, names["Noise"], plans, LinkState.rejected, "")
    (noise,) = await accepted_themes(id)
    assert (noise.name, noise.answers, noise.people, noise.focus_areas) == ("Noise", 15, 15, (waits,))
    assert (await theme_evidence(names["Noise"])).focus_areas == (waits,)


async def test_the_overview_asks_those_who_may_review(cast: Cast) -> None:
    id = await consultation(cast, NOISE)
    await suggested(cast, id, {"Noise": NOISE})
    await shared(id, cast.council, Sees.themes)

    async def asked(name: str) -> list[str]:
        return [
            need.text for need in await needs_of(await cast.actor(name)) if "Review the themes" in need.title
        ]

    assert await asked("Priya") == ["1 suggested theme waits; 15 answers still to read."]
    assert await asked("Ana") == []
    assert await asked("Nia") == []
