"""Addresses that do not work: refused while a letter was handed over, or told afterwards in a letter of the mail server
(a delivery status notification, RFC 3464), which `engage bounced` reads."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.policy import default
from uuid import UUID

from engage.database import rows
from engage.invitations.mail.letter_ids import letter_id, mailing_of
from engage.invitations.mail.stopping import hash_of
from engage.outbox.letters import TO_A_LIST, address_of

_MESSAGE_ID = re.compile(r"<([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})@[^<>\s]+>")
_STATUS = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")

N_ = str
NO_SUCH = N_("There is no such address")
FULL = N_("The mailbox is full or closed")
NOT_TAKEN = N_("The mail server of this address does not take our e-mails")


@dataclass(frozen=True)
class Bounce:
    """A letter that came back for good."""

    letter: UUID
    why: str


def why(status: str) -> str:
    """A status code such as `550 5.1.1` in words."""
    found = _STATUS.search(status)
    if found is None:
        return NO_SUCH if status[:3] in {"550", "551", "553"} else NOT_TAKEN
    return {"1": NO_SUCH, "2": FULL}.get(found[1], NOT_TAKEN)


def read_report(raw: bytes) -> Bounce | None:
    """What a letter of a mail server says; None when it is none, is about a delay, or is about no letter of ours."""
    try:
        message = email.message_from_bytes(raw, policy=default)
        parts = list(message.walk())
        status = next((told for part in parts if (told := _failed(part))), "")
        id = next((found[1] for part in parts if (found := _original_id(part))), "")
        return Bounce(UUID(id), why(status)) if status and id else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # a letter that is not put together as letters are


def _failed(part: Message) -> str:
    """The status of an address that a delivery status gives up."""
    if part.get_content_type() != "message/delivery-status":
        return ""
    for block in _blocks(part):
        action, status = str(block.get("Action", "")).strip().lower(), str(block.get("Status", "")).strip()
        if action == "failed" and status.startswith("5."):
            return status
    return ""


def _blocks(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Message))


def _original_id(part: Message) -> re.Match[str] | None:
    """The Message-ID of the letter that came back, from its whole text or its head."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = next(_blocks(part), None)
        return _MESSAGE_ID.search(str(inner.get("Message-ID", ""))) if inner else None
    if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
        text = part.get_payload(decode=True)
        head = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(part)
        found = re.search(r"(?im)^message-id:\s*(\S+)", head)
        return _MESSAGE_ID.search(found[1]) if found else None
    return None


async def take(bounce: Bounce) -> bool:
    """Mark the address a letter came back from; False when the letter was to no list, or the list is gone. Must run
    inside `writing()`."""
    found = await rows("SELECT purpose FROM letter WHERE id = $1", bounce.letter)
    if not found or not str(found[0]["purpose"]).startswith(TO_A_LIST):
        return False
    mailing = mailing_of(found[0]["purpose"])
    people = await rows(
        "SELECT i.id FROM invitee i JOIN mailing m ON m.batch = i.batch WHERE m.id = $1", mailing
    )
    theirs = [one["id"] for one in people if letter_id(mailing, one["id"]) == bounce.letter]
    return bool(await _mark("id = ANY($2)", bounce.why, theirs))


async def take_refused() -> int:
    """Mark the addresses that servers refused while a letter was handed over; how many. Must run inside `writing()`."""
    refused = await rows(
        "SELECT id, purpose, to_address, trouble FROM letter WHERE refused_at IS NOT NULL AND to_address <> ''"
        " AND starts_with(purpose, $1) FOR UPDATE SKIP LOCKED",
        TO_A_LIST,
    )
    marked = 0
    for letter in refused:
        address = address_of(letter)
        batch = "batch = (SELECT batch FROM mailing WHERE id = $3)"
        mailing = mailing_of(letter["purpose"])
        if address:
            hashed = hash_of(address)
            marked += await _mark(f"address_hash = $2 AND {batch}", why(letter["trouble"]), hashed, mailing)
    await rows("UPDATE letter SET to_address = '' WHERE id = ANY($1)", [one["id"] for one in refused])
    return marked


async def _mark(which: str, told: str, *values: object) -> int:
    return len(
        await rows(
            f"UPDATE invitee SET state = 'bounced', trouble = $1 WHERE {which} AND state IN ('waiting', 'sent') RETURNING id",  # noqa: S608 - our own words
            told,
            *values,
        )
    )
