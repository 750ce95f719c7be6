"""What became of an entry, newest first: every staff act about it, and what second persons wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.audit import trail
from engage.database import rows


@dataclass(frozen=True)
class Step:
    """One act, who did it and the note they left."""

    at: datetime
    by: str
    sentence: str
    note: str = ""


async def history_of(entry: UUID) -> Sequence[Step]:
    """Every act, newest first."""
    notes = {
        row["at"]: row["note"]
        for row in await rows("SELECT at, note FROM entry_check WHERE entry = $1 AND note <> ''", entry)
    }
    acts = await trail.events(limit=100, subject=str(entry))
    return tuple(
        Step(act["at"], act["actor_name"], act["sentence"], notes.get(act["at"], "")) for act in acts
    )
