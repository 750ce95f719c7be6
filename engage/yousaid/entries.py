"""Entries as staff read them: one or all that an actor may see, each with its theme, its names and the last check."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.database import rows
from engage.web.errors import NotThere
from engage.yousaid.rights import EntryRights, find_rights, rights_of
from engage.yousaid.tables import Outcome, Stage


@dataclass(frozen=True)
class Checked:
    """What a second person decided about one revision: `agreed`, or `change` with a note."""

    by: str
    at: datetime
    revision: int
    verdict: str
    note: str


@dataclass(frozen=True)
class SeenEntry:
    """One entry as an actor sees it. Texts are language maps."""

    id: UUID
    rights: EntryRights
    theme: UUID
    theme_name: str
    theme_state: str
    focus_area: UUID | None
    focus_area_name: str
    organisation: UUID
    organisation_name: str
    said: Mapping[str, str]
    did: Mapping[str, str]
    reason: Mapping[str, str]
    instead: Mapping[str, str]
    outcome: Outcome
    passed_to: str
    decided_by: str
    decided_on: date | None
    look_again_on: date | None
    stage: Stage
    revision: int
    written_by: UUID | None
    writer: str
    written_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_why: str
    last_check: Checked | None

    @property
    def title(self) -> str:
        """The beginning of what was said, for lists and crumbs."""
        line = " ".join(self.said.get("en", "").split())
        return line if len(line) <= 70 else f"{line[:69].rstrip()}…"

    @property
    def is_public(self) -> bool:
        """Whether words of it stand on the public page now."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def wanted_change(self) -> Checked | None:
        """The note of a second person that nobody has acted on yet."""
        check = self.last_check
        return check if check and check.verdict == "change" and self.stage == Stage.draft else None


_ENTRIES = """
SELECT e.id, e.consultation, e.theme, t.name AS theme_name, t.state AS theme_state, e.focus_area,
       coalesce(nullif(f.plain, ''), f.title, '') AS focus_area_name, e.organisation, o.name AS organisation_name,
       e.said, e.did, e.reason, e.instead, e.outcome, e.passed_to, e.decided_by, e.decided_on, e.look_again_on,
       e.stage, e.revision, e.written_by, coalesce(p.name, '') AS writer, e.written_at, e.published_at,
       e.withdrawn_at, e.withdrawn_why,
       (SELECT json_build_object('by', coalesce(cp.name, ''), 'at', k.at, 'revision', k.revision,
               'verdict', k.verdict, 'note', k.note)
        FROM entry_check k LEFT JOIN person cp ON cp.id = k.person WHERE k.entry = e.id
        ORDER BY k.at DESC, k.revision DESC LIMIT 1)::text AS last_check
FROM entry e JOIN theme t ON t.id = e.theme JOIN organisation o ON o.id = e.organisation
LEFT JOIN focus_area f ON f.id = e.focus_area LEFT JOIN person p ON p.id = e.written_by
WHERE e.consultation = ANY($1) AND ($2::uuid IS NULL OR e.id = $2)
ORDER BY e.written_at DESC, e.id
"""


async def entries_for(actor: Actor) -> Sequence[SeenEntry]:
    """Every entry this actor may see, last changed first."""
    rights = await rights_of(actor)
    found = await rows(_ENTRIES, list(rights), None)
    return tuple(_as_seen(row, rights[row["consultation"]]) for row in found)


async def find_entry_for(actor: Actor, id: UUID) -> SeenEntry:
    """One entry; NotThere when it is not theirs to see."""
    where = await rows("SELECT consultation FROM entry WHERE id = $1", id)
    if not where:
        raise NotThere
    rights = await find_rights(actor, where[0]["consultation"])
    found = await rows(_ENTRIES, [rights.consultation.id], id)
    if not found:
        raise NotThere
    return _as_seen(found[0], rights)


def _as_seen(row: dict[str, Any], rights: EntryRights) -> SeenEntry:
    texts = {name: json.loads(row[name]) for name in ("said", "did", "reason", "instead")}
    check = json.loads(row["last_check"]) if row["last_check"] else None
    values = {name: value for name, value in row.items() if name not in {"consultation", "last_check"}}
    states = {"outcome": Outcome(row["outcome"]), "stage": Stage(row["stage"])}
    last = Checked(**{**check, "at": datetime.fromisoformat(check["at"])}) if check else None
    return SeenEntry(**{**values, **texts, **states}, rights=rights, last_check=last)
