"""The history: only added to, sealed, and part of the act's own transaction."""

import asyncpg
import pytest

from engage.audit import trail
from engage.database import rows, writing
from tests.cast import NOW, Cast


async def _three_acts(cast: Cast) -> None:
    priya = await cast.actor("Priya")
    for n in range(3):
        async with writing():
            await trail.record(
                priya, "theme:renamed", f"theme-{n}", f"Renamed a theme {n}", now=NOW, detail={"n": n}
            )


async def test_acts_are_read_newest_first_with_who_did_them(cast: Cast) -> None:
    await _three_acts(cast)
    acts = await trail.events()
    assert [act["subject"] for act in acts] == ["theme-2", "theme-1", "theme-0"]
    assert {act["actor_name"] for act in acts} == {"Priya"}


async def test_all_seals_hold_until_a_row_is_changed_from_outside(cast: Cast) -> None:
    await _three_acts(cast)
    assert await trail.first_broken_seal() is None
    await rows("ALTER TABLE audit_event DISABLE TRIGGER audit_event_sealed")
    await rows("UPDATE audit_event SET sentence = 'Nothing happened' WHERE id = 2")
    assert await trail.first_broken_seal() == 2


async def test_a_row_taken_out_shows(cast: Cast) -> None:
    await _three_acts(cast)
    await rows("ALTER TABLE audit_event DISABLE TRIGGER audit_event_sealed")
    await rows("DELETE FROM audit_event WHERE id = 2")
    assert await trail.first_broken_seal() == 2


@pytest.mark.parametrize(
    "act", ["UPDATE audit_event SET act = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"]
)
async def test_the_database_itself_refuses_to_change_history(cast: Cast, act: str) -> None:
    await _three_acts(cast)
    with pytest.raises(asyncpg.RaiseError):
        await rows(act)


async def test_an_act_that_fails_leaves_no_record(cast: Cast) -> None:
    async def act() -> None:
        async with writing():
            await trail.record(None, "theme:dropped", "x", "Dropped", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await act()
    assert not await trail.events()


async def test_a_record_outside_a_transaction_is_a_broken_promise(cast: Cast) -> None:
    with pytest.raises(AssertionError):
        await trail.record(None, "theme:dropped", "x", "Dropped", now=NOW)
