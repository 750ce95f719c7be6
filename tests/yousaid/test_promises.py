"""By when we said we would tell people: public when kept, when moved, when overdue, and when "told" is taken back."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from engage.clock import now
from engage.consultations.overview import needs_of
from engage.database import rows, writing
from engage.web.rendering import DISPLAY_COOKIE, HERE, day
from engage.yousaid import checking
from surveys.promises import Keeping, Moved, Promise
from tests.cast import Cast
from tests.visitor import HOST, Visitor
from tests.yousaid.ground import NOW, Ground, prepare, published

TODAY = date(2027, 3, 10)


def promise(tells_by: date | None, told_on: date | None = None) -> Promise:
    return Promise(tells_by, told_on, TODAY)


@pytest.mark.parametrize(
    ("one", "keeping", "late"),
    [
        (promise(date(2027, 3, 10)), Keeping.ahead, 0),
        (promise(date(2027, 3, 9)), Keeping.overdue, 1),
        (promise(date(2027, 3, 3), date(2027, 3, 3)), Keeping.kept, 0),
        (promise(date(2027, 3, 3), date(2027, 3, 5)), Keeping.kept_late, 2),
        (promise(None), Keeping.none, 0),
        (promise(None, date(2027, 3, 5)), Keeping.kept, 0),
    ],
)
def test_a_promise_is_ahead_kept_or_overdue_by_days(one: Promise, keeping: Keeping, late: int) -> None:
    assert (one.keeping, one.days_late) == (keeping, late)


def test_the_first_day_promised_stays_known_however_often_it_moves() -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    moved = (
        Moved(date(2027, 2, 1), date(2027, 2, 1), "not yet", at),
        Moved(date(2027, 2, 1), date(2027, 3, 1), "more answers", at),
        Moved(date(2027, 3, 1), date(2027, 4, 1), "illness", at),
    )
    assert Promise(date(2027, 4, 1), None, TODAY, moved).first == date(2027, 2, 1)


def today() -> date:
    return now().astimezone(HERE).date()


async def promised(ground: Ground, days: int) -> date:
    """The day that was promised, so many days from today."""
    by = today() + timedelta(days=days)
    await rows("UPDATE survey SET tells_by = $2 WHERE id = $1", ground.survey, by)
    return by


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


async def test_an_overdue_promise_is_public_in_words_chip_and_table(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    by = await promised(ground, -3)
    page = (await visitor.get("/promises")).text
    assert f"We said we will tell you by {day(by)}. We are 3 days late. We are sorry." in plain(page)
    assert "1 promise: 1 late." in plain(page)
    assert plain(page).count("3 days late") == 3  # the chip, the sentence, the table
    for path in ("/", "/surveys", "/what-changed"):
        assert 'href="/promises"' in (await visitor.get(path)).text
    assert "We are late. We are sorry." in (await visitor.get("/surveys")).text


async def test_a_closed_overdue_consultation_cannot_hide_behind_what_is_published(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    await promised(ground, -1)
    await published(ground)
    assert "We are 1 day late." in plain((await visitor.get("/promises")).text)
    assert "We are late. We are sorry." in (await visitor.get("/surveys")).text
    titles = [need.title for need in await needs_of(await cast.actor("Priya"))]
    assert titles[0] == "Keep the promise of “School and you”"
    assert all("Keep the promise" not in need.title for need in await needs_of(await cast.actor("Ana")))


async def test_a_draft_has_promised_nothing(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await rows("UPDATE survey SET state = 'draft' WHERE id = $1", ground.survey)
    assert "No survey was opened yet." in plain((await visitor.get("/promises")).text)


async def test_publishing_offers_it_and_a_person_says_that_people_were_told(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    await promised(ground, 9)
    here = f"/staff/consultations/{ground.consultation}"
    visitor.sign_in(await cast.session("Priya"))
    assert f'href="{here}/told"' in (await visitor.get(here)).text
    answer = await visitor.post(f"{here}/told")
    assert answer.status_code == 422
    assert "Publish one “You said, we did” first" in answer.text
    await published(ground)
    titles = [need.title for need in await needs_of(await cast.actor("Priya"))]
    assert "Say when people were told about “School and you”" in titles
    assert (await rows("SELECT told_at FROM survey WHERE id = $1", ground.survey))[0]["told_at"] is None
    assert (await visitor.post(f"{here}/told")).headers["location"] == f"{here}/told?done=told"
    await visitor.post(f"{here}/told")  # twice is once
    assert len(await rows("SELECT 1 FROM audit_event WHERE act = 'consultation:told'")) == 1
    assert f"We told everybody on {day(today())}." in plain((await visitor.get("/promises")).text)
    assert f"We told everybody on {day(today())}." in (await visitor.get("/surveys")).text
    assert "People were told" in (await visitor.get(here)).text


async def test_told_taken_back_leaves_a_marker_and_is_overdue_again(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await promised(ground, -2)
    await published(ground)
    here = f"/staff/consultations/{ground.consultation}"
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(f"{here}/told")
    assert "That was 2 days late." in plain((await visitor.get("/promises")).text)
    assert (await visitor.post(f"{here}/told/back", {"why": " "})).status_code == 422
    kept = await visitor.post(f"{here}/told/back", {"why": "ring 07700 900123"})
    assert "everybody will read this" in kept.text
    await visitor.post(f"{here}/told/back", {"why": "half of it was missing"})
    page = plain((await visitor.get("/promises")).text)
    assert "we took back that we had told everybody, because: half of it was missing" in page
    assert "We are 2 days late." in page
    assert "half of it was missing" not in str(await rows("SELECT detail FROM audit_event"))


async def test_a_withdrawn_entry_takes_nothing_of_a_promise_with_it(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await promised(ground, -2)
    entry = await published(ground)
    async with writing():
        await checking.take_back(await cast.actor("Sam"), entry, "the passes were not ready", now=NOW)
    assert "We are 2 days late." in plain((await visitor.get("/promises")).text)
    assert "the passes were not ready" in (await visitor.get("/what-changed")).text


async def test_only_those_who_run_it_may_say_so(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await published(ground)
    here = f"/staff/consultations/{ground.consultation}/told"
    for name, status in (("Ana", 403), ("Nia", 404), ("Bo", 403)):
        visitor.sign_in(await cast.session(name))
        assert (await visitor.post(here)).status_code == status, name
    assert (await rows("SELECT told_at FROM survey WHERE id = $1", ground.survey))[0]["told_at"] is None


async def test_another_day_needs_a_reason_and_the_old_one_stays_in_public(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    was = await promised(ground, -4)
    later = today() + timedelta(days=30)
    here = f"/staff/consultations/{ground.consultation}/dates"
    visitor.sign_in(await cast.session("Priya"))
    fields = {
        "purpose": "How school feels.",
        "asked_by": "Northmere Parent Carers",
        "groups": "young_person",
        "tells": later.isoformat(),
    }
    answer = await visitor.post(here, fields)
    assert answer.status_code == 422
    assert "Say why people are told on another day. Everybody can read this" in answer.text
    assert (await rows("SELECT tells_by FROM survey WHERE id = $1", ground.survey))[0]["tells_by"] == was
    answer = await visitor.post(here, {**fields, "why": "We got twice as many answers"})
    assert answer.headers["location"].endswith("done=saved")
    page = plain((await visitor.get("/promises")).text)
    assert f"When it opened we said: by {day(was)}." in page
    assert f"from {day(was)} to {day(later)}, because: We got twice as many answers" in page
    assert "Still to come" in page
    await visitor.post(here, fields)  # what is there already moves nothing
    assert len(await rows("SELECT 1 FROM promise_moved")) == 1


async def test_promises_read_in_easy_words_with_a_picture_each(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await promised(ground, 5)
    visitor.client.cookies.set(DISPLAY_COOKIE, "light.easy.calm", domain=HOST)
    page = (await visitor.get("/promises")).text
    assert '<svg class="sym"' in page
    assert "Still to come" in page
