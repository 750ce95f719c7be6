"""The days people are promised, purely: from the form to moments, what may still move, and days to suggest."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from engage.consultations.opening import end_of, start_of
from engage.web.forms import FormModel, Line, Mistake, Words, asked
from engage.web.rendering import HERE
from surveys.dates import Dates, has_passed
from surveys.definition import Group
from surveys.tables import Survey, SurveyState

FIELD_OF = {"opens_at": "opens", "closes_at": "closes", "reads_by": "reads", "tells_by": "tells"}
_NAMES = {"opens_at": "opening", "closes_at": "closing", "reads_by": "reading", "tells_by": "telling people"}


class DatesAndPeople(FormModel):
    """What is promised, and who is asked."""

    purpose: Words = asked("Say what it is for", min_length=1, max_length=600)
    asked_by: Line = asked("Enter who is asking", min_length=1, max_length=200)
    groups: tuple[Group, ...] = asked("Choose who you want to hear from", min_length=1)
    opens: date | None = asked("Choose the opening day from the calendar, or leave it empty", default=None)
    closes: date | None = asked("Choose the closing day from the calendar", default=None)
    reads: date | None = asked("Choose the reading day from the calendar", default=None)
    tells: date | None = asked("Choose the day from the calendar", default=None)
    why: Line = asked("Say why in 300 letters or fewer", default="", max_length=300)


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment, here."""
    return moment.astimezone(HERE).date() if moment else None


def may_move_opening(survey: Survey, now: datetime) -> bool:
    """Whether the opening day is still to come."""
    return survey.state == SurveyState.draft or not has_passed(survey.opens_at, now)


def wanted_dates(wanted: DatesAndPeople, survey: Survey, now: datetime) -> Dates:
    """The days as moments. What has happened stays: the opening of an open survey, the closing of a closed one."""
    opens: datetime | None = survey.opens_at
    closes: datetime | None = survey.closes_at
    if may_move_opening(survey, now) and wanted.opens != day_of(opens):
        opens = start_of(wanted.opens) if wanted.opens else None
    if survey.state != SurveyState.closed and wanted.closes != day_of(closes):
        closes = end_of(wanted.closes) if wanted.closes else None
    return Dates(opens, closes.astimezone(HERE) if closes else None, wanted.reads, wanted.tells)


def kept_promises(wanted: DatesAndPeople, survey: Survey, now: datetime) -> Iterator[Mistake]:
    """Once people were asked, the days they were told may move; they may not go."""
    if survey.state == SurveyState.open and wanted.closes is None:
        yield Mistake("closes", "Choose the closing day from the calendar")
    if survey.state == SurveyState.open and wanted.opens is None and may_move_opening(survey, now):
        yield Mistake("opens", "Choose the opening day from the calendar")
    if survey.state != SurveyState.draft and wanted.tells is None:
        yield Mistake("tells", "Say by when people will hear what changed")
    if moves_promise(wanted, survey) and not wanted.why:
        yield Mistake("why", "Say why people are told on another day. Everybody can read this")


def moves_promise(wanted: DatesAndPeople, survey: Survey) -> bool:
    """Whether the day is changed that people were promised when it opened."""
    is_promised = survey.state != SurveyState.draft and survey.tells_by is not None
    return is_promised and wanted.tells is not None and wanted.tells != survey.tells_by


def suggested(today: date) -> dict[str, object]:
    """Four weeks to answer, two to read, six more to tell people: all on a Friday that is not between the years."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    weeks = {"closes": 4, "reads": 6, "tells": 12}
    return {name: _after_the_holidays(friday + timedelta(weeks=many)) for name, many in weeks.items()}


def _after_the_holidays(day: date) -> date:
    between = (day.month, day.day) >= (12, 20) or (day.month, day.day) < (1, 5)
    return _after_the_holidays(day + timedelta(weeks=1)) if between else day


def promises(survey: Survey) -> dict[str, str]:
    """The days as they stand, for the history."""
    return {name: str(value) if (value := getattr(survey, name)) else "" for name in FIELD_OF}


def sentence(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What changed, for the history."""
    moved = [words for name, words in _NAMES.items() if before[name] != after[name]]
    return f"Changed the days for {', '.join(moved)}" if moved else "Changed who is asked and what it is for"
