"""Which days stand in the calendar: the last day of every survey that is open, and the day by which people are told what
changed, until they were told."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from engage.database import rows
from engage.respond.asked import wording
from engage.settings import settings
from engage.web.languages import EASY
from engage.web.rendering import HERE
from engage.web.spoken import first_sentences, worded
from engage.yousaid.calendar.ics import Day, DayKind
from surveys.dates import has_passed
from surveys.definition import Definition
from surveys.tables import SurveyState

_LONGEST = 300  # letters of what it is about

# when anything the calendar says of a survey was last changed: its wording, its days, or that it was opened or closed
_SURVEYS = """
SELECT s.slug, s.state, s.opens_at, s.closes_at, s.tells_by, s.told_at, s.asked_by, s.current_version,
       greatest(v.frozen_at, s.told_at, (SELECT max(m.at) FROM promise_moved m WHERE m.survey = s.id),
                (SELECT max(e.at) FROM consultation c JOIN audit_event e ON e.subject = c.id::text
                 WHERE c.survey = s.id AND e.act LIKE 'consultation:%')) AS changed_at
FROM survey s JOIN survey_version v ON v.id = s.current_version
WHERE s.state <> 'draft' AND ($1 = '' OR s.slug = $1) ORDER BY s.slug
"""


async def days(moment: datetime, slug: str = "") -> Sequence[Day]:
    """All of them, or those of one survey."""
    return [
        day
        for row in await rows(_SURVEYS, slug)
        for day in _of(row, await wording(row["current_version"]), moment)
    ]


def _of(row: dict[str, Any], definition: Definition, moment: datetime) -> Iterator[Day]:
    title, link = worded(definition.title, "en"), f"{settings().address}/s/{row['slug']}"
    who = row["asked_by"] or "The people who ask"
    if _is_open(row, moment) and row["closes_at"]:
        about = first_sentences(worded(definition.intro, EASY), _LONGEST)
        words = [about, f"{who} want to hear from you. Answer here: {link}", _YOUR_CHOICE]
        yield Day(
            DayKind.closes, row["slug"], last_day(row["closes_at"]), f"Last day to have your say: {title}",
            "\n".join(filter(None, words)), link, row["changed_at"],
        )  # fmt: skip
    if row["tells_by"] and row["told_at"] is None:
        page = f"{settings().address}/what-changed?survey={row['slug']}"
        words = [f"{who} promised to say by today what they heard and what changes.", f"Read it here: {page}"]
        yield Day(
            DayKind.tells, row["slug"], row["tells_by"], f"Promised by today: what changes because of “{title}”",
            "\n".join(words), page, row["changed_at"],
        )  # fmt: skip


_YOUR_CHOICE = "You can skip any question. You do not have to give your name."


def last_day(closes_at: datetime) -> date:
    """The last day on which somebody here can answer; closing at midnight belongs to the day before."""
    return (closes_at - timedelta(seconds=1)).astimezone(HERE).date()


def _is_open(row: dict[str, Any], moment: datetime) -> bool:
    is_open = row["state"] == SurveyState.open and has_passed(row["opens_at"], moment)
    return is_open and not has_passed(row["closes_at"], moment)
