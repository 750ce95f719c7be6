"""The first page after signing in: what needs this person, most pressing first, and nothing of anybody else's."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from engage.access.actors import Actor
from engage.consultations import overview
from engage.consultations.overview import Need
from engage.consultations.own_needs import needs
from engage.consultations.stages import Step, line_to, step_of
from engage.database import rows
from tests.cast import Cast
from tests.consultations.makers import answered, draft, opened, seen_by
from tests.visitor import Visitor


async def test_drafts_and_open_surveys_wait_for_those_who_build_them(visitor: Visitor, cast: Cast) -> None:
    await draft(cast, title="Lunch times")
    here = await opened(cast)
    await answered(cast, here, "Loud")
    visitor.sign_in(await cast.session("Priya"))
    shown = (await visitor.get("/staff")).text
    assert shown.index("Watch “School and you”") < shown.index("Finish writing “Lunch times”")
    assert "1 person has answered. It is open until" in shown
    assert "Start a consultation" in shown


async def test_whoever_may_not_build_is_not_bothered(visitor: Visitor, cast: Cast) -> None:
    await draft(cast)
    visitor.sign_in(await cast.session("Mo"))
    shown = (await visitor.get("/staff")).text
    assert "Nothing waits for you" in shown
    assert "School and you" in shown
    assert "Start a consultation" not in shown
    visitor.sign_in(await cast.session("Ana"))
    assert "School and you" not in (await visitor.get("/staff")).text


async def test_a_board_reader_has_an_overview_and_no_way_into_the_builder(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast, who="Ana", title="Council’s own")
    visitor.sign_in(await cast.session("Bo"))
    shown = await visitor.get("/staff")
    assert (shown.status_code, "Council’s own" in shown.text) == (200, True)
    assert f'href="{here}"' not in shown.text
    assert (await visitor.get("/staff/consultations")).status_code == 403


async def test_a_closing_day_that_passed_and_a_promise_that_is_due_come_first(cast: Cast) -> None:
    here = await opened(cast)
    seen = await seen_by(cast, "Priya", here)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    await rows("UPDATE survey SET closes_at = $2 WHERE id = $1", seen.survey, yesterday)
    actor = await cast.actor("Priya")
    assert [need.title for need in await needs(actor)] == ["Close “School and you”"]
    await rows(
        "UPDATE survey SET state = 'closed', tells_by = $2 WHERE id = $1", seen.survey, yesterday.date()
    )
    assert [need.title for need in await needs(actor)] == ["Keep the promise of “School and you”"]


async def test_rooms_above_add_what_they_need_and_what_was_told(
    visitor: Visitor, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "_needs", [*overview._needs])
    monkeypatch.setattr(overview, "_told", [])

    @overview.asks_needs
    async def waits(actor: Actor) -> Sequence[Need]:
        return [
            Need(
                f"Check an entry, {actor.name}", "It waits.", "/staff/entries/1", "Look", 1, date(2020, 1, 1)
            )
        ]

    @overview.finds_told
    async def told(ids: Sequence[UUID]) -> Sequence[UUID]:
        return ids

    here = await opened(cast)
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(f"{here}/close")
    shown = (await visitor.get("/staff")).text
    assert shown.index("Check an entry, Priya") < shown.index("Consultations</h2>")
    assert "This day has passed." in shown
    assert 'class="now" aria-current="step"><span class="dot"></span><span>What changed' in shown


def test_the_way_has_four_steps() -> None:
    assert [
        step_of("draft", False),
        step_of("open", False),
        step_of("closed", False),
        step_of("closed", True),
    ] == list(Step)
    assert line_to(Step.reading) == (
        ("Being written", "ok"),
        ("Open", "ok"),
        ("Reading", "now"),
        ("What changed", ""),
    )
