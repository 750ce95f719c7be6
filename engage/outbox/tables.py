"""The letters waiting and sent."""

from piccolo.columns import UUID, Integer, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table


class Letter(Table, tablename="letter"):
    """One e-mail to one address. The text is emptied when it was posted: a sign-in link is not kept."""

    id = UUID(primary_key=True, default=UUID4())
    purpose = Varchar(length=40, null=False)
    to_address = Varchar(length=320, null=False)
    subject = Varchar(length=200, null=False)
    body = Text(null=False)
    written_at = Timestamptz(null=False)
    not_before = Timestamptz(null=False)
    posted_at = Timestamptz(null=True, default=None)
    tries = Integer(null=False, default=0)
    trouble = Varchar(length=300, null=False, default="")
    refused_at = Timestamptz(null=True, default=None)  # the address was refused for good: not tried again
