"""What this room adds to the overview: checks that wait, notes to act on, promised days that have come; and who was told."""

from collections.abc import Collection, Sequence
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.clock import now
from engage.consultations.overview import Need, asks_needs, finds_told
from engage.consultations.policy import consultations_for
from engage.database import rows
from engage.web.rendering import HERE
from engage.yousaid.entries import SeenEntry, entries_for
from engage.yousaid.tables import Outcome, Stage


@asks_needs
async def entries_that_wait(actor: Actor) -> Sequence[Need]:
    """Each entry that waits for this person."""
    if not actor.may(Permission.entries_see):
        return ()
    today = now().astimezone(HERE).date()
    entries = await entries_for(actor)
    return (
        *[_check(one) for one in entries if one.stage == Stage.waiting and _may_check(actor, one)],
        *[_note(one) for one in entries if one.wanted_change and one.written_by == actor.id],
        *[_look_again(one) for one in entries if _is_due(one, today) and one.rights.may_write],
    )


def _may_check(actor: Actor, entry: SeenEntry) -> bool:
    return entry.rights.may_publish and entry.written_by != actor.id


def _is_due(entry: SeenEntry, today: object) -> bool:
    again = entry.look_again_on
    return entry.is_public and entry.outcome != Outcome.done and again is not None and again <= today  # type: ignore[operator]


def _check(entry: SeenEntry) -> Need:
    return Need(
        title=f"Check “{entry.title}”",
        text=f"Entries waiting for your check: {entry.writer or 'somebody'} wrote this one.",
        href=f"/staff/entries/{entry.id}/check",
        button="Read it",
        rank=20,
    )


def _note(entry: SeenEntry) -> Need:
    by = entry.wanted_change.by if entry.wanted_change else ""
    return Need(
        title=f"Change “{entry.title}”",
        text=f"{by or 'A second person'} asked for a change.",
        href=f"/staff/entries/{entry.id}/edit",
        button="Change it",
        rank=25,
    )


def _look_again(entry: SeenEntry) -> Need:
    return Need(
        title=f"Look again at “{entry.title}”",
        text="The public page promised that you look again on this day.",
        href=f"/staff/entries/{entry.id}/edit",
        button="Look again",
        rank=30,
        due=entry.look_again_on,
    )


_TO_TELL = """
SELECT c.id, c.title, s.tells_by FROM consultation c JOIN survey s ON s.id = c.survey
WHERE c.id = ANY($1) AND s.state = 'closed' AND s.told_at IS NULL AND (s.tells_by IS NULL OR s.tells_by >= $2)
  AND EXISTS (SELECT 1 FROM entry e WHERE e.consultation = c.id AND e.published_at IS NOT NULL AND e.withdrawn_at IS NULL)
"""


@asks_needs
async def promises_to_close(actor: Actor) -> Sequence[Need]:
    """Something is published: somebody may say that people were told. What is overdue is asked for elsewhere."""
    own = [one.id for one in await consultations_for(actor) if one.may_build]
    today = now().astimezone(HERE).date()
    return tuple(
        Need(
            title=f"Say when people were told about “{row['title']}”",
            text="Something of it is published. When everything is told, say so: the promise is then kept.",
            href=f"/staff/consultations/{row['id']}/told",
            button="See the promise",
            rank=35,
            due=row["tells_by"],
        )
        for row in await rows(_TO_TELL, own, today)
    )


@finds_told
async def told(consultations: Sequence[UUID]) -> Collection[UUID]:
    """Those with something on the public page."""
    found = await rows(
        """SELECT DISTINCT consultation FROM entry
           WHERE consultation = ANY($1) AND published_at IS NOT NULL AND withdrawn_at IS NULL""",
        list(consultations),
    )
    return frozenset(row["consultation"] for row in found)
