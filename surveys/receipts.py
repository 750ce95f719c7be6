"""Tokens and three-word codes, by which one person finds their own answers again without an account. Only hashes of
them are kept: a token is 192 random bits, a code is derived from the response and a key, so it can be shown again."""

import hashlib
import hmac
import secrets
from uuid import UUID

from surveys.answers import Problem
from surveys.wordlist import WORDS, words_in

CODE_WORDS = 3
CHECK_WORDS = Problem("code", "Check the three words. They look like: plum river fox")


def new_token() -> str:
    """A secret for one person's device."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """What is kept of a token: SHA-256 in hex. Nothing slower is needed for so many random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def code_for(response_id: UUID, key: bytes, attempt: int = 0) -> str:
    """The three words of a response, such as `plum-river-fox`; another `attempt` gives others."""
    digest = hmac.digest(key, b"receipt words" + response_id.bytes + attempt.to_bytes(4), "sha256")
    number = int.from_bytes(digest)
    words = []
    for _ in range(CODE_WORDS):
        number, place = divmod(number, len(WORDS))
        words.append(WORDS[place])
    return "-".join(words)


def code_hash(code: str, key: bytes) -> str:
    """What is kept of a code. Keyed, because three words alone could be tried out one after another."""
    return hmac.digest(key, b"receipt hash" + code.encode(), "sha256").hex()


def read_receipt(raw: str) -> str | Problem:
    """The code somebody typed, whatever the capitals, spaces and dashes; or what to do."""
    words = words_in(raw)
    return "-".join(words) if words and len(words) == CODE_WORDS else CHECK_WORDS
