"""One page of the answers of a theme, as the workbench shows them: what needs a person first, then unread, then the rest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup

from analysis.prepare import says_nothing
from engage.database import rows
from engage.themes.live import LIVE
from engage.themes.marking import marked
from engage.themes.moving import Chosen, mark
from engage.themes.view import NONE, View

PER_PAGE = 25


@dataclass(frozen=True)
class Comment:
    """One answer with its place. `fit` is one of: changed, maybe, unsure, fits, confirmed, aside, silent, loose."""

    answer: UUID
    words: Markup
    question_id: str
    group: str
    how: str
    is_easy: bool
    language: str
    fit: str
    reason: str
    maybe: UUID | None
    maybe_name: str
    speaks_of: str
    decided_by: str
    decided_at: datetime | None
    chosen: Chosen


@dataclass(frozen=True)
class CommentPage:
    """Some of the answers, and how many there are under these filters."""

    comments: tuple[Comment, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def fitting(self) -> int:
        """How many on this page the machine placed without doubt and nobody has decided on."""
        return sum(comment.fit == "fits" for comment in self.comments)

    @property
    def silent(self) -> int:
        """How many on this page say nothing that could have a theme, and are unread."""
        return sum(comment.fit == "silent" for comment in self.comments)


_SEEN = (
    LIVE
    + """
SELECT p.answer, p.text, p.question_id, p."group", p.how_answered, p.format, p.language, p.answered_at, p.coding,
       p.state, p.evidence::text AS evidence, p.needs_person, p.reason, p.has_changed, p.decided_at,
       w.name AS decided_by, m.id AS maybe, m.name AS maybe_name,
       CASE WHEN p.has_changed OR p.state = 'machine' AND p.needs_person THEN 0
            WHEN p.state IN ('confirmed', 'aside') THEN 2 ELSE 1 END AS place
FROM place p LEFT JOIN person w ON w.id = p.decided_by
LEFT JOIN home h ON h.id = (CASE WHEN jsonb_typeof(p.evidence) = 'object' THEN p.evidence->>'maybe' END)::uuid
                    AND h.state IN ('candidate', 'accepted') AND h.root <> p.theme
LEFT JOIN theme m ON m.id = h.root
WHERE p.theme IS NOT DISTINCT FROM $2::uuid AND ($3 = '' OR p.question_id = $3) AND ($4 = '' OR p."group" = $4)
"""
)

_PAGE = f"""
WITH seen AS ({_SEEN})
SELECT *, count(*) OVER () AS total FROM seen
WHERE $5 = '' OR place = array_position(ARRAY['unsure', 'unread', 'read'], $5) - 1 OR $5 = 'unread' AND place = 0
ORDER BY place, answered_at, answer LIMIT $6 OFFSET $7
"""  # noqa: S608 - only our own text is joined


async def comments(consultation: UUID, view: View) -> CommentPage:
    """The page a view asks for; a page beyond the last is the last."""
    theme = None if view.theme == NONE else view.id
    asked = ([consultation], theme, view.question, view.group, view.show)
    found = await rows(_PAGE, *asked, PER_PAGE, PER_PAGE * (view.page - 1))
    page = view.page
    if not found and page > 1:
        first = await rows(_PAGE, *asked, 1, 0)
        page = max(1, -(-(first[0]["total"] if first else 0) // PER_PAGE))
        found = await rows(_PAGE, *asked, PER_PAGE, PER_PAGE * (page - 1))
    speaks = await _speaking_of(consultation, [row["answer"] for row in found]) if theme is None else {}
    shown = tuple(_comment(row, speaks.get(row["answer"], "")) for row in found)
    return CommentPage(shown, found[0]["total"] if found else 0, page)


def _comment(row: Mapping[str, Any], speaks_of: str) -> Comment:
    evidence = json.loads(row["evidence"] or "{}")
    spans = evidence.get("spans", ()) if isinstance(evidence, dict) and not row["has_changed"] else ()
    return Comment(
        answer=row["answer"],
        words=marked(row["text"], spans),
        question_id=row["question_id"],
        group=row["group"],
        how=row["how_answered"],
        is_easy=row["format"] == "easy",
        language=row["language"],
        fit=_fit(row),
        reason=row["reason"]
        if row["reason"] and not row["has_changed"] and row["state"] == "machine"
        else "",
        maybe=row["maybe"],
        maybe_name=row["maybe_name"] or "",
        speaks_of=speaks_of,
        decided_by=row["decided_by"] or "",
        decided_at=row["decided_at"],
        chosen=Chosen(row["answer"], mark(row)),
    )


def _fit(row: Mapping[str, Any]) -> str:
    if row["has_changed"]:
        return "changed"
    match row["state"]:
        case "machine" if row["needs_person"]:
            return "maybe" if row["maybe"] else "unsure"
        case "machine":
            return "fits"
        case "confirmed" | "aside" as state:
            return str(state)
    return "silent" if says_nothing(row["text"]) else "loose"


_SPEAKING = """
SELECT told.key::uuid AS answer, coalesce(nullif(f.plain, ''), f.title) AS area
FROM (SELECT * FROM run WHERE consultation = $1 AND state = 'done' ORDER BY ended_at DESC LIMIT 1) r,
     jsonb_each(r.record->'listed') AS told, focus_area f
WHERE f.framework = r.framework AND f.code = told.value->>0 AND told.key = ANY($2::text[])
"""


async def _speaking_of(consultation: UUID, answers: Sequence[UUID]) -> dict[UUID, str]:
    """For answers without a theme: the focus area the last run thought each speaks most about."""
    found = await rows(_SPEAKING, consultation, [str(answer) for answer in answers])
    return {row["answer"]: row["area"] for row in found}
