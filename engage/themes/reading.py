"""Reads what a run needs: every answer in people's own words, and which of them are settled already."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from analysis.passages import Passage
from engage.database import rows
from engage.plan.focus_areas import as_text
from engage.settings import settings
from engage.themes.live import LIVE
from engage.themes.orders import Order
from surveys.definition import said
from surveys.results import questions_asked


@dataclass(frozen=True)
class Reading:
    """What a run read. `revisions` says which wording of each answer it was."""

    consultation: UUID
    framework: UUID | None
    order: Order
    revisions: Mapping[str, int]


# Themes that stay: accepted ones, and suggested ones a person touched (renamed, merged into, moved words of, linked).
KEPT = """
SELECT t.id FROM theme t WHERE t.consultation = ANY($1::uuid[]) AND (t.state = 'accepted' OR t.state = 'candidate' AND (
    t.run IS NULL OR t.changed_at <> t.made_at
    OR EXISTS (SELECT 1 FROM theme m WHERE m.merged_into = t.id)
    OR EXISTS (SELECT 1 FROM coding k WHERE k.theme = t.id AND k.decided_by IS NOT NULL)
    OR EXISTS (SELECT 1 FROM theme_link l WHERE l.theme = t.id AND l.decided_by IS NOT NULL)))
"""

_SAID = (
    LIVE
    + """
SELECT answer AS id, text, question_id, "group", response, revision, state = 'aside' AND NOT has_changed AS is_aside,
       CASE WHEN NOT has_changed OR state = 'confirmed' THEN theme END AS theme
FROM place ORDER BY text, answer
"""
)

_BARRED = (
    LIVE
    + """
SELECT k.answer, json_agg(DISTINCT h.root)::text AS themes FROM coding k JOIN home h ON h.id = k.theme
WHERE k.state = 'rejected' AND k.decided_by IS NOT NULL GROUP BY k.answer
"""
)


async def read_for(consultation: UUID, framework: UUID | None) -> Reading:
    """Everything a run needs, in one look. Answers that a person put aside are left in peace."""
    found = await rows(_SAID, [consultation])
    stays = {row["id"] for row in await rows(KEPT, [consultation])}
    kept: dict[str, list[str]] = defaultdict(list)
    for row in found:
        if row["theme"] in stays:
            kept[str(row["theme"])].append(str(row["id"]))
    asked = await _wordings(consultation)
    order = Order(
        passages=tuple(
            Passage(
                id=str(row["id"]),
                text=row["text"],
                question=asked.get(row["question_id"], ""),
                group=row["group"],
                respondent=str(row["response"]),
            )
            for row in found
            if not row["is_aside"]
        ),
        kept={theme: tuple(answers) for theme, answers in kept.items()},
        barred={
            str(row["answer"]): tuple(json.loads(row["themes"]))
            for row in await rows(_BARRED, [consultation])
        },
        unlinked=await _unlinked(list(kept), framework) if framework else (),
        framework=await as_text(framework) if framework else None,
        cache=str((settings().data / "vectors").absolute()),
    )
    return Reading(consultation, framework, order, {str(row["id"]): row["revision"] for row in found})


async def _wordings(consultation: UUID) -> Mapping[str, str]:
    survey = (await rows("SELECT survey FROM consultation WHERE id = $1", consultation))[0]["survey"]
    return {question.id: said(question.text, "en") for question in await questions_asked(survey)}


async def _unlinked(themes: list[str], framework: UUID) -> tuple[str, ...]:
    """Of these themes those without any link, decided or not, into this framework."""
    linked = await rows(
        """SELECT DISTINCT l.theme FROM theme_link l JOIN focus_area f ON f.id = l.focus_area
           WHERE f.framework = $1 AND l.theme = ANY($2::uuid[])""",
        framework, [UUID(theme) for theme in themes],
    )  # fmt: skip
    done = {str(row["theme"]) for row in linked}
    return tuple(sorted(theme for theme in themes if theme not in done))
