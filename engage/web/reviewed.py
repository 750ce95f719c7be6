"""Which languages of the interface a person has read and marked as reviewed; a draft catalogue is never shown to people.
A language stays on when its catalogue changes later: whoever looks after the site is told, and reads it again."""

from dataclasses import dataclass
from datetime import datetime

from piccolo.columns import Text, Timestamptz, Varchar
from piccolo.table import Table

from engage.database import AWAY, rows
from engage.web.languages import turn_on

_FRESH_FOR = 5.0  # seconds; every process of the site notices a review within them
_read_at = float("-inf")


class CatalogueReview(Table, tablename="catalogue_review"):
    """One language, and which state of its catalogue (`mark`) somebody has read."""

    language = Varchar(length=20, primary_key=True)
    mark = Varchar(length=64, null=False)
    reviewed_by = Text(null=False)
    reviewed_at = Timestamptz(null=False)


@dataclass(frozen=True)
class Review:
    """Who read a catalogue, when, and in which state."""

    language: str
    mark: str
    by: str
    at: datetime


async def reviews() -> dict[str, Review]:
    """Every language that is on, by its code."""
    found = await rows("SELECT language, mark, reviewed_by, reviewed_at FROM catalogue_review")
    return {
        row["language"]: Review(row["language"], row["mark"], row["reviewed_by"], row["reviewed_at"])
        for row in found
    }


async def mark_reviewed(review: Review) -> None:
    """Turn a language on. Must run inside `writing()`."""
    await rows(
        """INSERT INTO catalogue_review (language, mark, reviewed_by, reviewed_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (language) DO UPDATE SET mark = $2, reviewed_by = $3, reviewed_at = $4""",
        review.language, review.mark, review.by, review.at,
    )  # fmt: skip


async def turn_off(language: str) -> None:
    """Speak English again in its place. Must run inside `writing()`."""
    await rows("DELETE FROM catalogue_review WHERE language = $1", language)


async def load_reviewed(tick: float) -> None:
    """Speak the languages that are on now; `tick` is a monotonic time in seconds. What was read last is good enough for a
    few seconds, and while the database is away."""
    global _read_at  # noqa: PLW0603 - one value a process
    if tick - _read_at < _FRESH_FOR:
        return
    _read_at = tick
    try:
        turn_on((await reviews()).keys())
    except AWAY:
        return


def look_again() -> None:
    """Read them again at the next request (one was turned on or off)."""
    global _read_at  # noqa: PLW0603
    _read_at = float("-inf")
