"""Which languages of the interface a person has read and marked as reviewed; a draft catalogue is never shown to people."""

from piccolo.columns import Text, Timestamptz, Varchar
from piccolo.table import Table


class CatalogueReview(Table, tablename="catalogue_review"):
    """One language, and which state of its catalogue (`mark`) somebody has read."""

    language = Varchar(length=20, primary_key=True)
    mark = Varchar(length=64, null=False)
    reviewed_by = Text(null=False)
    reviewed_at = Timestamptz(null=False)
