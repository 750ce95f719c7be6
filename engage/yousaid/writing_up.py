"""Writing an entry and changing it. Words are never silently overwritten, and every change needs a new check; what is
already on the public page stays there until then. The caller opens the transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.database import rows
from engage.web.errors import NotAllowed, NotThere
from engage.yousaid.entries import SeenEntry
from engage.yousaid.rights import find_rights
from engage.yousaid.tables import Outcome, Stage
from surveys.definition import EASY


def text_of(en: str, easy: str = "") -> dict[str, str]:
    """A language map of the plain words and their Easy Read twin; what is empty is left out."""
    return {code: words for code, words in (("en", en), (EASY, easy)) if words}


@dataclass(frozen=True)
class Wording:
    """Everything a person writes or chooses in an entry."""

    said: Mapping[str, str]
    outcome: Outcome
    organisation: UUID
    focus_area: UUID | None = None
    did: Mapping[str, str] = field(default_factory=dict)
    reason: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    passed_to: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    look_again_on: date | None = None

    def columns(self) -> dict[str, Any]:
        """As the table keeps it: texts as JSON, the state as its name."""
        texts = {
            name: json.dumps(dict(getattr(self, name)), sort_keys=True)
            for name in ("said", "did", "reason", "instead")
        }
        plain = (
            "organisation", "focus_area", "passed_to", "decided_by", "decided_on", "look_again_on",
        )  # fmt: skip
        return {**texts, "outcome": self.outcome.value, **{name: getattr(self, name) for name in plain}}


def wording_of(seen: SeenEntry) -> Wording:
    """The words an entry holds now."""
    return Wording(
        said=seen.said,
        outcome=seen.outcome,
        organisation=seen.organisation,
        focus_area=seen.focus_area,
        did=seen.did,
        reason=seen.reason,
        instead=seen.instead,
        passed_to=seen.passed_to,
        decided_by=seen.decided_by,
        decided_on=seen.decided_on,
        look_again_on=seen.look_again_on,
    )


@dataclass(frozen=True)
class Saved:
    """Kept, as this revision."""

    revision: int


@dataclass(frozen=True)
class Overtaken:
    """Somebody else saved meanwhile; nothing was changed. `revision` is theirs."""

    revision: int


_INSERT = """
INSERT INTO entry (id, consultation, theme, said, did, reason, instead, outcome, organisation, focus_area, passed_to,
                   decided_by, decided_on, look_again_on, stage, revision, written_by, written_at, withdrawn_why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'draft', 1, $15, $16, '')
ON CONFLICT (id) DO NOTHING RETURNING id
"""
_UPDATE = """
UPDATE entry SET said = $4, did = $5, reason = $6, instead = $7, outcome = $8, organisation = $9, focus_area = $10,
       passed_to = $11, decided_by = $12, decided_on = $13, look_again_on = $14, stage = 'draft',
       revision = revision + 1, written_by = $2, written_at = $3
WHERE id = $1 RETURNING revision
"""


async def write_entry(actor: Actor, id: UUID, theme: UUID, wording: Wording, *, now: datetime) -> bool:
    """A new draft about a theme, under an id made by the caller; False when there is one with this id already, so
    that a second press of the button makes no second entry. NotThere, NotAllowed by the consultation's rights."""
    where = await rows("SELECT consultation FROM theme WHERE id = $1", theme)
    if not where:
        raise NotThere
    rights = await find_rights(actor, where[0]["consultation"])
    if not rights.may_write:
        raise NotAllowed
    made = await rows(_INSERT, id, rights.consultation.id, theme, *wording.columns().values(), actor.id, now)
    if made:
        await trail.record(
            actor, "entry:written", id, "Wrote a “You said, we did”", now=now, detail={"theme": theme}
        )
    return bool(made)


async def change_entry(
    actor: Actor, seen: SeenEntry, wording: Wording, revision: int, *, now: datetime
) -> Saved | Overtaken:
    """Keep new words, unless somebody has saved since `revision`. Saving what is there already changes nothing."""
    if not seen.rights.may_write:
        raise NotAllowed
    held = await rows("SELECT * FROM entry WHERE id = $1 FOR UPDATE", seen.id)
    if not held:
        raise NotThere
    if _is_same(held[0], wording):
        return Saved(held[0]["revision"])
    if held[0]["revision"] != revision:
        return Overtaken(held[0]["revision"])
    saved = await rows(_UPDATE, seen.id, actor.id, now, *wording.columns().values())
    new = int(saved[0]["revision"])
    await trail.record(
        actor, "entry:changed", seen.id, "Changed the words of a “You said, we did”", now=now,
        detail={"revision": new, "stage": Stage.draft},
    )  # fmt: skip
    return Saved(new)


def _is_same(held: dict[str, Any], wording: Wording) -> bool:
    texts = {"said", "did", "reason", "instead"}
    return all(
        (json.loads(held[name]) == json.loads(value)) if name in texts else held[name] == value
        for name, value in wording.columns().items()
    )
