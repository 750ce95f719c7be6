"""What stands behind a theme: who said it, out of how many, how that was counted. The rooms above freeze it with each
entry they publish; the numbers are exact, and protecting them is for whoever shows them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engage.database import rows
from engage.themes.how import Ways, how_said
from engage.themes.live import LIVE
from engage.web.errors import NotThere
from engage.web.rendering import day


@dataclass(frozen=True)
class ThemeEvidence:
    """The live figures of one theme; every number counts people, each once.

    `base`: people who answered at least one open question. `count`: those of them with words in the theme, where the
    machine put them and nobody took them out, or a person did. `confirmed`: those whose words a person decided on.
    `by_group`: (group, base, count) for every group with a base. `by_how`: (how answered, count). `focus_areas`: ids of confirmed links. `method`: how
    it was counted, in plain words.
    """

    theme_id: UUID
    name: str
    consultation_id: UUID
    base: int
    count: int
    confirmed: int
    by_group: tuple[tuple[str, int, int], ...]
    method: str
    run_id: UUID | None
    focus_areas: tuple[UUID, ...]
    by_how: Ways = ()


@dataclass(frozen=True)
class AcceptedTheme:
    """A theme the team agreed on. `focus_areas` are ids of confirmed links."""

    id: UUID
    name: str
    description: str
    answers: int
    people: int
    focus_areas: tuple[UUID, ...]


async def theme_evidence(theme_id: UUID) -> ThemeEvidence:
    """The evidence of a theme as it is now; a merged theme gives that of the theme that holds it. NotThere for none."""
    theme = await _held_by(theme_id)
    groups = await rows(_GROUPS, [theme["consultation"]], theme["id"])
    links = await rows(
        "SELECT focus_area FROM theme_link WHERE theme = $1 AND state = 'confirmed' ORDER BY decided_at, focus_area",
        theme["id"],
    )
    count, confirmed = (sum(row[name] for row in groups) for name in ("count", "confirmed"))
    return ThemeEvidence(
        theme_id=theme["id"],
        name=theme["name"],
        consultation_id=theme["consultation"],
        base=sum(row["base"] for row in groups),
        count=count,
        confirmed=confirmed,
        by_group=tuple((row["group"], row["base"], row["count"]) for row in groups),
        method=_method(theme, count, confirmed),
        run_id=theme["run"],
        focus_areas=tuple(row["focus_area"] for row in links),
        by_how=await how_said(theme["consultation"], theme["id"]),
    )


# one person has one group, so sums over groups count each person once
_GROUPS = (
    LIVE
    + """
SELECT "group", count(DISTINCT response) AS base,
       count(DISTINCT response) FILTER (WHERE theme = $2) AS count,
       count(DISTINCT response) FILTER (WHERE theme = $2 AND state = 'confirmed') AS confirmed
FROM place GROUP BY "group" ORDER BY "group"
"""
)

_HELD_BY = """
WITH RECURSIVE way AS (
    SELECT id, merged_into, state, 0 AS steps FROM theme WHERE id = $1
  UNION ALL
    SELECT t.id, t.merged_into, t.state, w.steps + 1 FROM theme t JOIN way w ON t.id = w.merged_into
    WHERE w.state = 'merged' AND w.steps < 100
)
SELECT t.id, t.name, t.consultation, t.state, t.run, r.asked_at, r.record->>'method' AS method,
       r.record->>'fingerprint' AS fingerprint, (r.record->>'answers')::int AS passages
FROM way w JOIN theme t ON t.id = w.id LEFT JOIN run r ON r.id = t.run ORDER BY w.steps DESC LIMIT 1
"""


async def _held_by(theme: UUID) -> dict[str, Any]:
    found = await rows(_HELD_BY, theme)
    if not found:
        raise NotThere
    return found[0]


def _method(theme: Mapping[str, Any], count: int, confirmed: int) -> str:
    people = "1 person is" if count == 1 else f"{count} people are"
    read = (
        "all of them" if confirmed >= count else f"{confirmed} of them" if confirmed else "none of them yet"
    )
    counted = f"{people} counted, each once; a person decided on the words of {read}."
    if theme["method"] is None:
        return f"A person made this theme by hand. {counted}"
    fingerprint = str(theme["fingerprint"])[:12]
    return (
        f"A computer read {theme['passages']} answers and suggested this theme ({theme['method']}, "
        f"{day(theme['asked_at'])}, fingerprint {fingerprint}). {counted}"
    )


_ACCEPTED = (
    LIVE  # noqa: S608 - only our own text is joined
    + """
SELECT t.id, t.name, t.description, count(p.answer) AS answers, count(DISTINCT p.response) AS people,
       (SELECT coalesce(json_agg(k.focus_area ORDER BY k.decided_at, k.focus_area), '[]')::text FROM theme_link k
        WHERE k.theme = t.id AND k.state = 'confirmed') AS focus_areas
FROM theme t LEFT JOIN place p ON p.theme = t.id
WHERE t.consultation = ANY($1::uuid[]) AND t.state = 'accepted'
GROUP BY t.id ORDER BY count(p.answer) DESC, t.name, t.id
"""
)


async def accepted_themes(consultation_id: UUID) -> tuple[AcceptedTheme, ...]:
    """The themes the team agreed on, the largest first."""
    return tuple(_accepted(row) for row in await rows(_ACCEPTED, [consultation_id]))


def _accepted(row: Mapping[str, Any]) -> AcceptedTheme:
    return AcceptedTheme(**{**row, "focus_areas": tuple(UUID(id) for id in json.loads(row["focus_areas"]))})


async def base_of(consultation_id: UUID) -> int:
    """How many people answered at least one open question."""
    found = await rows(f"{LIVE} SELECT count(DISTINCT response) AS n FROM place", [consultation_id])  # noqa: S608
    return int(found[0]["n"])
