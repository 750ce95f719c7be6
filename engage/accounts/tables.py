"""The place, its organisations, the people in them, and their sessions."""

from typing import Any

from piccolo.columns import (
    UUID,
    Boolean,
    ForeignKey,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table


class Place(Table, tablename="place"):
    """What this site calls itself. One row."""

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=80, null=False)
    area = Varchar(length=120, null=False, default="")


class Organisation(Table, tablename="organisation"):
    """A forum, a council, a health body. One may succeed another."""

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=200, null=False, unique=True)
    kind = Varchar(length=40, null=False, default="council")
    succeeded_by: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.set_null)


class Person(Table, tablename="person"):
    """Somebody who signs in. Respondents are never people here."""

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=120, null=False)
    email = Varchar(length=320, null=True, default=None, unique=True)
    is_active = Boolean(null=False, default=True)
    created_at = Timestamptz(null=False)


class Membership(Table, tablename="membership"):
    """A role of a person in an organisation."""

    id = UUID(primary_key=True, default=UUID4())
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.cascade)
    role = Varchar(length=40, null=False)

    membership_once = Unique([person, organisation, role])


class SignInToken(Table, tablename="sign_in_token"):
    """A link that signs in once. Only its hash is kept."""

    token_hash = Varchar(length=64, primary_key=True)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade)
    next_path = Text(null=False, default="/staff")
    expires_at = Timestamptz(null=False)
    used_at = Timestamptz(null=True, default=None)


class Session(Table, tablename="session"):
    """A signed-in browser. Only the hash of its cookie is kept."""

    id = UUID(primary_key=True, default=UUID4())
    token_hash = Varchar(length=64, null=False, unique=True)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade)
    browser = Varchar(length=80, null=False, default="")
    started_at = Timestamptz(null=False)
    seen_at = Timestamptz(null=False)
    ends_at = Timestamptz(null=False)
