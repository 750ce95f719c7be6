"""Frameworks as they were published, and what became of each focus area over time."""

from piccolo.columns import (
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


class Framework(Table, tablename="framework"):
    """One published plan: a Written Statement of Action, a strategy, an improvement plan."""

    id = UUID(primary_key=True, default=UUID4())
    key = Varchar(length=80, null=False, unique=True)
    title = Varchar(length=300, null=False)
    area = Varchar(length=120, null=False, default="")
    kind = Varchar(length=60, null=False, default="")
    published_on = Date(null=True, default=None)
    imported_at = Timestamptz(null=False)


class Workstream(Table, tablename="workstream"):
    """A stream of work of a framework."""

    id = UUID(primary_key=True, default=UUID4())
    framework = ForeignKey(Framework, null=False, on_delete=OnDelete.cascade)
    code = Varchar(length=60, null=False)
    number = Integer(null=True, default=None)
    title = Varchar(length=400, null=False)

    workstream_once = Unique([framework, code])


class FocusArea(Table, tablename="focus_area"):
    """One weakness or priority a framework promises to put right."""

    id = UUID(primary_key=True, default=UUID4())
    framework = ForeignKey(Framework, null=False, on_delete=OnDelete.cascade)
    code = Varchar(length=60, null=False)
    number = Integer(null=True, default=None)
    position = Integer(null=False, default=0)
    title = Varchar(length=500, null=False)
    plain = Varchar(length=200, null=False, default="")
    description = Text(null=False, default="")

    focus_area_once = Unique([framework, code])


class FocusAreaWorkstream(Table, tablename="focus_area_workstream"):
    """Which workstreams a focus area sits in."""

    id = UUID(primary_key=True, default=UUID4())
    focus_area = ForeignKey(FocusArea, null=False, on_delete=OnDelete.cascade)
    workstream = ForeignKey(Workstream, null=False, on_delete=OnDelete.cascade)

    focus_area_workstream_once = Unique([focus_area, workstream])


class FocusAreaStatus(Table, tablename="focus_area_status"):
    """What a focus area became on a day: open, closed (by which visit), sustained."""

    id = UUID(primary_key=True, default=UUID4())
    focus_area = ForeignKey(FocusArea, null=False, on_delete=OnDelete.cascade)
    on = Date(null=False, db_column_name="on_day")
    state = Varchar(length=40, null=False)
    by = Varchar(length=200, null=False, default="")
