"""The demo's texts, as they lie beside this file."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# the day the texts were written for; every date in them moves along with the day the demo is made
WRITTEN_ON = date(2026, 11, 24)


@cache
def source(name: str) -> dict[str, Any]:
    """One TOML file of the demo."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def frameworks() -> list[Path]:
    """The plans the demo ships."""
    return sorted((HERE / "frameworks").glob("*.toml"))


def moved(day: date, today: date) -> date:
    """A date of the texts, as far from today as it was from the day they were written for."""
    return day + (today - WRITTEN_ON) if day else day


def days(n: int) -> timedelta:
    """n days."""
    return timedelta(days=n)
