"""Which answers count, which theme each of them is in now, and how many: every page and every figure starts here, so
that they agree. An answer has one place at most; a merged theme's answers are those of the theme that holds it now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.database import rows
from surveys.open_answers import WORDS
from surveys.question import QuestionKind
from surveys.questions import type_of

_OPEN = ", ".join(f"'{kind}'" for kind in QuestionKind if type_of(kind).is_open)

# $1: ids of consultations. `home`: where a theme leads, `aside` being the one without a name, for answers of which a
# person said that no theme fits (see moving.py). `place`: every open answer that counts, with its one place now: its
# theme, or none; its state is machine, confirmed, aside, or null where nobody has placed it. Of two places (a dropped
# theme came back) the one a person chose last wins, then the accepted one. One pass, because a planner that has to join
# a common table with itself guesses badly. Only free text counts (a number or an area is text as well), of every version
# that was more than tried out; the turns of a repeat come under one question.
LIVE = f"""
WITH RECURSIVE home AS (
    SELECT t.id, t.id AS root, CASE WHEN t.name = '' THEN 'aside' ELSE t.state END AS state FROM theme t
    WHERE t.consultation = ANY($1::uuid[]) AND t.state <> 'merged'
  UNION ALL
    SELECT t.id, h.root, h.state FROM theme t JOIN home h ON t.merged_into = h.id WHERE t.state = 'merged'
), place AS (
    SELECT DISTINCT ON (a.id) a.id AS answer, a.response, regexp_replace(a.question_id, '[.][0-9]+$', '') AS question_id,
           {WORDS} AS text, a.format, a.language, a.answered_at, a.revision, r."group", r.how_answered, c.id AS consultation,
           CASE WHEN h.state <> 'aside' THEN h.root END AS theme,
           CASE WHEN h.state = 'aside' THEN 'aside' ELSE k.state END AS state,
           k.id AS coding, k.confidence, k.evidence, k.needs_person, k.reason, k.decided_by, k.decided_at,
           coalesce((k.evidence->>'of')::int <> a.revision, false) AS has_changed
    FROM consultation c JOIN response r ON r.survey = c.survey JOIN answer a ON a.response = r.id
    LEFT JOIN (coding k JOIN home h ON h.id = k.theme AND k.state <> 'rejected'
               AND h.state IN ('candidate', 'accepted', 'aside')) ON k.answer = a.id
    WHERE c.id = ANY($1::uuid[]) AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot
      AND a.is_asked AND a.state = 'given' AND {WORDS} <> ''
      AND split_part(a.question_id, '.', 1) = ANY(ARRAY(
        SELECT q->>'id' FROM consultation o JOIN survey_version v ON v.survey = o.survey,
               jsonb_path_query(v.definition, '$.sections[*].questions[*]') AS q
        WHERE o.id = ANY($1::uuid[]) AND v.number > 0 AND q->>'kind' IN ({_OPEN})))
    ORDER BY a.id, h.state = 'aside', k.state = 'confirmed' DESC, k.decided_at DESC NULLS LAST,
             h.state = 'accepted' DESC, k.id
)
"""  # noqa: S608 - only our own text is joined


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
    LIVE  # noqa: S608 - only our own text is joined
    + """
SELECT t.id, t.name, t.description, t.words::text AS words, t.state, t.run, t.made_at, t.changed_at,
       coalesce(p.answers, 0) AS answers, coalesce(p.people, 0) AS people, coalesce(p.confirmed, 0) AS confirmed,
       coalesce(p.unsure, 0) AS unsure
FROM theme t LEFT JOIN (
    SELECT theme, count(*) AS answers, count(DISTINCT response) AS people,
           count(*) FILTER (WHERE state = 'confirmed') AS confirmed,
           count(*) FILTER (WHERE has_changed OR state = 'machine' AND needs_person) AS unsure
    FROM place WHERE theme IS NOT NULL GROUP BY theme
) p ON p.theme = t.id
WHERE t.consultation = ANY($1::uuid[]) AND t.state IN ('candidate', 'accepted')
ORDER BY coalesce(p.answers, 0) DESC, t.name, t.id
"""
)

_TOTALS = (
    LIVE
    + """
SELECT consultation, count(*) AS answers, count(DISTINCT response) AS people,
       count(*) FILTER (WHERE theme IS NULL) AS loose,
       count(*) FILTER (WHERE state IS NULL OR state = 'machine' OR has_changed) AS to_read
FROM place GROUP BY consultation
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
