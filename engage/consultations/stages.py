"""The way every consultation goes, in four steps, and where one stands on it. Pure."""

from datetime import datetime
from enum import StrEnum

from surveys.dates import has_passed
from surveys.tables import SurveyState


class Step(StrEnum):
    """The four steps, in order."""

    written = "Being written"
    open = "Open"
    reading = "Reading"
    told = "What changed"


def step_of(state: str, is_told: bool) -> Step:
    """The step a consultation is at now."""
    if state == SurveyState.draft:
        return Step.written
    if state == SurveyState.open:
        return Step.open
    return Step.told if is_told else Step.reading


def line_to(now_at: Step) -> tuple[tuple[str, str], ...]:
    """Every step with `ok` (behind us), `now` or nothing."""
    order = list(Step)
    place = order.index(now_at)
    return tuple(
        (step.value, "ok" if n < place else "now" if n == place else "") for n, step in enumerate(order)
    )


def is_over(state: str, closes_at: datetime | None, now: datetime) -> bool:
    """Whether the closing day has passed while nobody has closed the survey."""
    return state == SurveyState.open and has_passed(closes_at, now)


def is_to_come(state: str, opens_at: datetime | None, now: datetime) -> bool:
    """Whether the survey opens by itself on a day to come."""
    return state == SurveyState.open and opens_at is not None and not has_passed(opens_at, now)
