"""What answering keeps beside the answers: the key that phones seal to, what arrived sealed, and who wants to be told."""

from piccolo.columns import UUID, Date, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from surveys.tables import Survey


class SealingKey(Table, tablename="sealing_key"):
    """A pair of keys. A phone without signal seals answers to the public one; the private one is itself sealed."""

    id = UUID(primary_key=True, default=UUID4())
    public = Text(null=False)  # SPKI, base64
    private = Text(null=False)  # PKCS#8, sealed
    made_at = Timestamptz(null=False)
    retired_at = Timestamptz(null=True, default=None)


class SealedArrival(Table, tablename="sealed_arrival"):
    """That something sealed was taken in already, so that sending it again changes nothing. Forgotten after two days."""

    key = Varchar(length=64, primary_key=True)
    told = Varchar(length=20, null=False, default="")  # what the phone was told
    on = Date(null=False)


class WishToKnow(Table, tablename="wish_to_know"):
    """An e-mail address that wants to be told when something came of a survey. Sealed, tied to the survey and to no
    answer, and deleted after the last message."""

    id = UUID(primary_key=True, default=UUID4())
    survey = ForeignKey(Survey, null=False, on_delete=OnDelete.cascade)
    address = Text(null=False)
    address_hash = Varchar(length=64, null=False)
    token_hash = Varchar(length=64, null=False, unique=True)  # of the link that stops it
    asked_on = Date(null=False)
    messages = Integer(null=False, default=0)

    wish_once = Unique([survey, address_hash])
