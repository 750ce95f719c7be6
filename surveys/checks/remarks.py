"""What a check says: one thing to look at, and whether it stops a survey from opening or is advice."""

from dataclasses import dataclass
from enum import StrEnum

from surveys.definition import Question


class Severity(StrEnum):
    must = "must"
    should = "should"


@dataclass(frozen=True)
class Remark:
    """One thing to look at; `question_id` is None when it is about the whole survey, `field` names the wording."""

    severity: Severity
    message: str
    question_id: str | None = None
    field: str = ""


def must(message: str, question: Question | None = None, field: str = "") -> Remark:
    """What stops a survey from opening."""
    return Remark(Severity.must, message, question.id if question else None, field)


def should(message: str, question: Question | None = None, field: str = "") -> Remark:
    """Advice."""
    return Remark(Severity.should, message, question.id if question else None, field)
