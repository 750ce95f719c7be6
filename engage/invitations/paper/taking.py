"""Until when a survey takes answers that come on paper: post and school bags are slow, so for four weeks after it closed."""

from datetime import datetime, timedelta
from enum import StrEnum

from surveys.dates import has_passed
from surveys.tables import Survey, SurveyState

AFTER = timedelta(days=28)


class Taking(StrEnum):
    """Whether forms may be typed in now."""

    not_yet = "not_yet"
    open = "open"
    late = "late"  # closed, and paper may still be on its way
    over = "over"  # what was begun may be finished


def taking(survey: Survey, now: datetime) -> Taking:
    """Whether a survey takes forms now."""
    if not survey.current_version or (survey.opens_at and not has_passed(survey.opens_at, now)):
        return Taking.not_yet
    if survey.state == SurveyState.open and not has_passed(survey.closes_at, now):
        return Taking.open
    until = last_moment(survey)
    return Taking.late if until and now <= until else Taking.over


def last_moment(survey: Survey) -> datetime | None:
    """The end of taking paper; None while no closing day is set."""
    return survey.closes_at + AFTER if survey.closes_at else None
