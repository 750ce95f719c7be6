"""Where one person's own answers stand now: in an agreed theme, read and in none, or still being read. For the person
alone, who comes back with three words; what they may be told of it is decided above."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from engage.database import rows
from engage.themes.live import LIVE


class Standing(StrEnum):
    """How far one answer is."""

    unread = "unread"  # nobody has agreed on anything about it yet
    alone = "alone"  # a person read it, and no theme fits
    themed = "themed"  # it stands in a theme that the team agreed on


@dataclass(frozen=True)
class Placed:
    """One open answer. `theme`, `name` and `people` (how many said it, exact) only where it stands in an agreed theme;
    `base` is how many people answered at all."""

    standing: Standing
    base: int
    theme: UUID | None = None
    name: str = ""
    people: int = 0
    is_confirmed: bool = False  # a person decided on these very words


# An answer that was changed after it was read, or that the machine is unsure of, is not agreed on by anybody.
_PLACED = (
    LIVE  # noqa: S608 - only our own text is joined
    + """
SELECT a.question_id AS screen, p.state, p.has_changed, coalesce(p.needs_person, false) AS needs_person,
       t.id AS theme, t.name, (SELECT count(DISTINCT q.response) FROM place q WHERE q.theme = t.id) AS people,
       (SELECT count(DISTINCT q.response) FROM place q) AS base
FROM place p JOIN answer a ON a.id = p.answer LEFT JOIN theme t ON t.id = p.theme AND t.state = 'accepted'
WHERE p.response = $2
"""
)
_CONSULTATION = "SELECT c.id FROM consultation c JOIN response r ON r.survey = c.survey WHERE r.id = $1"


async def placed(response: UUID) -> Mapping[str, Placed]:
    """Every open answer of one response that counts, by the id of its screen."""
    of = await rows(_CONSULTATION, response)
    found = await rows(_PLACED, [of[0]["id"]], response) if of else []
    return {row["screen"]: _as_placed(row) for row in found}


def _as_placed(row: Mapping[str, Any]) -> Placed:
    if row["has_changed"] or (row["state"] == "machine" and row["needs_person"]):
        return Placed(Standing.unread, row["base"])
    if row["state"] == "aside":
        return Placed(Standing.alone, row["base"], is_confirmed=True)
    if row["theme"] is None:
        return Placed(Standing.unread, row["base"])
    return Placed(
        Standing.themed, row["base"], row["theme"], row["name"], row["people"], row["state"] == "confirmed"
    )
