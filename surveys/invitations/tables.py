"""Where codes are kept. A code's row is never written again once made; that it was used stands only in the sorted list of
its batch, so neither a time, nor a place in the table, nor a transaction says which response came of which code."""

import uuid
from enum import StrEnum

from piccolo.columns import UUID, Array, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from surveys.tables import Survey


class BatchKind(StrEnum):
    """How the codes of a batch reach people."""

    cards = "cards"
    email = "email"


class BatchState(StrEnum):
    open = "open"
    closed = "closed"


class InvitationBatch(Table, tablename="invitation_batch"):
    """Codes for one school, group or list of addresses. `seed` and the site's secret give the words of code 0, 1, 2 …
    again, for a sheet that is printed twice or a reminder; the words themselves are nowhere."""

    id = UUID(primary_key=True, default=uuid.uuid4)
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    kind = Varchar(length=10, null=False, default=BatchKind.cards.value)
    name = Varchar(length=120, null=False)  # a school or a group, never a person
    group = Varchar(length=20, null=False, default="")  # who they are, if all are the same; else they say so
    how_many = Integer(null=False)
    seed = Varchar(length=64, null=False)
    spent = Array(base_column=Varchar(length=64), null=False, default=list)  # hashes of used codes, sorted
    state = Varchar(length=10, null=False, default=BatchState.open.value)
    closes_at = Timestamptz(null=True, default=None)
    instead_of = UUID(null=True, default=None)  # the closed batch this one was made for
    made_by = Text(null=False, default="")
    made_at = Timestamptz(null=False)
    closed_at = Timestamptz(null=True, default=None)


class InvitationCode(Table, tablename="invitation_code"):
    """One code, found by a keyed hash of its three words."""

    code_hash = Varchar(length=64, primary_key=True)
    batch = ForeignKey(InvitationBatch, null=False, on_delete=OnDelete.cascade)
