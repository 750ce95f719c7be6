"""Words that only this site can read: addresses and private keys are sealed before they are stored (AES-256-GCM), each
bound to the place it is stored in, so that one copied into another row opens nothing."""

import hashlib
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engage.settings import settings

_NONCE = 12  # bytes
_FIRST = "1."  # which way of sealing this is, for the day there is another


def seal(words: str, place: str) -> str:
    """The words as text that can be stored. `place` is `table:column:row` and is needed to open it again."""
    nonce = secrets.token_bytes(_NONCE)
    closed = AESGCM(_key()).encrypt(nonce, words.encode("utf-8"), place.encode())
    return _FIRST + urlsafe_b64encode(nonce + closed).decode()


def opened(sealed: str, place: str) -> str | None:
    """The words again; None for what was sealed elsewhere, with another secret, or not at all."""
    try:
        raw = urlsafe_b64decode(sealed.removeprefix(_FIRST).encode())
        return AESGCM(_key()).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode("utf-8")
    except (ValueError, InvalidTag):
        return None


def _key() -> bytes:
    return hashlib.sha256(f"sealed columns:{settings().secret}".encode()).digest()
