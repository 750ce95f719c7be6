"""The one table of the audit trail."""

from piccolo.columns import JSONB, UUID, BigInt, Text, Timestamptz, Varchar
from piccolo.table import Table


class AuditEvent(Table, tablename="audit_event"):
    """One act. `seal` = SHA-256 over the previous seal and this row, so a changed or missing row shows."""

    id = BigInt(primary_key=True, null=False)
    at = Timestamptz(null=False)
    actor = UUID(null=True, default=None)
    actor_name = Varchar(length=200, null=False, default="")
    act = Varchar(length=60, null=False)
    subject = Varchar(length=80, null=False, default="")
    sentence = Text(null=False, default="")
    detail = JSONB(null=False, default="{}")
    seal = Varchar(length=64, null=False)
