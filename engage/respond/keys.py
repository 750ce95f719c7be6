"""The key all three-word codes of this site are made with, derived from its secret."""

import hashlib

from engage.settings import settings


def receipt_key() -> bytes:
    """32 bytes. Another key would mean other words for everybody, so it changes only with the site's secret."""
    return hashlib.sha256(f"three words:{settings().secret}".encode()).digest()


def invitation_key() -> bytes:
    """The same for the words on cards and in e-mails, so that they are other words than the ones to come back with."""
    return hashlib.sha256(f"three words that let in:{settings().secret}".encode()).digest()
