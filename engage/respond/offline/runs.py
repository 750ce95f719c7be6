"""A run: what a page that is open carries along, so that an answer sealed on it finds its own response later, whoever's
cookie the device holds by then. Only this site can make or read one; it opens no page and shows no answer."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engage.settings import settings

LIFE = timedelta(hours=48)  # a page that was opened longer ago is no place to answer from
_NONCE = 12  # bytes
_HOUR = 3600


@dataclass(frozen=True)
class Run:
    """Which response, in which hour the page was made, and whether somebody came back there to change what they sent."""

    response_id: UUID
    begun: datetime
    is_change: bool = False


def run_of(response_id: UUID, now: datetime, *, is_change: bool = False) -> str:
    """66 letters; the same for every page of the same hour, so that a phone knows they belong together."""
    hour = int(now.timestamp()) // _HOUR
    words = response_id.bytes + hour.to_bytes(4, "big") + bytes([is_change])
    # the nonce comes from the words, so the same one never closes two different ones
    nonce = hmac.digest(_key("nonces"), words, hashlib.sha256)[:_NONCE]
    return urlsafe_b64encode(nonce + AESGCM(_key("runs")).encrypt(nonce, words, None)).decode().rstrip("=")


def read_run(raw: str, now: datetime) -> Run | None:
    """The run again; None for what this site did not make, or made too long ago."""
    try:
        closed = urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
        words = AESGCM(_key("runs")).decrypt(closed[:_NONCE], closed[_NONCE:], None)
    except (ValueError, InvalidTag):
        return None
    begun = datetime.fromtimestamp(int.from_bytes(words[16:20], "big") * _HOUR, UTC)
    return Run(UUID(bytes=words[:16]), begun, bool(words[20])) if now - begun <= LIFE else None


def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"offline {purpose}:{settings().secret}".encode()).digest()
