"""The rule for counts that may be shown to others: 0 as 0, one to seven as a star, the rest to the nearest five."""

from __future__ import annotations

from dataclasses import dataclass

STAR = "*"
SMALLEST_SHOWN = 8
SMALLEST_BASE = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be published. `number` is the rounded count, None where a star stands."""

    number: int | None

    def __str__(self) -> str:
        return STAR if self.number is None else f"{self.number:,}"


def shown(count: int) -> Shown:
    """A count under the rule; raises ValueError below zero. Totals are rounded on their own, never summed from parts."""
    if count < 0:
        raise ValueError("A count cannot be below zero.")
    if 0 < count < SMALLEST_SHOWN:
        return Shown(None)
    return Shown((count + 2) // 5 * 5)


def percent(count: int, base: int) -> int | None:
    """Whole per cent from the two rounded numbers; None where the base is under ten or the count is a star."""
    if not may_publish(base):
        return None
    part, whole = shown(count).number, shown(base).number
    if part is None or not whole:
        return None
    return min(100, (200 * part + whole) // (2 * whole))


def may_publish(base: int) -> bool:
    """Whether anything at all may be published about a base of this many people."""
    return base >= SMALLEST_BASE


def in_words(count: int, noun: str = "people") -> str:
    """ "About 35 people", "Fewer than 8 people" or "No people": a phrase for a sentence."""
    number = shown(count).number
    if number is None:
        return f"Fewer than {SMALLEST_SHOWN} {noun}"
    return f"About {number:,} {noun}" if number else f"No {noun}"
