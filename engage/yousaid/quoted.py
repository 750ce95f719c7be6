"""Whose words stand in public as they were written. Nobody is quoted who did not allow it, and what quotes somebody goes
at once when they stop allowing it or delete their answers."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.audit import trail
from engage.database import rows
from engage.themes.live import LIVE

RUN = 8  # so many of somebody's words in a row are a quote, also without quotation marks
_BETWEEN_MARKS = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKED = re.compile(r"[“\"‘]([^“”\"‘]{6,400}?)[”\"]")
_TEXTS = ("said", "did", "reason", "instead")
# as everybody reads it; it says nothing of who asked
WHY = "somebody asked us not to show their words any more"


def quotes_in(text: str) -> tuple[str, ...]:
    """What may be somebody's own words in a text: what stands between quotation marks, and every run of eight words."""
    words = _words(text)
    marked = [_words(piece) for piece in _MARKED.findall(text)]
    runs = [words[at : at + RUN] for at in range(len(words) - RUN + 1)]
    return tuple(dict.fromkeys(" ".join(one) for one in [*marked, *runs] if len(one) >= _BETWEEN_MARKS))


def quoted_from(text: str, answers: Sequence[str]) -> str:
    """The first words of a text that stand in one of the answers too; "" for none."""
    plain = [f" {' '.join(_words(answer))} " for answer in answers]
    return next((quote for quote in quotes_in(text) if any(f" {quote} " in one for one in plain)), "")


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


_NOT_TO_QUOTE = LIVE + "SELECT p.text FROM place p JOIN response r ON r.id = p.response WHERE NOT r.may_quote"  # noqa: S608
_OWN = LIVE + "SELECT p.text FROM place p WHERE p.response = $2"  # noqa: S608 - only our own text is joined


async def quoted_unasked(consultation: UUID, texts: Sequence[Mapping[str, str]]) -> str:
    """Words in these texts that somebody wrote who did not allow to be quoted; "" for none."""
    answers = [row["text"] for row in await rows(_NOT_TO_QUOTE, [consultation])]
    said = (words for text in texts for words in text.values())
    return next((found for words in said if (found := quoted_from(words, answers))), "")


_STANDING = """
SELECT DISTINCT ON (e.id) e.id, e.revision, v.shown::text AS shown FROM entry e JOIN evidence v ON v.entry = e.id
WHERE e.consultation = $1 AND e.published_at IS NOT NULL AND e.withdrawn_at IS NULL ORDER BY e.id, v.revision DESC
"""
_TAKE_DOWN = "UPDATE entry SET stage = 'withdrawn', withdrawn_at = $2, withdrawn_why = $3 WHERE id = $1"


async def take_down(response: UUID, now: datetime) -> int:
    """Take every published entry back that holds this person's words as they wrote them; how many. A marker stays. Must
    run inside `writing()`, before the answers are deleted. The history names no answer."""
    of = await rows(
        "SELECT c.id FROM consultation c JOIN response r ON r.survey = c.survey WHERE r.id = $1", response
    )
    if not of:
        return 0
    answers = [row["text"] for row in await rows(_OWN, [of[0]["id"]], response)]
    gone = [
        row
        for row in await rows(_STANDING, of[0]["id"])
        if any(quoted_from(words, answers) for words in _public(row))
    ]
    for row in gone:
        await rows(_TAKE_DOWN, row["id"], now, WHY)
        await trail.record(
            None, "entry:withdrawn", row["id"], "Taken back: somebody asked not to be quoted any more", now=now,
            detail={"revision": row["revision"]},
        )  # fmt: skip
    return len(gone)


def _public(row: Mapping[str, Any]) -> Iterator[str]:
    shown = json.loads(row["shown"])
    for name in _TEXTS:
        yield from (shown.get(name) or {}).values()
