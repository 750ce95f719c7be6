"""The public page: frozen evidence only, small numbers protected, drafts never seen, honest about what was promised."""

import csv
import io
import json
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from engage.database import rows, writing
from engage.web.rendering import DISPLAY_COOKIE
from engage.yousaid.csv_file import safe_cell
from engage.yousaid.tables import Outcome
from engage.yousaid.writing_up import text_of
from tests.cast import Cast
from tests.visitor import HOST, Visitor
from tests.yousaid.ground import Ground, answer, draft, make_theme, prepare, published, waiting


def _words(html: str) -> str:
    """What a person reads of a page's main part."""
    main = html.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


async def test_before_anything_is_published_the_page_says_so_kindly(visitor: Visitor, cast: Cast) -> None:
    page = await visitor.get("/what-changed")
    assert page.status_code == 200
    assert "Nothing is here yet" in page.text


async def test_a_card_tells_who_said_it_what_was_done_by_whom_and_when(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 90, 62)])
    await published(ground)
    told = _words((await visitor.get("/what-changed")).text)
    assert "1 thing you told us about: 1 done." in told
    assert "Spotting needs early" in told
    assert "About 60 young people said this" in told
    assert "Done" in told
    assert "You can leave class five minutes early." in told
    assert "Who decided: Ana, SEND officer, Northmere Council, on Monday 5 October 2026" in told


async def test_three_of_forty_is_fewer_than_eight(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 40, 3)])
    entry = await published(ground)
    for path in ("/what-changed", f"/what-changed/{entry}", "/what-changed?view=table", "/what-changed.csv"):
        text = (await visitor.get(path)).text
        assert "ewer than 8 people" in text, path
    told = _words((await visitor.get(f"/what-changed/{entry}")).text)
    assert "Fewer than 8 people said this" in told
    assert "About 40 people answered" in told
    assert not re.search(r"\b3\b", told)


async def test_no_public_page_holds_an_exact_count_or_the_exact_method(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 61, 43), ("parent_carer", 29, 13)])
    entry = await published(ground)
    counts = json.loads((await rows("SELECT counts::text FROM evidence"))[0]["counts"])
    assert (counts["base"], counts["count"]) == (90, 56)
    for path in (
        "/",
        "/what-changed",
        f"/what-changed/{entry}",
        "/what-changed?view=table",
        "/what-changed.csv",
    ):
        text = (await visitor.get(path)).text
        told = _words(text) if "<main" in text else text
        for exact in ("61", "43", "29", "13", "56"):
            assert not re.search(rf"\b{exact}\b", told), (path, exact)
        assert "are counted" not in told


async def test_groups_that_are_large_enough_are_told_apart_and_then_no_total_is_shown(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast, [("young_person", 61, 43), ("parent_carer", 29, 13)])
    entry = await published(ground)
    told = _words((await visitor.get(f"/what-changed/{entry}")).text)
    assert "About 45 young people and about 15 parents and carers said this" in told
    assert "About 55 people" not in told


async def test_a_small_group_disappears_into_the_total(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 61, 43), ("parent_carer", 29, 2)])
    await published(ground)
    told = _words((await visitor.get("/what-changed")).text)
    assert "About 45 people said this" in told
    assert "parents" not in told


async def test_where_everybody_said_it_the_base_is_not_shown_beside_the_count(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast, [("young_person", 20, 20)])
    entry = await published(ground)
    told = _words((await visitor.get(f"/what-changed/{entry}")).text)
    assert "About 20 people said this" in told
    assert "people answered" not in told


async def test_new_answers_do_not_move_a_published_number(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, [("young_person", 40, 12)])
    await published(ground)
    version = (await rows("SELECT id FROM survey_version"))[0]["id"]
    async with writing():
        await answer(ground.survey, version, ground.theme, "young_person", 30, 30)
    assert "About 10 young people said this" in _words((await visitor.get("/what-changed")).text)


