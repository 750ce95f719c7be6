"""Deciding about a theme: name it, accept it, merge it into another, drop it. Each act carries the `changed_at` its person
saw and is refused when somebody was faster. The caller opens the transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from engage.database import rows
from engage.themes.acts import Act, Done, Overtaken, find_theme, lock, who_changed
from engage.themes.tables import ThemeState
from surveys.answers import Problem

LONGEST_NAME = 200
LIVE_STATES = frozenset({ThemeState.candidate.value, ThemeState.accepted.value})


async def name(act: Act, theme: UUID, called: str, description: str, saw: str) -> Done | Overtaken | Problem:
    """Give a theme a name and say what it means."""
    found = await _open(act, theme, saw)
    if isinstance(found, Overtaken):
        return found
    if (called, description) == (found["name"], found["description"]):
        return Done(theme)
    if problem := await name_problem(act, called, theme):
        return problem
    # the former name stays as a merged theme, so that it can be found and taken back
    former = uuid4()
    await rows(
        """INSERT INTO theme (id, consultation, name, description, words, state, merged_into, made_at, changed_at)
           SELECT $2, consultation, name, description, words, 'merged', id, $3, $3 FROM theme WHERE id = $1""",
        theme, former, act.now,
    )  # fmt: skip
    await rows(
        "UPDATE theme SET name = $2, description = $3, changed_at = $4 WHERE id = $1",
        theme, called, description, act.now,
    )  # fmt: skip
    changed_name = called != found["name"]
    sentence = f"Renamed “{found['name']}” to “{called}”" if changed_name else f"Described “{called}”"
    await act.record("theme:renamed", theme, sentence, [theme], former=str(former))
    return Done(theme)


async def accept(act: Act, theme: UUID, saw: str) -> Done | Overtaken:
    """Agree that this is a theme. Accepting twice is accepting once."""
    if (await find_theme(act.consultation.id, theme))["state"] == ThemeState.accepted:
        return Done(theme)
    found = await _open(act, theme, saw)
    if isinstance(found, Overtaken):
        return found
    await _set_state(theme, ThemeState.accepted, act)
    await act.record(
        "theme:accepted", theme, f"Accepted the theme “{found['name']}”", [theme], was=found["state"]
    )
    return Done(theme)


async def merge(act: Act, theme: UUID, into: UUID, saw: str) -> Done | Overtaken | Problem:
    """Let another theme hold this one's answers. The other is accepted when one of the two was."""
    found = await _open(act, theme, saw)
    if isinstance(found, Overtaken):
        return found
    other = await find_theme(act.consultation.id, into)
    if into == theme or other["state"] not in LIVE_STATES:
        return Problem("into", "Choose another theme from the list")
    accepted = ThemeState.accepted in {found["state"], other["state"]}
    await rows(
        "UPDATE theme SET state = 'merged', merged_into = $2, changed_at = $3 WHERE id = $1",
        theme,
        into,
        act.now,
    )
    await rows(
        "UPDATE theme SET state = CASE WHEN $2 THEN 'accepted' ELSE state END, changed_at = $3 WHERE id = $1",
        into, accepted, act.now,
    )  # fmt: skip
    links = await _suggest_links_of(theme, into, found["name"])
    await act.record(
        "theme:merged", theme, f"Merged “{found['name']}” into “{other['name']}”", [theme, into],
        was=found["state"], into=str(into), into_was=other["state"], links=links,
    )  # fmt: skip
    return Done(into)


async def drop(act: Act, theme: UUID, saw: str) -> Done | Overtaken:
    """Say that this is no theme; its answers have none then. Dropping twice is dropping once."""
    if (await find_theme(act.consultation.id, theme))["state"] == ThemeState.dropped:
        return Done(None)
    found = await _open(act, theme, saw)
    if isinstance(found, Overtaken):
        return found
    await _set_state(theme, ThemeState.dropped, act)
    await act.record(
        "theme:dropped", theme, f"Dropped the theme “{found['name']}”", [theme], was=found["state"]
    )
    return Done(None)


async def stamp_of(act: Act, theme: UUID) -> str:
    """What a person sees of a theme's state, for a second act of the same click."""
    changed_at: datetime = (await find_theme(act.consultation.id, theme))["changed_at"]
    return changed_at.isoformat()


async def name_problem(act: Act, called: str, besides: UUID | None = None) -> Problem | None:
    """What is wrong with a name."""
    if not called:
        return Problem("name", "Enter a name for the theme")
    if len(called) > LONGEST_NAME:
        return Problem("name", f"Make the name shorter: {LONGEST_NAME} letters at most")
    taken = await rows(
        """SELECT 1 FROM theme WHERE consultation = $1 AND lower(name) = lower($2) AND state IN ('candidate', 'accepted')
           AND id IS DISTINCT FROM $3""",
        act.consultation.id, called, besides,
    )  # fmt: skip
    if taken:
        return Problem(
            "name", f"Choose another name, or merge the two: there is a theme called “{called}” already"
        )
    return None


async def _open(act: Act, theme: UUID, saw: str) -> dict[str, Any] | Overtaken:
    """The theme, locked, when it still is as its person saw it."""
    await lock(act.consultation.id)
    found = await find_theme(act.consultation.id, theme)
    if found["state"] not in LIVE_STATES or found["changed_at"].isoformat() != saw:
        return Overtaken(await who_changed(found))
    return found


async def _set_state(theme: UUID, state: ThemeState, act: Act) -> None:
    await rows("UPDATE theme SET state = $2, changed_at = $3 WHERE id = $1", theme, state.value, act.now)


async def _suggest_links_of(theme: UUID, into: UUID, called: str) -> list[str]:
    """What the merged theme was linked to is suggested for the one that holds it now; ids of the new suggestions."""
    made = await rows(
        """INSERT INTO theme_link (id, theme, focus_area, state, score, reason)
           SELECT gen_random_uuid(), $2, focus_area, 'suggested', score, $3 FROM theme_link
           WHERE theme = $1 AND state <> 'rejected' ON CONFLICT (theme, focus_area) DO NOTHING RETURNING id""",
        theme, into, f"“{called}” was linked to it before it was merged.",
    )  # fmt: skip
    return [str(row["id"]) for row in made]
