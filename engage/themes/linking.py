"""Which focus areas a theme speaks to: a suggestion is confirmed or rejected by a person, or they name another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.database import rows
from engage.themes.acts import Act, Done, Overtaken, find_theme, lock, when
from engage.themes.deciding import LIVE_STATES
from engage.themes.tables import LinkState
from surveys.answers import Problem

STRONG, SOME = 0.5, 0.25


@dataclass(frozen=True)
class LinkSeen:
    """A link of a theme. `score` runs 0 to 1; a link a person made has none."""

    focus_area: UUID
    name: str
    framework: str
    state: str
    score: float
    reason: str
    decided_by: str | None
    decided_at: datetime | None

    @property
    def saw(self) -> str:
        """What a form carries of it."""
        return f"{self.state}~{self.decided_at.isoformat() if self.decided_at else ''}"

    @property
    def strength(self) -> str:
        """The score in words."""
        if not self.score:
            return ""
        return (
            "Strong match" if self.score >= STRONG else "Some match" if self.score >= SOME else "Weak match"
        )


_LINKS = """
SELECT l.focus_area, coalesce(nullif(f.plain, ''), f.title) AS name, w.title AS framework, l.state, l.score, l.reason,
       p.name AS decided_by, l.decided_at
FROM theme_link l JOIN focus_area f ON f.id = l.focus_area JOIN framework w ON w.id = f.framework
LEFT JOIN person p ON p.id = l.decided_by
WHERE l.theme = $1 ORDER BY l.state = 'rejected', l.state = 'suggested', l.score DESC, w.title, f.position
"""


async def links_of(theme: UUID) -> tuple[LinkSeen, ...]:
    """A theme's links: confirmed, then suggested by score, then rejected."""
    return tuple(LinkSeen(**row) for row in await rows(_LINKS, theme))


async def decide_link(
    act: Act, theme: UUID, focus_area: UUID, verdict: LinkState, saw: str
) -> Done | Overtaken | Problem:
    """Confirm or reject a link; confirming one that is not there makes it. Deciding the same twice is deciding once."""
    await lock(act.consultation.id)
    found = await find_theme(act.consultation.id, theme)
    if found["state"] not in LIVE_STATES:
        return Problem("focus_area", "Choose a theme that is suggested or accepted")
    area = await rows(
        "SELECT coalesce(nullif(plain, ''), title) AS name FROM focus_area WHERE id = $1", focus_area
    )
    if not area:
        return Problem("focus_area", "Choose a focus area from the list")
    here = [link for link in await links_of(theme) if link.focus_area == focus_area]
    if here and here[0].state == verdict:
        return Done(theme)
    if here and saw and here[0].saw != saw:
        return Overtaken(_who(here[0]))
    await _write(act, theme, focus_area, verdict)
    did = "Linked" if verdict is LinkState.confirmed else "Said that there is no link from"
    await act.record(
        f"link:{verdict.value}", theme, f"{did} “{found['name']}” to “{area[0]['name']}”", [theme],
        focus_area=str(focus_area), was=here[0].state if here else "",
    )  # fmt: skip
    return Done(theme)


async def _write(act: Act, theme: UUID, focus_area: UUID, verdict: LinkState) -> None:
    await rows(
        """INSERT INTO theme_link (id, theme, focus_area, state, score, reason, decided_by, decided_at)
           VALUES (gen_random_uuid(), $1, $2, $3, 0, '', $4, $5)
           ON CONFLICT (theme, focus_area) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by,
               decided_at = excluded.decided_at""",
        theme, focus_area, verdict.value, act.actor.id, act.now,
    )  # fmt: skip


def _who(link: LinkSeen) -> str:
    did = {"confirmed": "confirmed the link to", "rejected": "rejected the link to"}.get(
        link.state, "changed"
    )
    assert link.decided_at
    return f"{link.decided_by or 'Somebody'} {did} “{link.name}” {when(link.decided_at)}. Look again before you decide."


@dataclass(frozen=True)
class AreaChoice:
    """A focus area somebody may link to."""

    id: UUID
    name: str


async def area_choices(theme: UUID) -> Mapping[str, tuple[AreaChoice, ...]]:
    """By plan, the focus areas this theme is not linked to yet."""
    found: list[dict[str, Any]] = await rows(
        """SELECT f.id, coalesce(nullif(f.plain, ''), f.title) AS name, w.title AS framework
           FROM focus_area f JOIN framework w ON w.id = f.framework
           WHERE NOT EXISTS (SELECT 1 FROM theme_link l WHERE l.theme = $1 AND l.focus_area = f.id
                             AND l.state <> 'rejected')
           ORDER BY w.published_on DESC NULLS LAST, w.title, f.position""",
        theme,
    )
    plans: dict[str, list[AreaChoice]] = {}
    for row in found:
        plans.setdefault(row["framework"], []).append(AreaChoice(row["id"], row["name"]))
    return {plan: tuple(areas) for plan, areas in plans.items()}
