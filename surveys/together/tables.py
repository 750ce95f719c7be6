"""Where sessions are kept. Who was there is counts by group, never a name."""

import uuid

from piccolo.columns import JSONB, UUID, Boolean, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from surveys.tables import Response, Survey


class GroupSession(Table, tablename="group_session"):
    """One time a group met to answer. `join_code` is six digits while people may join; for a day after they only say that
    it is over, then the column is empty."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    name = Varchar(length=120, null=False)
    group = Varchar(length=20, null=False, default="")  # who they are, if all are the same
    join_code = Varchar(length=6, null=True, default=None, unique=True)
    is_tablet = Boolean(null=False, default=False)  # one device is passed round and clears itself
    present = JSONB(null=False, default="{}")  # how many were in the room, by group
    note = Text(null=False, default="")
    led_by = Text(null=False, default="")
    led_by_person = UUID(null=True, default=None)
    started_at = Timestamptz(null=False)
    ends_at = Timestamptz(null=False)  # nobody joins after this, whoever forgets to close it
    closed_at = Timestamptz(null=True, default=None)


class Attendance(Table, tablename="attendance"):
    """That a response was given in a session. Apart from `response`, so that counting answers never needs it."""

    response = ForeignKey(Response, primary_key=True, null=False, on_delete=OnDelete.cascade)
    session = ForeignKey(GroupSession, null=False, on_delete=OnDelete.cascade)


class HandCount(Table, tablename="hand_count"):
    """How many hands went up for one answer of one question; the response is the group's."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    response = ForeignKey(Response, null=False, on_delete=OnDelete.cascade)
    question_id = Varchar(length=80, null=False)
    choice = Varchar(length=40, null=False)
    hands = Integer(null=False)

    hands_once = Unique([response, question_id, choice])
