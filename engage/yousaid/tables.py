"""Entries as they are written, checked and published, and the evidence frozen with each."""

from enum import StrEnum

from piccolo.columns import (
    JSONB,
    UUID,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from engage.accounts.tables import Organisation, Person
from engage.consultations.tables import Consultation
from engage.plan.tables import FocusArea
from engage.themes.tables import Theme


class Outcome(StrEnum):
    """The honest states of what was done."""

    done = "done"
    doing = "doing"
    planned = "planned"
    cant = "cant"
    not_ours = "not_ours"
    checking = "checking"


class Stage(StrEnum):
    """Where an entry stands on its way to the public page."""

    draft = "draft"
    waiting = "waiting"
    published = "published"
    withdrawn = "withdrawn"


class Entry(Table, tablename="entry"):
    """One "you said, we did". Texts are language maps; a withdrawn entry leaves a marker on the public page."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.restrict)
    theme = ForeignKey(Theme, null=False, on_delete=OnDelete.restrict)
    focus_area = ForeignKey(FocusArea, null=True, default=None, on_delete=OnDelete.restrict)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.restrict)
    said = JSONB(null=False, default="{}")
    did = JSONB(null=False, default="{}")
    reason = JSONB(null=False, default="{}")
    instead = JSONB(null=False, default="{}")
    outcome = Varchar(length=10, null=False, default=Outcome.checking.value)
    passed_to = Varchar(length=200, null=False, default="")
    decided_by = Varchar(length=200, null=False, default="")
    decided_on = Date(null=True, default=None)
    look_again_on = Date(null=True, default=None)
    stage = Varchar(length=10, null=False, default=Stage.draft.value)
    revision = Integer(null=False, default=1)
    written_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    written_at = Timestamptz(null=False)
    published_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_why = Text(null=False, default="")


class Evidence(Table, tablename="evidence"):
    """The numbers behind a published entry, frozen with their method. `shown` is what the public page says."""

    id = UUID(primary_key=True, default=UUID4())
    entry = ForeignKey(Entry, null=False, on_delete=OnDelete.cascade)
    revision = Integer(null=False)
    frozen_at = Timestamptz(null=False)
    method = Text(null=False)
    counts = JSONB(null=False)
    shown = JSONB(null=False)

    evidence_once = Unique([entry, revision])


class EntryCheck(Table, tablename="entry_check"):
    """A second person read an entry: agreed, or what should change."""

    id = UUID(primary_key=True, default=UUID4())
    entry = ForeignKey(Entry, null=False, on_delete=OnDelete.cascade)
    revision = Integer(null=False)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    verdict = Varchar(length=10, null=False)
    note = Text(null=False, default="")
    at = Timestamptz(null=False)
