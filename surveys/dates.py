"""The dates people are promised, and whether they can be kept in that order."""

from dataclasses import dataclass
from datetime import date, datetime

from surveys.answers import Problem


@dataclass(frozen=True)
class Dates:
    """When a survey takes answers, when they will be read, and by when people are told what changed."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reads_by: date | None = None
    tells_by: date | None = None


def problems_with_dates(dates: Dates) -> tuple[Problem, ...]:
    """What to put right about the dates."""
    problems = []
    closes = dates.closes_at
    if dates.opens_at and closes and closes <= dates.opens_at:
        problems.append(Problem("closes_at", "Choose a closing day after the opening day"))
    if closes and dates.reads_by and dates.reads_by < closes.date():
        problems.append(Problem("reads_by", "Choose a reading day on or after the closing day"))
    after = dates.reads_by or (closes.date() if closes else None)
    if after and dates.tells_by and dates.tells_by < after:
        problems.append(
            Problem("tells_by", "Choose a day to tell people that comes after closing and reading")
        )
    return tuple(problems)


def has_passed(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment has come; one that was never set has not."""
    return moment is not None and moment <= now
