"""Themes of the closed consultation as Ana left them, and the entries written about them."""

from datetime import datetime
from uuid import UUID

from engage.demo.people import Cast


async def theme_and_answer(cast: Cast, consultations: dict[str, UUID], now: datetime) -> None:
    """Theme, review, write, check and publish."""
