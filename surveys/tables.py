"""Where surveys, their frozen versions, and what was answered are kept. Who owns a survey and who may see it is known
one floor up, in `engage`."""

import uuid
from enum import StrEnum

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    Bytea,
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

from surveys.channels import Channel


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
    told_at = Timestamptz(null=True, default=None)  # when it was kept
    # A foreign key to survey_version (ON DELETE SET NULL) that the migration adds in SQL: the two tables point at
    # each other, which Piccolo's own sorting of tables does not allow.
    current_version = UUID(null=True, default=None)
    # The same way: the version that young testers try while the survey is a draft. Their answers never count.
    pilot_version = UUID(null=True, default=None)
    created_at = Timestamptz(null=False, default=TimestamptzNow())


class SurveyVersion(Table, tablename="survey_version"):
    """The exact wording people saw. Never changed once made: a typo put right is a row of its own with the same
    number and the next `correction`; a change of meaning gets the next number and says in `joins` what may be counted
    together with before."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    number = Integer(null=False)
    correction = Integer(null=False, default=0)
    definition = JSONB(null=False)
    note = Text(null=False, default="")  # why it was corrected or changed, for the people who read results
    joins = JSONB(null=False, default="[]")
    frozen_by = Text(null=False, default="")
    frozen_at = Timestamptz(null=False, default=TimestamptzNow())

    one_correction_each = Unique([survey, number, correction])


class PromiseMoved(Table, tablename="promise_moved"):
    """The promised day was changed after the survey had opened: what it was, what it is now, and why. Public."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    was = Date(null=False)
    now = Date(null=False)
    why = Text(null=False, default="")
    at = Timestamptz(null=False)


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
    is_pilot = Boolean(null=False, default=False)  # trying the survey out: in no count, list or export
    notice = Varchar(length=40, null=False, default="")  # which privacy notice was seen, such as `13-17/2`
    channel = Varchar(length=10, null=False, default=Channel.link.value)
    marks = Array(
        base_column=Varchar(length=20), null=False, default=list
    )  # why staff may want to look: never dropped
    started_at = Timestamptz(null=False, default=TimestamptzNow())
    last_answered_at = Timestamptz(null=False, default=TimestamptzNow())
    completed_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)


class Answer(Table):
    """One answer to one question; `revision` counts how often it was changed."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    response = ForeignKey(Response, null=False, on_delete=OnDelete.cascade)
    question_id = Varchar(length=80, null=False)  # the screen's id: see surveys.steps
    state = Varchar(length=16, null=False)
    choices = Array(base_column=Varchar(length=40), null=False, default=list)
    text = Text(null=False, default="")
    format = Varchar(length=10, null=False)
    language = Varchar(length=20, null=False)
    answered_at = Timestamptz(null=False, default=TimestamptzNow())
    revision = Integer(null=False, default=1)
    # False once the person's way through the survey no longer leads here: kept for them, left out of every count
    is_asked = Boolean(null=False, default=True)

    one_answer_each = Unique([response, question_id])


class Attachment(Table):
    """A recording, photo, file or drawing that came with an answer: cleaned of what says where and by whom it was
    made, kept here and not in any folder a web server could give away. Staff write down what it says or shows."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    response = ForeignKey(Response, null=False, on_delete=OnDelete.cascade)
    question_id = Varchar(length=80, null=False)
    kind = Varchar(length=10, null=False)
    media_type = Varchar(length=60, null=False)
    size = Integer(null=False)  # bytes
    sha256 = Varchar(length=64, null=False)
    body = Bytea(null=False)
    made_at = Timestamptz(null=False, default=TimestamptzNow())
    transcript = Text(null=False, default="")
    transcribed_by = Text(null=False, default="")
    transcribed_at = Timestamptz(null=True, default=None)


class SurveyFile(Table, tablename="survey_file"):
    """A picture or a recording that staff added to a survey; everybody who answers may see or hear it."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    kind = Varchar(length=10, null=False)  # picture or audio
    media_type = Varchar(length=60, null=False)
    size = Integer(null=False)  # bytes
    sha256 = Varchar(length=64, null=False)
    body = Bytea(null=False)
    says = Text(null=False, default="")  # what it shows or says, for the list of files
    added_at = Timestamptz(null=False, default=TimestamptzNow())


class HardMark(Table, tablename="hard_mark"):
    """A young tester's mark on a question of a draft: this was hard, and why."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    response = ForeignKey(Response, null=False, on_delete=OnDelete.cascade)
    question_id = Varchar(length=80, null=False)
    why = Varchar(length=20, null=False)
    words = Text(null=False, default="")
    marked_at = Timestamptz(null=False, default=TimestamptzNow())

    one_mark_each = Unique([response, question_id])
