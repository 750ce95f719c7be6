"""How often something may be tried: counted per key and per stretch of time, in the database so that every process agrees."""

from datetime import datetime, timedelta

from piccolo.columns import Integer, Timestamptz, Varchar
from piccolo.table import Table

from engage.database import rows


class Attempt(Table, tablename="attempt"):
    """One key (a keyed hash, never an address) and how often it was used since `since`."""

    key = Varchar(length=80, primary_key=True)
    since = Timestamptz(null=False)
    times = Integer(null=False, default=0)


async def is_too_often(key: str, *, at_most: int, per: timedelta, now: datetime) -> bool:
    """Count one more use of `key`; True when that makes more than `at_most` in the last stretch `per`."""
    counted = await rows(
        """
        INSERT INTO attempt (key, since, times) VALUES ($1, $2, 1)
        ON CONFLICT (key) DO UPDATE SET
            times = CASE WHEN attempt.since < $3 THEN 1 ELSE attempt.times + 1 END,
            since = CASE WHEN attempt.since < $3 THEN $2 ELSE attempt.since END
        RETURNING times
        """,
        key,
        now,
        now - per,
    )
    return int(counted[0]["times"]) > at_most


async def how_often(key: str, *, per: timedelta, now: datetime) -> int:
    """How often a key was used in the last stretch `per`, without counting one more."""
    found = await rows("SELECT times FROM attempt WHERE key = $1 AND since >= $2", key, now - per)
    return int(found[0]["times"]) if found else 0
