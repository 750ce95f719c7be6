"""One exercise, who runs it, and who else may see how much of it."""

from enum import StrEnum

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from engage.accounts.tables import Organisation, Person
from surveys.tables import Survey


class Sees(StrEnum):
    """How much of a consultation a partner organisation sees."""

    themes = "themes"  # agreed themes and counts
    words = "words"  # also what people wrote


class Consultation(Table, tablename="consultation"):
    """One consultation. `organisation` ran it and has custody of the answers."""

    id = UUID(primary_key=True, default=UUID4())
    survey = ForeignKey(Survey, null=False, unique=True, on_delete=OnDelete.restrict)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.restrict)
    title = Varchar(length=200, null=False)
    purpose = Text(null=False, default="")
    template = Varchar(length=60, null=False, default="")
    created_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    created_at = Timestamptz(null=False)


class Partner(Table, tablename="partner"):
    """Another organisation that may see a consultation."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.cascade)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.cascade)
    sees = Varchar(length=10, null=False, default=Sees.themes.value)

    partner_once = Unique([consultation, organisation])


class Party(StrEnum):
    """Who looks over the questions before they are asked."""

    forum = "forum"
    council = "council"
    young_reviewer = "young_reviewer"


class Verdict(StrEnum):
    """What a reviewer said of the questions."""

    asked = "asked"  # was asked to look, has not said anything yet
    happy = "happy"
    change = "change"


class CoSign(Table, tablename="co_sign"):
    """One party's word on the questions. `mark` names exactly the wording it was about, so that a later change shows.
    A young reviewer has no account: they come by a link of their own, found by `token_hash`."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.cascade)
    party = Varchar(length=20, null=False)
    organisation = ForeignKey(Organisation, null=True, default=None, on_delete=OnDelete.set_null)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    by_name = Text(null=False, default="")  # how the reviewer wants to be named
    verdict = Varchar(length=10, null=False, default=Verdict.asked.value)
    note = Text(null=False, default="")
    mark = Varchar(length=64, null=False, default="")
    token_hash = Varchar(length=64, null=True, default=None, unique=True)
    asked_at = Timestamptz(null=False)
    signed_at = Timestamptz(null=True, default=None)
    expires_at = Timestamptz(null=True, default=None)
