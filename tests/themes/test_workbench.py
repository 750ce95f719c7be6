"""The workbench in a visitor's hands: what is shown, what each button does, who may press it, and two people at once."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from engage.consultations.tables import Sees
from engage.database import rows, writing
from engage.plan.importing import Imported, import_text
from engage.themes import deciding
from engage.themes.live import codebook
from engage.themes.running import find_themes, latest_run
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
    consultation,
    shared,
    suggested,
)
from tests.visitor import Visitor

THREE = {"Noise": NOISE, "Buses": TRANSPORT, "Plans": PLANS}


@pytest.fixture
async def bench(cast: Cast, visitor: Visitor) -> UUID:
    """Sixty answers, three suggested themes, fifteen answers without; Priya is signed in."""
    id = await consultation(cast)
    await suggested(cast, id, THREE, unsure=[NOISE[3], NOISE[4]], maybe="Buses")
    visitor.sign_in(await cast.session("Priya"))
    return id


def _hidden(html: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


async def _theme(id: UUID, name: str) -> UUID:
    found = await rows(
        "SELECT id FROM theme WHERE consultation = $1 AND name = $2 AND state <> 'merged'", id, name
    )
    theme: UUID = found[0]["id"]
    return theme


async def _screen(
    visitor: Visitor, id: UUID, theme: UUID | str
) -> tuple[str, dict[str, str | Sequence[str]]]:
    """The page of a theme, and the form of its answers as a browser would send it with nothing ticked."""
    html = (await visitor.get(f"/staff/consultations/{id}/themes?theme={theme}")).text
    return html, {"view": f"theme={theme}", "shown": _hidden(html, "shown")}


async def _answer(text: str) -> str:
    return str((await rows("SELECT id FROM answer WHERE text = $1", text))[0]["id"])


async def _where(text: str) -> list[tuple[str, str]]:
    found = await rows(
        """SELECT t.name, k.state FROM coding k JOIN theme t ON t.id = k.theme JOIN answer a ON a.id = k.answer
           WHERE a.text = $1 AND k.state <> 'rejected' ORDER BY t.name""",
        text,
    )
    return [(row["name"], row["state"]) for row in found]


async def _press(
    visitor: Visitor, id: UUID, fields: Mapping[str, str | Sequence[str]], to: str = "answers"
) -> str:
    answer = await visitor.post(f"/staff/consultations/{id}/themes/{to}", fields)
    assert answer.status_code == 303, answer.text
    return (await visitor.get(answer.headers["location"])).text


async def _rename(visitor: Visitor, id: UUID, theme: UUID, name: str, saw: str, do: str = "save"):  # type: ignore[no-untyped-def]
    fields = {"name": name, "description": "", "saw": saw, "do": do, "view": f"theme={theme}"}
    return await visitor.post(f"/staff/consultations/{id}/themes/{theme}", fields)


async def test_before_anything_the_page_offers_to_look_and_then_tells_how_far_it_is(
    visitor: Visitor, cast: Cast
) -> None:
    id = await consultation(cast)
    visitor.sign_in(await cast.session("Priya"))
    here = f"/staff/consultations/{id}/themes"
    first = await visitor.get(here)
    assert "60 answers in people’s own words" in first.text
    assert (await visitor.post(f"{here}/ask", {"framework": ""})).headers["location"] == here
    going = (await visitor.get(here)).text
    for words in ("Waiting for its turn", "See how far it is", "data-progress", "Priya asked for this"):
        assert words in going
    told = await visitor.get(f"{here}/progress")
    assert told.json() == {"done": 0, "of": 100, "text": "Waiting for its turn", "finished": False}
    refused = await visitor.post(f"{here}/ask", {"framework": ""})
    assert refused.status_code == 422
    assert "Priya asked for themes already" in refused.text
    run = await latest_run(id)
    assert run is not None
    await find_themes(str(run.id), command=WORDS_ONLY)
    assert (await visitor.get(f"{here}/progress")).json()["finished"] is True
    assert "This theme" in (await visitor.get(here)).text


async def test_every_number_on_the_page_is_the_number_of_rows_behind_it(
    visitor: Visitor, bench: UUID
) -> None:
    await answered(bench, "n/a", n=80)
    html, _ = await _screen(visitor, bench, "none")
    counts = [int(n) for n in re.findall(r'class="n">(\d+)<', html)]
    assert counts == [15, 15, 15, 16]
    assert sum(counts) == 61
    assert "<dd>61</dd>" in html
    for name in THREE:
        theme = await _theme(bench, name)
        html, form = await _screen(visitor, bench, theme)
        assert f"{name}: 15 answers" in html
        assert len(form["shown"]) == 15
    listed = []
    for page in (1, 2):
        html = (await visitor.get(f"/staff/consultations/{bench}/themes?theme=none&page={page}")).text
        listed += _hidden(html, "shown")
    assert len(set(listed)) == 16


async def test_the_words_that_suggested_a_theme_are_marked_and_nothing_else_is_let_through(
    visitor: Visitor, cast: Cast
) -> None:
    hostile = "<b>The</b> <script>alert(1)</script> & noise"
    id = await consultation(cast, [hostile, *NOISE])
    names = await suggested(cast, id, {"<i>Noise</i>": [hostile, *NOISE]})
    visitor.sign_in(await cast.session("Priya"))
    html, _ = await _screen(visitor, id, names["<i>Noise</i>"])
    assert "<mark>&lt;b&gt;</mark>The&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp; noise" in html
    assert "<i>Noise" not in html


async def test_what_needs_a_person_comes_first_and_says_what_else_it_may_be(
    visitor: Visitor, bench: UUID
) -> None:
    html, form = await _screen(visitor, bench, await _theme(bench, "Noise"))
    first_two = {value.split("~")[0] for value in form["shown"][:2]}
    assert first_two == {await _answer(NOISE[3]), await _answer(NOISE[4])}
    assert html.count("Maybe: Buses") == 2
    assert html.count("Fits well") == 13
    only = (
        await visitor.get(
            f"/staff/consultations/{bench}/themes?theme={await _theme(bench, 'Noise')}&show=unsure"
        )
    ).text
    assert len(_hidden(only, "shown")) == 2


async def test_filters_narrow_by_question_group_and_how_far_it_was_read(
    visitor: Visitor, bench: UUID
) -> None:
    noise = await _theme(bench, "Noise")
    here = f"/staff/consultations/{bench}/themes?theme={noise}"
    parents = (await visitor.get(f"{here}&group=parent_carer")).text
    young = (await visitor.get(f"{here}&group=young_person&question={HARD}")).text
    assert len(_hidden(parents, "shown")) + len(_hidden(young, "shown")) == 15
    assert "5 answers fit these filters." in parents
    assert _hidden((await visitor.get(f"{here}&show=read")).text, "shown") == []
    assert "No answer fits these filters" in (await visitor.get(f"{here}&question=q_another1")).text


async def test_moving_an_answer_gives_it_one_place_and_can_be_taken_back(
    visitor: Visitor, bench: UUID
) -> None:
    noise, buses = await _theme(bench, "Noise"), await _theme(bench, "Buses")
    _, form = await _screen(visitor, bench, noise)
    ticked = [await _answer(NOISE[0]), await _answer(NOISE[1])]
    html = await _press(visitor, bench, {**form, "answer": ticked, "to": str(buses), "do": "move"})
    assert await _where(NOISE[0]) == [("Buses", "confirmed")]
    assert "Noise: 13 answers" in html
    assert "Priya: Moved 2 answers from “Noise” to “Buses”" in html
    act = _hidden(html, "act")[0]
    html = await _press(visitor, bench, {"act": act, "view": f"theme={noise}"}, "undo")
    assert "Noise: 15 answers" in html
    assert await _where(NOISE[0]) == [("Noise", "machine")]
    assert len(await rows("SELECT 1 FROM coding")) == 45
    again = await visitor.post(f"/staff/consultations/{bench}/themes/undo", {"act": act, "view": ""})
    assert again.status_code == 409
    assert "can no longer be taken back" in again.text


async def test_one_button_moves_the_answer_it_stands_by(visitor: Visitor, bench: UUID) -> None:
    noise, buses = await _theme(bench, "Noise"), await _theme(bench, "Buses")
    _, form = await _screen(visitor, bench, noise)
    other, this = await _answer(NOISE[0]), await _answer(NOISE[3])
    await _press(visitor, bench, {**form, "answer": other, "do": f"move:{this}:{buses}"})
    assert (await _where(NOISE[3]), await _where(NOISE[0])) == (
        [("Buses", "confirmed")],
        [("Noise", "machine")],
    )
    _, form = await _screen(visitor, bench, noise)
    await _press(visitor, bench, {**form, "do": f"keep:{await _answer(NOISE[4])}"})
    assert await _where(NOISE[4]) == [("Noise", "confirmed")]


async def test_confirming_what_fits_well_reaches_only_what_was_on_the_screen(
    visitor: Visitor, cast: Cast
) -> None:
    id = await consultation(cast, ALL)
    await suggested(cast, id, {"Everything": ALL}, unsure=[NOISE[3]])
    visitor.sign_in(await cast.session("Priya"))
    html, form = await _screen(visitor, id, await _theme(id, "Everything"))
    assert len(form["shown"]) == 25
    assert "Confirm the 24 that fit well" in html
    await _press(visitor, id, {**form, "do": "fits"})
    confirmed = await rows("SELECT 1 FROM coding WHERE state = 'confirmed'")
    assert len(confirmed) == 24
    assert await _where(NOISE[3]) == [("Everything", "machine")]
    assert (await codebook(id)).to_read == 36


async def test_answers_without_a_theme_can_become_one(visitor: Visitor, bench: UUID) -> None:
    _, form = await _screen(visitor, bench, "none")
    ticked = [await _answer(text) for text in THERAPY]
    asked = await visitor.post(
        f"/staff/consultations/{bench}/themes/answers", {**form, "answer": ticked, "to": "new", "do": "move"}
    )
    assert asked.status_code == 200
    assert "15 answers go into it." in asked.text
    kept = {
        "view": "theme=none",
        "shown": _hidden(asked.text, "shown"),
        "answer": _hidden(asked.text, "answer"),
    }
    nameless = await visitor.post(
        f"/staff/consultations/{bench}/themes/answers", {**kept, "name": " ", "do": "make"}
    )
    assert nameless.status_code == 422
    assert "Enter a name for the theme" in nameless.text
    taken = await visitor.post(
        f"/staff/consultations/{bench}/themes/answers", {**kept, "name": "noise", "do": "make"}
    )
    assert "Choose another name, or merge the two" in taken.text
    html = await _press(visitor, bench, {**kept, "name": "Waits for therapy", "do": "make"})
    assert "Made the theme “Waits for therapy” from 15 answers" in html
    assert "No theme yet: 0 answers" in html
    made = (await codebook(bench)).theme(await _theme(bench, "Waits for therapy"))
    assert made is not None
    assert (made.state, made.answers, made.confirmed) == ("accepted", 15, 15)


async def test_an_answer_taken_out_counts_as_read(visitor: Visitor, bench: UUID) -> None:
    _, form = await _screen(visitor, bench, "none")
    html = await _press(visitor, bench, {**form, "answer": [await _answer(THERAPY[0])], "do": "out"})
    assert "Read 1 answer without a theme" in html
    assert "No theme fits" in html
    book = await codebook(bench)
    assert (book.loose, book.to_read) == (15, 59)
    _, form = await _screen(visitor, bench, await _theme(bench, "Noise"))
    await _press(visitor, bench, {**form, "answer": [await _answer(NOISE[0])], "do": "out"})
    book = await codebook(bench)
    assert (book.loose, book.to_read, len(book.themes)) == (16, 58, 3)


async def test_the_second_of_two_people_is_told_who_decided_and_when(
    visitor: Visitor, cast: Cast, bench: UUID
) -> None:
    await shared(bench, cast.council, Sees.words)
    noise, buses, plans = [await _theme(bench, name) for name in THREE]
    html, form = await _screen(visitor, bench, noise)
    saw = _hidden(html, "saw")[0]
    visitor.sign_in(await cast.session("Ana"))
    await _press(
        visitor, bench, {**form, "answer": [await _answer(NOISE[0])], "to": str(buses), "do": "move"}
    )
    renamed = await _rename(visitor, bench, noise, "Too loud", saw)
    assert renamed.status_code == 303
    visitor.sign_in(await cast.session("Priya"))
    ticked = [await _answer(NOISE[0]), await _answer(NOISE[1])]
    clash = await visitor.post(
        f"/staff/consultations/{bench}/themes/answers",
        {**form, "answer": ticked, "to": str(plans), "do": "move"},
    )
    assert clash.status_code == 409
    assert "1 answer went as you wished." in clash.text
    assert clash.text.count("Ana moved one answer to “Buses” on ") == 1
    assert "Told(" not in clash.text
    assert (await _where(NOISE[0]), await _where(NOISE[1])) == (
        [("Buses", "confirmed")],
        [("Plans", "confirmed")],
    )
    clash = await _rename(visitor, bench, noise, "My own name", saw)
    assert clash.status_code == 409
    assert "Ana was faster, on " in clash.text
    assert "Renamed “Noise” to “Too loud”" in clash.text
    assert 'value="My own name"' in clash.text
    for do in ("drop", "merge"):
        clash = await visitor.post(
            f"/staff/consultations/{bench}/themes/{noise}", {"saw": saw, "do": do, "into": str(buses)}
        )
        assert clash.status_code == 409, do


async def test_an_answer_whose_writer_took_it_back_is_told_and_gone(visitor: Visitor, bench: UUID) -> None:
    _, form = await _screen(visitor, bench, await _theme(bench, "Noise"))
    answer = await _answer(NOISE[0])
    response = (await rows("SELECT response FROM answer WHERE text = $1", NOISE[0]))[0]["response"]
    async with writing():
        await responding.withdraw(response, NOW)
    told = await visitor.post(
        f"/staff/consultations/{bench}/themes/answers", {**form, "answer": [answer], "do": "keep"}
    )
    assert told.status_code == 409
    assert "took it back" in told.text
    assert "Noise: 14 answers" in told.text


async def test_words_that_changed_after_they_were_read_are_read_again(visitor: Visitor, bench: UUID) -> None:
    noise = await _theme(bench, "Noise")
    _, form = await _screen(visitor, bench, noise)
    await _press(visitor, bench, {**form, "answer": [await _answer(NOISE[0])], "do": "keep"})
    response = (await rows("SELECT response FROM answer WHERE text = $1", NOISE[0]))[0]["response"]
    async with writing():
        given = Given(AnswerState.given, text="Not the noise. The smell.")
        await responding.save_answer(response, HARD, given, Format.std, "en", NOW + timedelta(days=1))
    html, form = await _screen(visitor, bench, noise)
    assert "Words changed since" in html
    assert "The smell." in html
    assert (await codebook(bench)).to_read == 60
    await _press(visitor, bench, {**form, "do": f"keep:{await _answer('Not the noise. The smell.')}"})
    assert (await codebook(bench)).to_read == 59


async def test_a_theme_is_named_and_accepted_in_one_go_and_both_can_be_taken_back(
    visitor: Visitor, bench: UUID
) -> None:
    noise = await _theme(bench, "Noise")
    html, _ = await _screen(visitor, bench, noise)
    answer = await _rename(visitor, bench, noise, "It is too loud", _hidden(html, "saw")[0], "accept")
    html = (await visitor.get(answer.headers["location"])).text
    assert "1</dd>" in html
    theme = (await codebook(bench)).theme(noise)
    assert theme is not None
    assert (theme.name, theme.state, theme.answers) == ("It is too loud", "accepted", 15)
    assert f"/staff/entries/new?theme={noise}" in html
    html = await _press(visitor, bench, {"act": _hidden(html, "act")[0], "view": ""}, "undo")
    back = (await codebook(bench)).theme(noise)
    assert back is not None
    assert (back.name, back.state) == ("It is too loud", "candidate")
    saw = back.changed_at.isoformat()
    answer = await _rename(visitor, bench, noise, "Loud", saw)
    html = (await visitor.get(answer.headers["location"])).text
    await _press(visitor, bench, {"act": _hidden(html, "act")[0], "view": ""}, "undo")
    back = (await codebook(bench)).theme(noise)
    assert back is not None
    assert back.name == "It is too loud"


async def test_a_merged_theme_is_held_by_the_other_and_comes_back_whole(
    visitor: Visitor, bench: UUID
) -> None:
    noise, buses = await _theme(bench, "Noise"), await _theme(bench, "Buses")
    html, _ = await _screen(visitor, bench, noise)
    fields = {"saw": _hidden(html, "saw")[0], "do": "merge", "into": str(buses), "view": f"theme={noise}"}
    html = await _press(visitor, bench, fields, str(noise))
    assert "Buses: 30 answers" in html
    assert "Merged “Noise” into “Buses”" in html
    html = await _press(visitor, bench, {"act": _hidden(html, "act")[0], "view": ""}, "undo")
    assert {theme.name: theme.answers for theme in (await codebook(bench)).themes} == dict.fromkeys(THREE, 15)


async def test_a_dropped_theme_leaves_its_answers_without_one_until_it_comes_back(
    visitor: Visitor, bench: UUID
) -> None:
    noise, buses = await _theme(bench, "Noise"), await _theme(bench, "Buses")
    html, _ = await _screen(visitor, bench, noise)
    html = await _press(
        visitor, bench, {"saw": _hidden(html, "saw")[0], "do": "drop", "view": ""}, str(noise)
    )
    assert (await codebook(bench)).loose == 30
    undo = _hidden(html, "act")[0]
    _, form = await _screen(visitor, bench, "none")
    shown = [value for value in form["shown"] if value.startswith(await _answer(NOISE[0]))]
    if shown:
        await _press(
            visitor, bench, {**form, "answer": [await _answer(NOISE[0])], "to": str(buses), "do": "move"}
        )
    await _press(visitor, bench, {"act": undo, "view": ""}, "undo")
    book = await codebook(bench)
    assert book.loose == 15
    assert sum(theme.answers for theme in book.themes) == 45


async def test_links_are_confirmed_rejected_and_made_by_a_person(
    visitor: Visitor, cast: Cast, bench: UUID
) -> None:
    async with writing():
        assert isinstance(await import_text(PLAN, None, NOW), Imported)
    waits, plans = [row["id"] for row in await rows("SELECT id FROM focus_area ORDER BY position")]
    noise = await _theme(bench, "Noise")
    await rows(
        """INSERT INTO theme_link (id, theme, focus_area, state, score, reason)
           VALUES (gen_random_uuid(), $1, $2, 'suggested', 0.6, 'Many speak of it.')""",
        noise, waits,
    )  # fmt: skip
    html, _ = await _screen(visitor, bench, noise)
    assert "Shorter waits" in html
    assert "Strong match" in html
    assert "Many speak of it." in html
    for area, verdict in ((waits, "confirmed"), (plans, "confirmed"), (plans, "rejected")):
        html = await _press(
            visitor, bench, {"focus_area": str(area), "verdict": verdict, "view": ""}, f"{noise}/links"
        )
    found = await rows("SELECT focus_area, state FROM theme_link ORDER BY state")
    assert [(row["focus_area"], row["state"]) for row in found] == [(waits, "confirmed"), (plans, "rejected")]
    stale = await visitor.post(
        f"/staff/consultations/{bench}/themes/{noise}/links",
        {"focus_area": str(waits), "verdict": "rejected", "saw": "suggested~", "view": ""},
    )
    assert stale.status_code == 409
    assert "Priya confirmed the link to “Shorter waits” on " in stale.text
    for field, value in (
        ("focus_area", str(uuid4())),
        ("focus_area", "x"),
        ("verdict", "suggested"),
        ("verdict", ""),
    ):
        fields = {"focus_area": str(waits), "verdict": "confirmed", "view": "", field: value}
        refused = await visitor.post(f"/staff/consultations/{bench}/themes/{noise}/links", fields)
        assert refused.status_code == 422, (field, value)
        assert "Choose a focus area from the list" in refused.text


async def test_acts_are_told_in_the_history_without_anybodys_words(visitor: Visitor, bench: UUID) -> None:
    noise, buses = await _theme(bench, "Noise"), await _theme(bench, "Buses")
    html, form = await _screen(visitor, bench, noise)
    await _press(
        visitor, bench, {**form, "answer": [await _answer(NOISE[0])], "to": str(buses), "do": "move"}
    )
    await _press(visitor, bench, {"saw": _hidden(html, "saw")[0], "do": "drop", "view": ""}, str(noise))
    told = await rows(
        "SELECT act, sentence, detail::text AS detail FROM audit_event ORDER BY id DESC LIMIT 2"
    )
    assert [row["act"] for row in told] == ["theme:dropped", "answers:moved"]
    assert not any(text in row["detail"] + row["sentence"] for row in told for text in NOISE)
    page = (await visitor.get(f"/staff/consultations/{bench}/themes/history")).text
    assert "Dropped the theme “Noise”" in page
    assert "Moved 1 answer from “Noise” to “Buses”" in page


async def test_what_a_form_lacks_is_told(visitor: Visitor, bench: UUID) -> None:
    noise = await _theme(bench, "Noise")
    html, form = await _screen(visitor, bench, noise)
    saw, one = _hidden(html, "saw")[0], await _answer(NOISE[0])
    here = f"/staff/consultations/{bench}/themes"
    for to, fields, told in (
        ("answers", {**form, "do": "move", "to": str(noise)}, "Tick at least one answer first"),
        ("answers", {**form, "do": "move", "to": "", "answer": one}, "Choose a theme from the list"),
        ("answers", {**form, "do": "jump", "answer": one}, "Choose a theme from the list"),
        ("answers", {}, "Tick at least one answer first"),
        ("answers", {"do": "keep", "shown": "x~y", "answer": "x"}, "Tick at least one answer first"),
        (str(noise), {"do": "save", "name": "", "saw": saw}, "Enter a name for the theme"),
        (str(noise), {"do": "save", "name": "n" * 201, "saw": saw}, "Make this shorter: 200 letters at most"),
        (str(noise), {"do": "save", "name": "buses", "saw": saw}, "Choose another name, or merge the two"),
        (str(noise), {"do": "merge", "into": "", "saw": saw}, "Choose another theme from the list"),
        (str(noise), {"do": "merge", "into": str(noise), "saw": saw}, "Choose another theme from the list"),
        (str(noise), {"do": "", "saw": saw}, "Choose another theme from the list"),
    ):
        answer = await visitor.post(f"{here}/{to}", fields)
        assert (answer.status_code, told in answer.text) == (422, True), (to, fields.get("do"), told)
    assert len(await rows("SELECT 1 FROM audit_event WHERE act LIKE 'theme:%' OR act LIKE 'answers:%'")) == 0


async def test_ids_that_lead_nowhere_lead_nowhere(visitor: Visitor, cast: Cast, bench: UUID) -> None:
    other = await consultation(cast, NOISE[:3])
    theirs = (await suggested(cast, other, {"Theirs": NOISE[:3]}))["Theirs"]
    here = f"/staff/consultations/{bench}/themes"
    stamp = (await rows("SELECT changed_at FROM theme WHERE id = $1", theirs))[0]["changed_at"].isoformat()
    foreign = (
        await rows(
            "SELECT a.id FROM answer a JOIN coding k ON k.answer = a.id WHERE k.theme = $1 LIMIT 1", theirs
        )
    )[0]["id"]
    for theme in (theirs, uuid4()):
        for do in ("save", "accept", "drop", "merge"):
            fields = {"do": do, "name": "Mine", "saw": stamp, "into": str(theirs)}
            assert (await visitor.post(f"{here}/{theme}", fields)).status_code == 404
        assert (
            await visitor.post(f"{here}/{theme}/links", {"focus_area": str(uuid4()), "verdict": "confirmed"})
        ).status_code == 404
    _, form = await _screen(visitor, bench, await _theme(bench, "Noise"))
    moved = await visitor.post(
        f"{here}/answers", {**form, "answer": await _answer(NOISE[0]), "to": str(theirs), "do": "move"}
    )
    assert moved.status_code == 404
    stolen = await visitor.post(
        f"{here}/answers",
        {"shown": f"{foreign}~~~", "answer": str(foreign), "do": "out", "view": "theme=\x00&page=-1"},
    )
    assert stolen.status_code == 409
    assert "no longer here" in stolen.text
    act = (await rows("SELECT id FROM audit_event ORDER BY id DESC LIMIT 1"))[0]["id"]
    for id in (str(act), "999999", "-1", "x", "9" * 40):
        assert (await visitor.post(f"{here}/undo", {"act": id})).status_code in {404, 409}
    for odd in (
        "theme=x",
        "theme=%00",
        f"theme={uuid4()}",
        "page=0",
        "page=99999",
        "page=x",
        "show=x&group=x&question=%00",
        "did=1",
    ):
        assert (await visitor.get(f"{here}?{odd}")).status_code == 200, odd
    for path in (f"/staff/consultations/{uuid4()}/themes", "/staff/consultations/x/themes"):
        assert (await visitor.get(path)).status_code == 404, path


async def test_a_page_that_answered_a_form_can_be_reloaded(visitor: Visitor, bench: UUID) -> None:
    here = f"/staff/consultations/{bench}/themes"
    noise = await _theme(bench, "Noise")
    for path in ("answers", "undo", str(noise), f"{noise}/links"):
        again = await visitor.get(f"{here}/{path}")
        assert again.status_code == 303
        assert (await visitor.get(again.headers["location"])).status_code == 200
    told = await visitor.post(f"{here}/answers", {})
    assert not [link for link in re.findall(r'href="([^"]*)"', told.text) if not link.startswith(("/", "#"))]


async def test_who_may_do_what(visitor: Visitor, cast: Cast, bench: UUID) -> None:
    here = f"/staff/consultations/{bench}/themes"
    noise = await _theme(bench, "Noise")
    act = await acting(cast, "Priya", bench)
    async with writing():
        await deciding.accept(
            act,
            noise,
            (await rows("SELECT changed_at FROM theme WHERE id = $1", noise))[0]["changed_at"].isoformat(),
        )
    await shared(bench, cast.council, Sees.themes)
    posts = ("ask", "answers", str(noise), f"{noise}/links", "undo")
    for name, sees in (
        ("Ana", 200),
        ("Bo", 200),
        ("Grace", 200),
        ("Nia", 404),
        ("Mo", 403),
        ("Dee", 403),
        ("Asha", 403),
    ):
        visitor.sign_in(await cast.session(name))
        page = await visitor.get(here)
        assert page.status_code == sees, name
        assert not any(text in page.text for text in ALL), name
        if sees == 200:
            assert "Noise" in page.text
            assert "Buses" not in page.text  # only suggested so far
            assert "15 answers" not in page.text
            assert "About 15 people" in page.text
            # no link may lead to a closed door
            assert ('href="/staff/consultations' in page.text) == (name != "Bo")
        for to in posts:
            assert (await visitor.post(f"{here}/{to}", {})).status_code in {403, 404}, (name, to)
        assert (await visitor.get(f"{here}/history")).status_code in {403, 404}, name
        assert (await visitor.get(f"{here}/progress")).status_code in {403, 404}, name
    assert len(await rows("SELECT 1 FROM audit_event WHERE actor_name <> 'Priya' AND actor_name <> ''")) == 0


async def test_a_partner_who_sees_words_may_review_and_few_people_are_never_counted(
    visitor: Visitor, cast: Cast
) -> None:
    id = await consultation(cast, NOISE[:9])
    noise = (await suggested(cast, id, {"Noise": NOISE[:9]}))["Noise"]
    await shared(id, cast.council, Sees.words)
    await shared(id, cast.health, Sees.themes)
    visitor.sign_in(await cast.session("Ana"))
    html, _ = await _screen(visitor, id, noise)
    assert NOISE[0].split()[-1] in html
    answer = await _rename(visitor, id, noise, "Too loud", _hidden(html, "saw")[0], "accept")
    assert answer.status_code == 303
    visitor.sign_in(await cast.session("Nia"))
    html = (await visitor.get(f"/staff/consultations/{id}/themes")).text
    assert "Too loud" in html
    assert "No numbers are shown" in html
    assert "<td" not in html


async def test_the_list_tells_how_far_each_consultation_is(visitor: Visitor, cast: Cast, bench: UUID) -> None:
    html = (await visitor.get("/staff/themes")).text
    assert "3 themes suggested" in html
    assert "0 of 60 answers read by a person" in html
    visitor.sign_in(await cast.session("Nia"))
    assert "No themes yet" in (await visitor.get("/staff/themes")).text
    await shared(bench, cast.health, Sees.themes)
    html = (await visitor.get("/staff/themes")).text
    assert "No theme is agreed yet" in html
    assert "60 answers" not in html
