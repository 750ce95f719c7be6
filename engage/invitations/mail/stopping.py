"""No more of these e-mails: a link that works for its own address only, without signing in, for as long as there is a site.
What is kept is a keyed hash of the address, for one organisation."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.database import rows
from engage.invitations.mail.addresses import same
from engage.invitations.mail.letter_ids import letter_id
from engage.settings import settings
from engage.web.rendering import HERE
from engage.web.security import keyed

_SEAL = 16  # bytes
_HASH = 32
STOP = "/stop-e-mails"


@dataclass(frozen=True)
class Stopping:
    """Whose e-mails a link stops: the hash of an address, and the organisation that writes."""

    address_hash: str
    organisation: UUID


def hash_of(address: str) -> str:
    """By which an address is known again without being kept."""
    return keyed("invitee", same(address))


def stop_link(address_hash: str, organisation: UUID) -> str:
    """The address of the page that stops e-mails to one address."""
    plain = bytes.fromhex(address_hash) + organisation.bytes
    token = urlsafe_b64encode(plain + _mark(plain)).rstrip(b"=").decode()
    return f"{settings().address}{STOP}/{token}"


def read_token(token: str) -> Stopping | None:
    """What a link stands for; None for one that we did not make."""
    try:
        raw = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except ValueError:
        return None
    plain, mark = raw[:-_SEAL], raw[-_SEAL:]
    if len(plain) != _HASH + 16 or not hmac.compare_digest(mark, _mark(plain)):
        return None
    return Stopping(plain[:_HASH].hex(), UUID(bytes=plain[_HASH:]))


def _mark(plain: bytes) -> bytes:
    return bytes.fromhex(keyed("stop e-mails", plain.hex()))[:_SEAL]


async def stop(stopping: Stopping, now: datetime) -> None:
    """Write to this address no more; a letter that waits for it is taken back. Must run inside `writing()`."""
    await rows(
        """INSERT INTO unsubscribed (id, address_hash, organisation, "on")
           SELECT gen_random_uuid(), $1, id, $3 FROM organisation WHERE id = $2
               ON CONFLICT (address_hash, organisation) DO NOTHING""",
        stopping.address_hash, stopping.organisation, now.astimezone(HERE).date(),
    )  # fmt: skip
    found = await rows(
        """UPDATE invitee i SET state = 'stopped' FROM invitation_batch b, consultation c
            WHERE b.id = i.batch AND c.survey = b.survey AND c.organisation = $2 AND i.address_hash = $1
              AND i.state IN ('waiting', 'sent') RETURNING i.id, i.batch""",
        stopping.address_hash, stopping.organisation,
    )  # fmt: skip
    mailings = await rows(
        "SELECT id, batch FROM mailing WHERE batch = ANY($1)", [row["batch"] for row in found]
    )
    letters = [
        letter_id(mailing["id"], row["id"]) for row in found for mailing in mailings if mailing["batch"] == row["batch"]
    ]  # fmt: skip
    await rows("DELETE FROM letter WHERE id = ANY($1) AND posted_at IS NULL", letters)


async def stopped_of(organisation: UUID, hashes: Collection[str]) -> frozenset[str]:
    """Which of these addresses want no e-mails from an organisation."""
    found = await rows(
        "SELECT address_hash FROM unsubscribed WHERE organisation = $1 AND address_hash = ANY($2)",
        organisation,
        list(hashes),
    )
    return frozenset(row["address_hash"] for row in found)


async def organisation_name(id: UUID) -> str | None:
    """Who writes no more."""
    found = await rows("SELECT name FROM organisation WHERE id = $1", id)
    return str(found[0]["name"]) if found else None
