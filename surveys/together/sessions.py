"""Sessions: a group meets to answer. Started with six digits to join by, found again by them while it is open, closed by
hand or by the clock. Who may start one is decided above; the time is handed in."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from surveys.dates import has_passed
from surveys.together.tables import GroupSession
from surveys.typed import kept
from surveys.who import Group

DIGITS = 6
CODES = 900_000  # 100000 to 999999: nobody has to say a zero in front
SAYS_IT_IS_OVER = timedelta(days=1)  # for so long the digits of an ended session still say that it has ended
_MOST_DRAWS = 20


@dataclass(frozen=True)
class Session:
    """One session. `group` is who they are if all are the same; `present` how many were in the room, by group."""

    id: UUID
    survey: UUID
    slug: str
    name: str
    group: Group | None
    code: str
    is_tablet: bool
    present: Mapping[Group, int]
    led_by: str
    started_at: datetime
    ends_at: datetime
    closed_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether people may join."""
        return self.closed_at is None and not has_passed(self.ends_at, now)

    @property
    def spoken(self) -> str:
        """The digits as people read them out: `482 913`."""
        return f"{self.code[:3]} {self.code[3:]}".strip()

    @property
    def in_room(self) -> int:
        """How many were in the room; 0 where nobody has said."""
        return sum(self.present.values())


@dataclass(frozen=True)
class NewSession:
    """What it takes to start one. `group` None: each person says who they are."""

    survey: UUID
    name: str
    group: Group | None
    is_tablet: bool
    led_by: str
    led_by_person: UUID
    ends_at: datetime


# Digits are free again a day after their session ended, so that those who come late are told that it is over.
_FREE = """
UPDATE group_session SET join_code = NULL, closed_at = coalesce(closed_at, ends_at)
 WHERE join_code IS NOT NULL AND coalesce(closed_at, ends_at) < {}
"""
_START = """
INSERT INTO group_session (id, survey, name, "group", join_code, is_tablet, present, note, led_by, led_by_person,
                           started_at, ends_at)
VALUES ({}, {}, {}, {}, {}, {}, jsonb_build_object(), '', {}, {}, {}, {}) ON CONFLICT (join_code) DO NOTHING RETURNING id
"""


async def start(new: NewSession, now: datetime, draw: Callable[[int], int] = secrets.randbelow) -> UUID:
    """Start a session with digits no other session has; its id. `draw(n)` gives a number below n."""
    await GroupSession.raw(_FREE, now - SAYS_IT_IS_OVER)
    for _ in range(_MOST_DRAWS):
        values = (
            uuid4(),
            new.survey,
            new.name,
            new.group.value if new.group else "",
            str(100_000 + draw(CODES)),
            new.is_tablet,
            new.led_by,
            new.led_by_person,
            now,
            new.ends_at,
        )
        if made := await GroupSession.raw(_START, *values):
            id: UUID = made[0]["id"]
            return id
    raise RuntimeError("Every join code that was drawn is taken")


def read_join_code(raw: str) -> str | None:
    """Six digits, however they were typed (`482 913`, `482-913`); None when it is not six digits."""
    digits = "".join(str(int(one)) for one in kept(raw) if one.isdecimal())
    others = any(not one.isdecimal() and not one.isspace() and one not in "-–—.,/" for one in kept(raw))
    return digits if len(digits) == DIGITS and not others else None


_FOUND = """
SELECT g.id, g.survey, s.slug, g.name, g."group", g.join_code, g.is_tablet, g.present::text AS present, g.led_by,
       g.started_at, g.ends_at, g.closed_at
  FROM group_session g JOIN survey s ON s.id = g.survey
"""


async def find_by_code(code: str) -> Session | None:
    """The session with these digits, open or ended within the last day."""
    return _one(await GroupSession.raw(_FOUND + " WHERE g.join_code = {}", code))


async def find_session(id: UUID) -> Session | None:
    """A session by its id."""
    return _one(await GroupSession.raw(_FOUND + " WHERE g.id = {}", id))


async def sessions_of(survey_id: UUID) -> tuple[Session, ...]:
    """The sessions of a survey, the newest first."""
    rows = await GroupSession.raw(_FOUND + " WHERE g.survey = {} ORDER BY g.started_at DESC, g.id", survey_id)
    return tuple(_session(row) for row in rows)


async def close(id: UUID, now: datetime) -> None:
    """Nobody joins any more. Closing twice is closing once."""
    await GroupSession.raw(
        "UPDATE group_session SET closed_at = {} WHERE id = {} AND closed_at IS NULL AND ends_at > {}",
        now,
        id,
        now,
    )


async def set_present(id: UUID, present: Mapping[Group, int]) -> None:
    """Keep how many were in the room, by group; groups nobody was of are left out."""
    told = json.dumps({group.value: many for group, many in present.items() if many})
    await GroupSession.raw("UPDATE group_session SET present = {}::jsonb WHERE id = {}", told, id)


async def lock(id: UUID) -> None:
    """One at a time from here to the end of the transaction, for this session."""
    await GroupSession.raw("SELECT id FROM group_session WHERE id = {} FOR UPDATE", id)


def _one(rows: list[dict[str, Any]]) -> Session | None:
    return _session(rows[0]) if rows else None


def _session(row: Mapping[str, Any]) -> Session:
    told: dict[str, int] = json.loads(row["present"])
    return Session(
        id=row["id"],
        survey=row["survey"],
        slug=row["slug"],
        name=row["name"],
        group=Group(row["group"]) if row["group"] else None,
        code=row["join_code"] or "",
        is_tablet=row["is_tablet"],
        present={group: told[group.value] for group in Group if group.value in told},
        led_by=row["led_by"],
        started_at=row["started_at"],
        ends_at=row["ends_at"],
        closed_at=row["closed_at"],
    )