async def test_drafts_and_waiting_words_are_nowhere_public(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    hidden = [
        await draft(ground, did=text_of("Draft secret.", "Draft secret.")),
        await waiting(ground, did=text_of("Waiting secret.", "Waiting secret.")),
    ]
    for path in ("/", "/surveys", "/what-changed", "/what-changed?view=table", "/what-changed.csv"):
        assert "secret" not in (await visitor.get(path)).text, path
    for entry in hidden:
        assert (await visitor.get(f"/what-changed/{entry}")).status_code == 404


async def _several(ground: Ground) -> dict[str, UUID]:
    async with writing():
        other = await make_theme(ground.consultation, "accepted", ground.areas["plans"], "confirmed", "Plans")
        loose = await make_theme(ground.consultation, "accepted", ground.areas["plans"], "", "Toilets")
        version = (await rows("SELECT id FROM survey_version"))[0]["id"]
        for theme in (other, loose):
            await answer(ground.survey, version, theme, "young_person", 15, 15)
    reason = text_of("One block costs a year’s money.", "It costs too much.")
    instead = text_of("You can get a toilet pass.", "You can get a pass.")
    return {
        "done": await published(ground),
        "doing": await published(
            ground, outcome=Outcome.doing, theme=other, focus_area=ground.areas["plans"]
        ),
        "cant": await published(
            ground, outcome=Outcome.cant, theme=loose, focus_area=None, reason=reason, instead=instead
        ),
        "not_ours": await published(ground, outcome=Outcome.not_ours, passed_to="The bus companies"),
    }


async def test_cards_stand_under_their_focus_areas_with_reason_and_what_instead(
    visitor: Visitor, cast: Cast
) -> None:
    await _several(await prepare(cast))
    told = _words((await visitor.get("/what-changed")).text)
    sentence = (
        "4 things you told us about: 1 done, 1 being done, 1 can’t be done yet, 1 for someone else to decide."
    )
    assert sentence in told
    assert (
        told.index("Spotting needs early")
        < told.rindex("Good plans, on time")
        < told.rindex("In no plan yet")
    )
    assert "Why not: One block costs a year’s money." in told
    assert "What you can have instead: You can get a toilet pass." in told
    assert "We passed it to: The bus companies" in told
    assert "We look again on Monday 15 March 2027" in told


async def test_filters_are_links_that_count_what_they_show(visitor: Visitor, cast: Cast) -> None:
    await _several(await prepare(cast))
    page = (await visitor.get("/what-changed")).text
    assert "All 4" in _words(page)
    assert 'href="/what-changed?state=cant"' in page
    assert 'href="/what-changed?area=northmere-2026.plans"' in page
    only = (await visitor.get("/what-changed?state=cant")).text
    assert only.count('<article class="loop"') == 1
    plans = (await visitor.get("/what-changed?area=northmere-2026.plans")).text
    assert plans.count('<article class="loop"') == 1
    assert "All 1" in _words(plans)
    nothing = await visitor.get("/what-changed?area=northmere-2026.plans&state=cant")
    assert "Nothing fits this" in nothing.text
    for odd in ("?state=%27&area=x&page=99999&survey=zz", "?page=-1", "?view=%00"):
        assert (await visitor.get(f"/what-changed{odd}")).text.count('<article class="loop"') == 4


async def test_easy_read_says_it_in_its_own_words_with_pictures(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    visitor.client.cookies.set(DISPLAY_COOKIE, "light.easy.move", domain=HOST)
    for path in ("/what-changed", f"/what-changed/{entry}", "/"):
        page = (await visitor.get(path)).text
        assert "Corridors are too loud." in page
        assert "You can leave class early." in page
        assert "five minutes early" not in page
        assert 'class="sym"' in page


async def test_a_text_without_easy_read_falls_back_to_plain_words(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await published(ground)
    await rows("UPDATE evidence SET shown = jsonb_set(shown, '{did}', '{\"en\": \"Plain words only.\"}')")
    visitor.client.cookies.set(DISPLAY_COOKIE, "light.easy.move", domain=HOST)
    assert "Plain words only." in (await visitor.get("/what-changed")).text


async def test_a_promised_day_that_passed_is_owned_up_to(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await published(
        ground, outcome=Outcome.doing, decided_on=date(2020, 1, 1), look_again_on=date(2020, 2, 3)
    )
    told = _words((await visitor.get("/what-changed")).text)
    assert "We said we would look again on Monday 3 February 2020. That day has passed." in told


@pytest.mark.parametrize("risky", ["=1+1", "+44", "-2", "@sum(a)", "\t=1", "  =1"])
async def test_no_cell_of_the_file_becomes_a_formula(visitor: Visitor, cast: Cast, risky: str) -> None:
    ground = await prepare(cast)
    await published(ground, said=text_of(risky, 'Easy, "quoted"\nand two lines.'), passed_to=risky)
    raw = await visitor.get("/what-changed.csv")
    assert raw.headers["content-type"].startswith("text/csv")
    assert "attachment" in raw.headers["content-disposition"]
    (line,) = csv.DictReader(io.StringIO(raw.content.decode("utf-8-sig"), newline=""))
    assert line["you said"] == f"'{risky.strip()}"
    assert safe_cell(risky) == f"'{risky}"
    assert line["you said (Easy Read)"] == 'Easy, "quoted"\nand two lines.'
    assert line["how many people"] == "about 10 young people"
    assert line["out of about"] == "40"


async def test_what_somebody_wrote_is_never_markup(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    canary = "<script>alert(1)</script> %(num)s {{ 7*7 }}"
    texts: dict[str, Any] = {name: text_of(canary, canary) for name in ("said", "did", "reason", "instead")}
    entry = await published(ground, **texts, decided_by=canary, passed_to=canary, outcome=Outcome.not_ours)
    visitor.sign_in(await cast.session("Ana"))
    staff = [f"/staff/entries/{entry}{part}" for part in ("", "/edit", "/check", "/take-back")]
    public = ["/", "/what-changed", f"/what-changed/{entry}", "/what-changed?view=table"]
    for path in [*staff, *public, "/staff/entries"]:
        for mode in ("light.std.move", "light.easy.move"):
            visitor.client.cookies.set(DISPLAY_COOKIE, mode, domain=HOST)
            page = await visitor.get(path)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text, path


async def test_there_is_a_kind_page_where_no_entry_is(visitor: Visitor, cast: Cast) -> None:
    assert (await visitor.get(f"/what-changed/{UUID(int=7)}")).status_code == 404
    assert (await visitor.get("/what-changed/elsewhere")).status_code == 404


async def test_a_survey_shows_only_what_its_own_people_said(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await published(ground)
    slug = (await rows("SELECT slug FROM survey"))[0]["slug"]
    page = (await visitor.get(f"/what-changed?survey={slug}")).text
    assert "Only what people said in “School and you”." in _words(page)
