"""The last changes of a codebook, and taking one back as long as nobody has decided on the same thing since."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.database import rows
from engage.themes.acts import Act, Done, Overtaken, lock
from engage.web.errors import NotThere

FADED = Overtaken("This can no longer be taken back: somebody has decided on the same thing since.")


@dataclass(frozen=True)
class Change:
    """One act, as it is told; `may_undo` while what it changed is still as it left it."""

    id: int
    at: datetime
    who: str
    sentence: str
    may_undo: bool


_EVENTS = """
SELECT id, at, actor, actor_name, act, subject, sentence, detail::text AS detail FROM audit_event
WHERE detail->>'consultation' = $1 AND ($2::text IS NULL OR detail->'themes' ? $2) AND ($3::bigint IS NULL OR id = $3)
ORDER BY id DESC LIMIT $4
"""


async def changes(consultation: UUID, theme: UUID | None = None, limit: int = 5) -> tuple[Change, ...]:
    """The latest acts on a codebook, or on one theme of it, newest first."""
    found = await rows(_EVENTS, str(consultation), str(theme) if theme else None, None, limit)
    return tuple([await _change(event) for event in found])


async def _change(event: Mapping[str, Any]) -> Change:
    who = event["actor_name"] or "The computer"
    return Change(event["id"], event["at"], who, event["sentence"], await _stands(event))


async def undo(act: Act, id: int) -> Done | Overtaken:
    """Take an act of this consultation back. Done names the theme that came back; None: stay where you are."""
    await lock(act.consultation.id)
    found = await rows(_EVENTS, str(act.consultation.id), None, id, 1)
    if not found:
        raise NotThere
    event = found[0]
    if not await _stands(event):
        return FADED
    detail = json.loads(event["detail"])
    await _BACK[event["act"]](act, event, detail)
    themes = [UUID(theme) for theme in detail["themes"]]
    await act.record(
        f"{event['act'].partition(':')[0]}:put_back", UUID(event["subject"]), f"Took back: {event['sentence']}",
        themes, undid=id,
    )  # fmt: skip
    came_back = event["act"].startswith("theme:")
    return Done(await _to_look_at([UUID(event["subject"]), *themes]) if came_back else None)


async def _stands(event: Mapping[str, Any]) -> bool:
    """Whether everything an act changed still is as the act left it."""
    if event["act"] not in _BACK:
        return False
    detail = json.loads(event["detail"])
    if event["act"] in _ON_CODINGS:
        ids = [UUID(one["id"]) for one in detail["was"]] + [UUID(id) for id in detail["made"]]
        left = await rows(
            "SELECT 1 FROM coding WHERE id = ANY($1::uuid[]) AND decided_at = $2", ids, event["at"]
        )
        return bool(left) and len(left) == len(ids)
    return bool(
        await rows(
            "SELECT 1 FROM theme WHERE id = $1 AND changed_at = $2", UUID(event["subject"]), event["at"]
        )
    )


async def _to_look_at(themes: Sequence[UUID]) -> UUID | None:
    found = await rows(
        "SELECT id FROM theme WHERE id = ANY($1::uuid[]) AND state IN ('candidate', 'accepted')", list(themes)
    )
    live = {row["id"] for row in found}
    return next((theme for theme in themes if theme in live), None)


async def _state_back(act: Act, event: Mapping[str, Any], detail: Mapping[str, Any]) -> None:
    await rows(
        "UPDATE theme SET state = $2, merged_into = NULL, changed_at = $3 WHERE id = $1",
        UUID(event["subject"]), detail["was"], act.now,
    )  # fmt: skip


async def _name_back(act: Act, event: Mapping[str, Any], detail: Mapping[str, Any]) -> None:
    await rows(
        """UPDATE theme SET name = f.name, description = f.description, changed_at = $3
           FROM theme f WHERE theme.id = $1 AND f.id = $2""",
        UUID(event["subject"]), UUID(detail["former"]), act.now,
    )  # fmt: skip
    await rows("DELETE FROM theme WHERE id = $1", UUID(detail["former"]))


async def _unmerge(act: Act, event: Mapping[str, Any], detail: Mapping[str, Any]) -> None:
    await _state_back(act, event, detail)
    await rows(
        "UPDATE theme SET state = $2, changed_at = $3 WHERE id = $1 AND changed_at = $4",
        UUID(detail["into"]), detail["into_was"], act.now, event["at"],
    )  # fmt: skip
    await rows(
        "DELETE FROM theme_link WHERE id = ANY($1::uuid[]) AND state = 'suggested'",
        [UUID(link) for link in detail["links"]],
    )


async def _codings_back(_: Act, event: Mapping[str, Any], detail: Mapping[str, Any]) -> None:
    was = detail["was"]
    await rows(
        """UPDATE coding SET state = w.state, needs_person = w.needs_person, decided_by = w.decided_by,
                  decided_at = w.decided_at
           FROM unnest($1::uuid[], $2::text[], $3::bool[], $4::uuid[], $5::timestamptz[])
                AS w(id, state, needs_person, decided_by, decided_at) WHERE coding.id = w.id""",
        [UUID(one["id"]) for one in was],
        [one["state"] for one in was],
        [one["needs_person"] for one in was],
        [UUID(one["decided_by"]) if one["decided_by"] else None for one in was],
        [datetime.fromisoformat(one["decided_at"]) if one["decided_at"] else None for one in was],
    )
    await rows("DELETE FROM coding WHERE id = ANY($1::uuid[])", [UUID(id) for id in detail["made"]])


async def _unmake(act: Act, event: Mapping[str, Any], detail: Mapping[str, Any]) -> None:
    await _codings_back(act, event, detail)
    await rows(
        "UPDATE theme SET state = 'dropped', changed_at = $2 WHERE id = $1", UUID(event["subject"]), act.now
    )


Back = Callable[[Act, Mapping[str, Any], Mapping[str, Any]], Awaitable[None]]

_BACK: Mapping[str, Back] = {
    "theme:accepted": _state_back,
    "theme:dropped": _state_back,
    "theme:renamed": _name_back,
    "theme:merged": _unmerge,
    "theme:made": _unmake,
    "answers:moved": _codings_back,
    "answers:taken_out": _codings_back,
    "answers:kept": _codings_back,
}
_ON_CODINGS = frozenset({"answers:moved", "answers:taken_out", "answers:kept", "theme:made"})
