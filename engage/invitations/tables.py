"""Addresses that were written to, paper being typed in, and how many people there are to hear from."""

from enum import StrEnum

from piccolo.columns import (
    JSONB,
    UUID,
    Boolean,
    Bytea,
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
from surveys.invitations.tables import InvitationBatch
from surveys.tables import Response, SurveyVersion


class InviteeState(StrEnum):
    """What is known of an address."""

    waiting = "waiting"
    sent = "sent"
    bounced = "bounced"
    stopped = "stopped"  # wants no more of these e-mails
    # rows of a list that are shown once, before it is sent, and then forgotten
    unread = "unread"
    twice = "twice"
    elsewhere = "elsewhere"  # on another list of the same survey


class Invitee(Table, tablename="invitee"):
    """One address of a list. `address` is sealed; `address_hash` finds it again. `place` is which code of the batch is
    theirs; what is left out of a list has a place below 0. Nothing here is written when the code is used, nor when a
    reminder goes, so that nothing here says who answered."""

    id = UUID(primary_key=True, default=UUID4())
    batch = ForeignKey(InvitationBatch, null=False, on_delete=OnDelete.cascade)
    place = Integer(null=False)
    address = Text(null=False)
    address_hash = Varchar(length=64, null=False)
    state = Varchar(length=10, null=False, default=InviteeState.waiting.value)
    reminders = Integer(null=False, default=0)
    letter = UUID(null=True, default=None)  # the letter written last
    trouble = Varchar(length=200, null=False, default="")

    invitee_once = Unique([batch, address_hash])


class Mailing(Table, tablename="mailing"):
    """One round of e-mails to a list: the invitation (0), or the first or second reminder. Told and sent by the worker,
    some at a time; `done_to` is how far along the list it is."""

    id = UUID(primary_key=True, default=UUID4())
    batch = ForeignKey(InvitationBatch, null=False, on_delete=OnDelete.cascade)
    nth = Integer(null=False, default=0)
    subject = Varchar(length=200, null=False)
    words = Text(null=False)
    asked_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    asked_at = Timestamptz(null=False)
    done_to = Integer(null=False, default=-1)
    written = Integer(null=False, default=0)
    done_at = Timestamptz(null=True, default=None)

    mailing_once = Unique([batch, nth])


class Unsubscribed(Table, tablename="unsubscribed"):
    """An address that wants no invitations from an organisation any more: only its keyed hash."""

    id = UUID(primary_key=True, default=UUID4())
    address_hash = Varchar(length=64, null=False)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.cascade)
    on = Date(null=False)

    unsubscribed_once = Unique([address_hash, organisation])


class PaperState(StrEnum):
    """How far a paper form is."""

    entered = "entered"  # typed in once
    differs = "differs"  # typed in twice, and not the same
    checked = "checked"  # counted as a response


class PaperForm(Table, tablename="paper_form"):
    """One form on paper, typed in twice by two people before it counts. What they typed is kept until then, and so is
    the scan."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.cascade)
    version = ForeignKey(SurveyVersion, null=False, on_delete=OnDelete.restrict)
    number = Integer(null=False)  # written on the paper's corner, so that it is found again
    language = Varchar(length=20, null=False, default="en")
    state = Varchar(length=10, null=False, default=PaperState.entered.value)
    first = JSONB(null=False, default="{}")
    first_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    first_at = Timestamptz(null=True, default=None)
    second = JSONB(null=False, default="{}")
    second_by = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    second_at = Timestamptz(null=True, default=None)
    one_person = Boolean(null=False, default=False)  # typed in twice by the same person, who said why
    why_one = Text(null=False, default="")
    scan = Bytea(null=True, default=None)
    scan_type = Varchar(length=60, null=False, default="")
    response = ForeignKey(Response, null=True, default=None, on_delete=OnDelete.set_null)
    checked_at = Timestamptz(null=True, default=None)

    paper_form_once = Unique([consultation, number])


class Population(Table, tablename="population"):
    """How many people of a kind there are in this place, as somebody else counted them: `dimension` such as "Age" or
    "School or college", `label` such as "16 to 18"."""

    id = UUID(primary_key=True, default=UUID4())
    dimension = Varchar(length=60, null=False)
    label = Varchar(length=120, null=False)
    place = Integer(null=False, default=0)  # the order they are shown in
    people = Integer(null=False)
    source = Varchar(length=200, null=False, default="")
    counted_on = Date(null=True, default=None)

    population_once = Unique([dimension, label])


class ReachQuestion(Table, tablename="reach_question"):
    """Which question of a consultation tells a dimension, and which of its answers stand for which label."""

    id = UUID(primary_key=True, default=UUID4())
    consultation = ForeignKey(Consultation, null=False, on_delete=OnDelete.cascade)
    dimension = Varchar(length=60, null=False)
    question_id = Varchar(length=80, null=False)
    labels = JSONB(null=False, default="{}")  # {"16 to 18": ["16-18"]}

    reach_question_once = Unique([consultation, dimension])
