"""Runs, the themes they proposed or a person made, codings (which words belong where) and links to focus areas."""

from enum import StrEnum
from typing import Any

from piccolo.columns import (
    JSONB,
    UUID,
    Boolean,
    ForeignKey,
    OnDelete,
    Real,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from engage.accounts.tables import Person
from engage.consultations.tables import Consultation
from engage.plan.tables import FocusArea, Framework
from surveys.tables import Answer


class RunState(StrEnum):
    waiting = "waiting"
    working = "working"
    done = "done"
    failed = "failed"


class ThemeState(StrEnum):
    candidate = "candidate"
    accepted = "accepted"
    merged = "merged"
    dropped = "dropped"


class CodingState(StrEnum):
    machine = "machine"
    confirmed = "confirmed"
    rejected = "rejected"


class LinkState(StrEnum):
    suggested = "suggested"
    confirmed = "confirmed"
    rejected = "rejected"


class Run(Table, tablename="run"):
    """One time the machine was asked for themes, with everything needed to repeat it (`record`)."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.cascade)
    framework = ForeignKey(Framework, null=True, default=None, on_delete=OnDelete.set_null)
    state = Varchar(length=10, null=False, default=RunState.waiting.value)
    fraction = Real(null=False, default=0.0)
    told = Varchar(length=200, null=False, default="")
    asked_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    asked_at = Timestamptz(null=False)
    ended_at = Timestamptz(null=True, default=None)
    record = JSONB(null=False, default="{}")


class Theme(Table, tablename="theme"):
    """Something several people said. `merged_into` keeps the line from an old theme to the one that holds it now."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.cascade)
    run = ForeignKey(Run, null=True, default=None, on_delete=OnDelete.set_null)
    name = Varchar(length=200, null=False)
    description = Text(null=False, default="")
    words = JSONB(null=False, default="[]")
    state = Varchar(length=10, null=False, default=ThemeState.candidate.value)
    merged_into: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.set_null)
    made_at = Timestamptz(null=False)
    changed_at = Timestamptz(null=False)


class Coding(Table, tablename="coding"):
    """An answer belongs to a theme: the machine thinks so, or a person decided.

    `evidence` = {"spans": [[start, end], …], "of": the answer's revision that was read, "maybe": another theme's id}.
    """

    id = UUID(primary_key=True, default=UUID4())
    theme = ForeignKey(Theme, null=False, on_delete=OnDelete.cascade)
    answer = ForeignKey(Answer, null=False, on_delete=OnDelete.cascade)
    run = ForeignKey(Run, null=True, default=None, on_delete=OnDelete.set_null)
    state = Varchar(length=10, null=False, default=CodingState.machine.value)
    confidence = Real(null=False, default=0.0)
    evidence = JSONB(null=False, default="[]")
    needs_person = Boolean(null=False, default=False)
    reason = Text(null=False, default="")
    decided_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    decided_at = Timestamptz(null=True, default=None)

    coding_once = Unique([theme, answer])


class ThemeLink(Table, tablename="theme_link"):
    """A theme speaks to a focus area: suggested with a reason, then confirmed or rejected by a person."""

    id = UUID(primary_key=True, default=UUID4())
    theme = ForeignKey(Theme, null=False, on_delete=OnDelete.cascade)
    focus_area = ForeignKey(FocusArea, null=False, on_delete=OnDelete.cascade)
    state = Varchar(length=10, null=False, default=LinkState.suggested.value)
    score = Real(null=False, default=0.0)
    reason = Text(null=False, default="")
    decided_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    decided_at = Timestamptz(null=True, default=None)

    theme_link_once = Unique([theme, focus_area])
