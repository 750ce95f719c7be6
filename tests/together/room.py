"""A session that is open, for tests of rooms."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from engage.database import writing
from surveys.together import sessions
from surveys.together.sessions import NewSession, Session
from surveys.who import Group
from tests.respond.road import Opened


async def open_session(
    survey: Opened,
    *,
    is_tablet: bool = False,
    group: Group | None = Group.young_person,
    hours: float = 2,
    draw: Callable[[int], int] | None = None,
) -> Session:
    """A session that has just begun."""
    now = datetime.now(UTC)
    new = NewSession(
        survey.id, "Tuesday group", group, is_tablet, "Priya", uuid4(), now + timedelta(hours=hours)
    )
    async with writing():
        id = await (sessions.start(new, now, draw) if draw else sessions.start(new, now))
    found = await sessions.find_session(id)
    assert found
    return found
