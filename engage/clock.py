"""The one place the time of day comes from; pages, commands and the worker ask, everything below is told."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
