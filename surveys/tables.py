"""Where surveys, their frozen versions, and what was answered are kept. Who owns a survey and who may see it is known
one floor up, in `engage`."""

import uuid
from enum import StrEnum

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Unique
from piccolo.table import Table


class SurveyState(StrEnum):
    draft = "draft"
    open = "open"
    closed = "closed"


class Survey(Table):
    """A survey being written, open or closed. `draft` is the definition that staff edit; people answer a version."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    slug = Varchar(length=60, null=False, unique=True)
    state = Varchar(length=10, null=False, default=SurveyState.draft.value)
    draft = JSONB(null=False, default="{}")
    draft_changed_at = Timestamptz(null=False, default=TimestamptzNow())
    asked_by = Text(null=False, default="")  # the name people see under "who is asking"
    groups = Array(base_column=Varchar(length=20), null=False, default=list)
    opens_at = Timestamptz(null=True, default=None)
    closes_at = Timestamptz(null=True, default=None)
    reads_by = Date(null=True, default=None)  # when the answers will have been read
    tells_by = Date(null=True, default=None)  # the promise: when people are told what changed
    # A foreign key to survey_version (ON DELETE SET NULL) that the migration adds in SQL: the two tables point at
    # each other, which Piccolo's own sorting of tables does not allow.
    current_version = UUID(null=True, default=None)
    created_at = Timestamptz(null=False, default=TimestamptzNow())


class SurveyVersion(Table, tablename="survey_version"):
    """The exact wording people saw. Never changed once made."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    number = Integer(null=False)
    definition = JSONB(null=False)
    frozen_at = Timestamptz(null=False, default=TimestamptzNow())

    one_number_each = Unique([survey, number])


class Response(Table):
    """One person's whole set of answers, found again by a hash of their token or of their three words."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.restrict)
    version = ForeignKey(SurveyVersion, null=False, on_delete=OnDelete.restrict)
    group = Varchar(length=20, null=False)
    how_answered = Varchar(length=10, null=False)
    language = Varchar(length=20, null=False, default="en")
    token_hash = Varchar(length=64, null=False, unique=True)
    receipt_hash = Varchar(length=64, null=True, default=None, unique=True)
    may_quote = Boolean(null=False, default=False)
    started_at = Timestamptz(null=False, default=TimestamptzNow())
    last_answered_at = Timestamptz(null=False, default=TimestamptzNow())
    completed_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)


class Answer(Table):
    """One answer to one question; `revision` counts how often it was changed."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    response = ForeignKey(Response, null=False, on_delete=OnDelete.cascade)
    question_id = Varchar(length=20, null=False)
    state = Varchar(length=16, null=False)
    choices = Array(base_column=Varchar(length=40), null=False, default=list)
    text = Text(null=False, default="")
    format = Varchar(length=10, null=False)
    language = Varchar(length=20, null=False)
    answered_at = Timestamptz(null=False, default=TimestamptzNow())
    revision = Integer(null=False, default=1)

    one_answer_each = Unique([response, question_id])
