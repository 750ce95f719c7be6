"""The second person: ask for a check, agree (which freezes the numbers and publishes), ask for a change, take back.

Each act locks its entry, so that of two people who decide at once the second learns what the first decided.
The caller opens the transaction.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from engage.access.actors import Actor
from engage.audit import trail
from engage.database import rows
from engage.web.errors import NotAllowed, NotThere
from engage.yousaid import snapshot
from engage.yousaid.entries import Checked, SeenEntry, find_entry_for
from engage.yousaid.freezing import exact_counts
from engage.yousaid.news import tell_of_entry
from engage.yousaid.safe import blockers, grounds_of
from engage.yousaid.tables import Stage


@dataclass(frozen=True)
class Done:
    """It was done."""


@dataclass(frozen=True)
class Blocked:
    """It cannot be published yet; the sentences say what to do."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    """Somebody else has decided about these words already."""

    check: Checked


@dataclass(frozen=True)
class MovedOn:
    """The words were changed, or taken back from checking, since they were read."""

    by: str
    at: datetime


async def ask_for_check(actor: Actor, id: UUID, *, now: datetime) -> Done | Blocked:
    """Hand a draft to a second person, once nothing else stands in the way."""
    entry = await _locked(actor, id)
    if not entry.rights.may_write:
        raise NotAllowed
    if entry.stage != Stage.draft:
        return Done()
    if sentences := blockers(entry, await grounds_of(entry)):
        return Blocked(sentences)
    await rows("UPDATE entry SET stage = 'waiting' WHERE id = $1", id)
    await trail.record(
        actor, "entry:asked", id, "Asked a second person to check a “You said, we did”", now=now,
        detail={"revision": entry.revision},
    )  # fmt: skip
    return Done()


async def agree(
    actor: Actor, id: UUID, revision: int, *, now: datetime
) -> Done | Blocked | Decided | MovedOn:
    """A second person agrees with these words: the evidence is frozen and they are published."""
    entry = await _to_check(actor, id)
    if overtaken := _overtaken(entry, revision):
        return overtaken
    grounds = await grounds_of(entry)
    if sentences := blockers(entry, grounds):
        return Blocked(sentences)
    await _keep_check(actor, entry, "agreed", "", now)
    shown = await snapshot.shown_of(entry, grounds.evidence)
    await rows(
        """INSERT INTO evidence (id, entry, revision, frozen_at, method, counts, shown)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        uuid4(), id, revision, now, grounds.evidence.method, json.dumps(exact_counts(grounds.evidence)),
        shown.model_dump_json(),
    )  # fmt: skip
    await rows(
        """UPDATE entry SET stage = 'published', published_at = $2, withdrawn_at = NULL, withdrawn_why = ''
           WHERE id = $1""",
        id, now,
    )  # fmt: skip
    await trail.record(
        actor, "entry:published", id, "Checked and published a “You said, we did”", now=now,
        detail={"revision": revision, "written_by": entry.written_by},
    )  # fmt: skip
    if entry.published_at is None:
        await tell_of_entry(entry, shown.survey_title.get("en", ""), now)
    return Done()


async def ask_for_change(
    actor: Actor, id: UUID, revision: int, note: str, *, now: datetime
) -> Done | Decided | MovedOn:
    """A second person asks for other words; the entry is a draft again and the writer reads the note."""
    entry = await _to_check(actor, id)
    if overtaken := _overtaken(entry, revision):
        return overtaken
    await _keep_check(actor, entry, "change", note, now)
    await rows("UPDATE entry SET stage = 'draft' WHERE id = $1", id)
    await trail.record(
        actor, "entry:returned", id, "Asked for a change to a “You said, we did”", now=now,
        detail={"revision": revision},
    )  # fmt: skip
    return Done()


async def take_back(actor: Actor, id: UUID, why: str, *, now: datetime) -> Done:
    """Take a published entry off the public page at once; a marker with the day and the reason stays."""
    entry = await _locked(actor, id)
    if not entry.rights.may_publish:
        raise NotAllowed
    if not entry.is_public:
        return Done()
    await rows(
        "UPDATE entry SET stage = 'withdrawn', withdrawn_at = $2, withdrawn_why = $3 WHERE id = $1",
        id,
        now,
        why,
    )
    await trail.record(
        actor, "entry:withdrawn", id, "Took a “You said, we did” back", now=now,
        detail={"revision": entry.revision},
    )  # fmt: skip
    return Done()


async def _locked(actor: Actor, id: UUID) -> SeenEntry:
    if not await rows("SELECT 1 FROM entry WHERE id = $1 FOR UPDATE", id):
        raise NotThere
    return await find_entry_for(actor, id)


async def _to_check(actor: Actor, id: UUID) -> SeenEntry:
    entry = await _locked(actor, id)
    if not entry.rights.may_publish or entry.written_by == actor.id:
        raise NotAllowed
    return entry


def _overtaken(entry: SeenEntry, revision: int) -> Decided | MovedOn | None:
    if entry.stage == Stage.waiting and entry.revision == revision:
        return None
    if entry.last_check and entry.last_check.revision == revision:
        return Decided(entry.last_check)
    return MovedOn(entry.writer, entry.written_at)


async def _keep_check(actor: Actor, entry: SeenEntry, verdict: str, note: str, now: datetime) -> None:
    await rows(
        "INSERT INTO entry_check (id, entry, revision, person, verdict, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        uuid4(), entry.id, entry.revision, actor.id, verdict, note, now,
    )  # fmt: skip
