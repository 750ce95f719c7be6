"""That a response was given in a session, how far a room is, and the one response in which a group speaks as a group."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from surveys.answers import HowAnswered
from surveys.channels import Channel
from surveys.responding import start
from surveys.tables import Response
from surveys.together.sessions import Session
from surveys.together.tables import Attendance
from surveys.who import Group


async def attend(response_id: UUID, session_id: UUID) -> None:
    """Say that a response is given in a session. Belongs into the transaction that starts the response."""
    await Attendance.raw(
        "INSERT INTO attendance (response, session) VALUES ({}, {})", response_id, session_id
    )


@dataclass(frozen=True)
class HowFar:
    """How many people of a room have begun, and how many of them have finished. Nothing about what they said."""

    begun: int
    finished: int


# A group's own answers are not people who answer, and who took their answers back is not in the room's count.
_FAR = """
SELECT a.session, count(*)::int AS begun, count(r.completed_at)::int AS finished
  FROM attendance a JOIN response r ON r.id = a.response
 WHERE a.session = ANY({}::uuid[]) AND r.withdrawn_at IS NULL AND r.channel IN ('room', 'tablet') GROUP BY 1
"""


async def how_far(session_ids: list[UUID]) -> dict[UUID, HowFar]:
    """How far each of these sessions is, by its id."""
    rows = await Attendance.raw(_FAR, session_ids)
    found = {row["session"]: HowFar(row["begun"], row["finished"]) for row in rows}
    return {id: found.get(id, HowFar(0, 0)) for id in session_ids}


_OF_GROUP = """
SELECT r.id FROM attendance a JOIN response r ON r.id = a.response
 WHERE a.session = {} AND r.channel = {} AND r.withdrawn_at IS NULL
"""


async def find_group_response(session_id: UUID, channel: Channel) -> UUID | None:
    """The response in which the group spoke by show of hands or on sticky notes; None before it has."""
    rows = await Response.raw(_OF_GROUP, session_id, channel.value)
    return rows[0]["id"] if rows else None


async def group_response(session: Session, version_id: UUID, channel: Channel, now: datetime) -> UUID:
    """The same, made when it is first needed. It is finished from the start, and counts as one: a group. Belongs into
    a transaction that holds the session's lock."""
    found = await find_group_response(session.id, channel)
    if found:
        return found
    started = await start(
        session.survey,
        version_id,
        session.group or Group.other,
        HowAnswered.group,
        "en",
        now,
        channel=channel,
    )
    await attend(started.response_id, session.id)
    await Response.raw("UPDATE response SET completed_at = {} WHERE id = {}", now, started.response_id)
    return started.response_id


_EMPTY = """
DELETE FROM response r WHERE r.id = {} AND r.channel IN ('hands', 'notes')
   AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.response = r.id)
   AND NOT EXISTS (SELECT 1 FROM hand_count h WHERE h.response = r.id)
"""


async def drop_if_empty(response_id: UUID) -> None:
    """A group that has said nothing (any more) is no respondent."""
    await Response.raw(_EMPTY, response_id)
