"""The one exception of reading: something the person can put right, said in a sentence."""

from __future__ import annotations


class CannotRead(Exception):
    """The message is a whole sentence that says what is wrong and what to do."""
