"""Which answers count, which theme each of them is in now, and how many: every page and every figure starts here, so
that they agree. An answer has one place at most; a merged theme's answers are those of the theme that holds it now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.database import rows

# $1: ids of consultations. `home`: where a theme leads; `said`: open answers that count; `live`: each one's place now;
# `put_aside`: those of which a person said that no theme fits (they lie in the theme without a name, see moving.py).
# Of two places (a dropped theme came back) the one a person chose last wins, then the accepted one.
LIVE = """
WITH RECURSIVE home AS (
    SELECT t.id, t.id AS root, t.state, t.consultation FROM theme t
    WHERE t.consultation = ANY($1::uuid[]) AND t.state <> 'merged'
  UNION ALL
    SELECT t.id, h.root, h.state, h.consultation FROM theme t JOIN home h ON t.merged_into = h.id
    WHERE t.state = 'merged'
), said AS (
    SELECT a.id, a.response, a.question_id, a.text, a.format, a.language, a.answered_at, a.revision,
           r."group", r.how_answered, c.id AS consultation
    FROM consultation c JOIN response r ON r.survey = c.survey JOIN answer a ON a.response = r.id
    WHERE c.id = ANY($1::uuid[]) AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL
      AND a.state = 'given' AND a.text <> ''
), live AS (
    SELECT DISTINCT ON (k.answer) k.id, k.answer, k.state, k.confidence, k.evidence, k.needs_person, k.reason,
           k.decided_by, k.decided_at, h.root AS theme, h.state AS theme_state, s.response, s."group", s.consultation,
           coalesce((k.evidence->>'of')::int, s.revision) <> s.revision AS has_changed
    FROM coding k JOIN home h ON h.id = k.theme JOIN said s ON s.id = k.answer
    WHERE k.state <> 'rejected' AND h.state IN ('candidate', 'accepted')
    ORDER BY k.answer, k.state = 'confirmed' DESC, k.decided_at DESC NULLS LAST, h.state = 'accepted' DESC, k.id
), put_aside AS (
    SELECT k.answer, k.decided_at, k.decided_by, coalesce((k.evidence->>'of')::int, s.revision) <> s.revision AS has_changed
    FROM coding k JOIN theme t ON t.id = k.theme JOIN said s ON s.id = k.answer
    WHERE t.name = '' AND t.state = 'dropped' AND k.state = 'confirmed'
      AND NOT EXISTS (SELECT 1 FROM live l WHERE l.answer = k.answer)
)
"""


@dataclass(frozen=True)
class ThemeSeen:
    """A theme with its figures. `answers` is how many rows stand behind it, `people` how many wrote them, `confirmed`
    how many rows a person decided on, `unsure` how many need a person first."""

    id: UUID
    name: str
    description: str
    words: tuple[str, ...]
    state: str
    run: UUID | None
    made_at: datetime
    changed_at: datetime
    answers: int
    people: int
    confirmed: int
    unsure: int

    @property
    def is_accepted(self) -> bool:
        return self.state == "accepted"


@dataclass(frozen=True)
class Codebook:
    """Every theme of a consultation that is suggested or accepted, and what no theme holds.

    `answers` = the answers of all themes + `loose`; `to_read` counts what no person has decided on yet.
    """

    themes: tuple[ThemeSeen, ...]
    answers: int
    people: int
    loose: int
    to_read: int

    @property
    def accepted(self) -> tuple[ThemeSeen, ...]:
        return tuple(theme for theme in self.themes if theme.is_accepted)

    @property
    def suggested(self) -> tuple[ThemeSeen, ...]:
        return tuple(theme for theme in self.themes if not theme.is_accepted)

    @property
    def most(self) -> int:
        """Answers of the largest theme."""
        return max((theme.answers for theme in self.themes), default=0)

    def theme(self, id: UUID) -> ThemeSeen | None:
        """The theme with this id, if it is suggested or accepted."""
        return next((theme for theme in self.themes if theme.id == id), None)


_THEMES = (
    LIVE
    + """
SELECT t.id, t.name, t.description, t.words::text AS words, t.state, t.run, t.made_at, t.changed_at,
       count(l.answer) AS answers, count(DISTINCT l.response) AS people,
       count(l.answer) FILTER (WHERE l.state = 'confirmed') AS confirmed,
       count(l.answer) FILTER (WHERE l.has_changed OR l.state = 'machine' AND l.needs_person) AS unsure
FROM theme t LEFT JOIN live l ON l.theme = t.id
WHERE t.consultation = ANY($1::uuid[]) AND t.state IN ('candidate', 'accepted')
GROUP BY t.id ORDER BY count(l.answer) DESC, t.name, t.id
"""
)

_TOTALS = (
    LIVE
    + """
SELECT s.consultation, count(*) AS answers, count(DISTINCT s.response) AS people,
       count(*) FILTER (WHERE l.answer IS NULL) AS loose,
       count(*) FILTER (WHERE CASE WHEN l.answer IS NULL THEN p.answer IS NULL OR p.has_changed
                              ELSE l.state = 'machine' OR l.has_changed END) AS to_read
FROM said s LEFT JOIN live l ON l.answer = s.id LEFT JOIN put_aside p ON p.answer = s.id GROUP BY s.consultation
"""
)


async def codebook(consultation: UUID) -> Codebook:
    """The codebook with its figures."""
    themes = tuple(_theme(row) for row in await rows(_THEMES, [consultation]))
    totals = (await totals_of([consultation])).get(consultation, Totals(0, 0, 0, 0))
    return Codebook(themes, totals.answers, totals.people, totals.loose, totals.to_read)


@dataclass(frozen=True)
class Totals:
    """Open answers of a consultation, who wrote them, how many have no theme, how many nobody has decided on."""

    answers: int
    people: int
    loose: int
    to_read: int


async def totals_of(consultations: Sequence[UUID]) -> dict[UUID, Totals]:
    """The totals of several consultations; those without open answers are left out."""
    return {row.pop("consultation"): Totals(**row) for row in await rows(_TOTALS, list(consultations))}


def _theme(row: Mapping[str, Any]) -> ThemeSeen:
    return ThemeSeen(**{**row, "words": tuple(json.loads(row["words"]))})
