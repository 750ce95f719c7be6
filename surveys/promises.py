"""By which day people were promised to hear what came of a survey, and what became of that promise. Nothing of it can be
hidden: a day that moves leaves its reason, and so does "we have told people" when it is taken back. The caller opens the
transaction and decides who may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from surveys.tables import PromiseMoved, Survey


@dataclass(frozen=True)
class Moved:
    """The day was changed after opening; where `was` is `now`, people were told and that was taken back."""

    was: date
    now: date
    why: str
    at: datetime

    @property
    def is_taken_back(self) -> bool:
        return self.was == self.now


class Keeping(StrEnum):
    """How a promise stands."""

    ahead = "ahead"
    kept = "kept"
    kept_late = "kept_late"
    overdue = "overdue"
    none = "none"  # no day was named


@dataclass(frozen=True)
class Promise:
    """The day named last, and when people were told. `today` and `told_on` are days of the place the survey is run in."""

    tells_by: date | None
    told_on: date | None
    today: date
    moved: tuple[Moved, ...] = ()

    @property
    def first(self) -> date | None:
        """The day that was promised when it opened."""
        return next((one.was for one in self.moved if not one.is_taken_back), self.tells_by)

    @property
    def keeping(self) -> Keeping:
        if self.told_on:
            is_late = self.tells_by is not None and self.told_on > self.tells_by
            return Keeping.kept_late if is_late else Keeping.kept
        if self.tells_by is None:
            return Keeping.none
        return Keeping.overdue if self.tells_by < self.today else Keeping.ahead

    @property
    def days_late(self) -> int:
        """How many days after the promised one people were told, or have been waiting by now; 0 when in time."""
        if self.tells_by is None:
            return 0
        return max(0, ((self.told_on or self.today) - self.tells_by).days)


async def moves_of(surveys: Sequence[UUID]) -> Mapping[UUID, tuple[Moved, ...]]:
    """What was changed about each promise, oldest first."""
    found = await PromiseMoved.raw(
        "SELECT survey, was, now, why, at FROM promise_moved WHERE survey = ANY({}::uuid[]) ORDER BY at, id",
        list(surveys),
    )
    moves: dict[UUID, tuple[Moved, ...]] = {}
    for row in found:
        one = Moved(row["was"], row["now"], row["why"], row["at"])
        moves[row["survey"]] = (*moves.get(row["survey"], ()), one)
    return moves


async def note_move(survey: UUID, was: date, now_by: date, why: str, at: datetime) -> None:
    """Keep that the day was changed, and why, for everybody to read."""
    await PromiseMoved(id=uuid4(), survey=survey, was=was, now=now_by, why=why, at=at).save()


async def tell(survey: UUID, at: datetime) -> bool:
    """People were told. Pressing twice is pressing once: False when they were told before."""
    told = await Survey.raw(
        "UPDATE survey SET told_at = {} WHERE id = {} AND told_at IS NULL AND state <> 'draft' RETURNING id",
        at,
        survey,
    )
    return bool(told)


async def take_back(survey: UUID, why: str, at: datetime) -> bool:
    """It was not so after all: the promise is open again, and the reason stays. False when nobody was told."""
    told = await Survey.raw(
        "UPDATE survey SET told_at = NULL WHERE id = {} AND told_at IS NOT NULL RETURNING tells_by", survey
    )
    if not told:
        return False
    day = told[0]["tells_by"] or at.date()
    await note_move(survey, day, day, why, at)
    return True
