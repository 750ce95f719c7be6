"""Counts as they are drawn: protected numbers with their words, and how long each bar is. Pure; the drawing itself is in
templates, and every chart stands beside a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.small_numbers import percent, shown
from surveys.results import SoFar

PALETTE = 7  # steps of the colours from one end of a scale to the other
_HEIGHT = 150  # of the drawing by day, in pixels
_TOP = 10


@dataclass(frozen=True)
class Bar:
    """One bar. `width` is in per cent of the whole line, None where the count is too small to show; `words` its number."""

    label: str
    width: int | None
    words: str
    picture: str = ""


def cell(n: int, base: int) -> str:
    """`20 (57%)`, `*` for one to seven, `0`."""
    share = percent(n, base)
    return f"{shown(n)} ({share}%)" if share is not None and n else str(shown(n))


def share_bar(label: str, n: int, base: int, picture: str = "") -> Bar:
    """A bar that is as long as the share of the people who answered."""
    return Bar(label, percent(n, base), cell(n, base), picture)


def scaled_bars(counted: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Bars of which the longest fills the line."""
    most = max((shown(n).number or 0 for _, n in counted), default=0)
    return tuple(Bar(label, _part(n, most), str(shown(n))) for label, n in counted)


def _part(n: int, most: int) -> int | None:
    number = shown(n).number
    return None if number is None else round(100 * number / most) if most else 0


@dataclass(frozen=True)
class Piece:
    """One piece of a stacked bar: where it begins and how long it is, in per cent; its colour, and its number."""

    start: float
    width: float
    tone: int
    words: str


def pieces(counts: Sequence[int]) -> tuple[Piece, ...]:
    """The answers to one statement in one bar. A count too small to show has no piece; the bar is as long as the rest."""
    numbers = [shown(n).number or 0 for n in counts]
    whole, start, found = sum(numbers), 0.0, []
    for place, number in enumerate(numbers):
        if number:
            width = 100 * number / whole
            found.append(Piece(round(start, 2), round(width, 2), tone(place, len(counts)), f"{number:,}"))
            start += width
    return tuple(found)


def tone(place: int, of: int) -> int:
    """The colour of one answer of a scale: the ends are always the ends, whatever the number of steps."""
    return round(place * (PALETTE - 1) / (of - 1)) if of > 1 else 0


@dataclass(frozen=True)
class Point:
    """One day of the drawing: across in per cent, down in pixels."""

    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """Two lines over the same days, and what stands at the edges."""

    height: int
    started: tuple[Point, ...]
    finished: tuple[Point, ...]
    top: str
    first: str
    last: str


def drawn(days: Sequence[SoFar]) -> Drawing | None:
    """How many have begun and finished so far; None while all of it is one day, or too small to draw."""
    most = max((shown(day.started).number or 0 for day in days), default=0)
    if not most or days[0].day == days[-1].day:
        return None
    return Drawing(
        _HEIGHT,
        _line(days, [day.started for day in days], most),
        _line(days, [day.finished for day in days], most),
        f"{most:,}",
        _day(days[0].day),
        _day(days[-1].day),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _line(days: Sequence[SoFar], counts: Sequence[int], most: int) -> tuple[Point, ...]:
    first, span = days[0].day, (days[-1].day - days[0].day).days
    return tuple(
        Point(
            round(100 * (day.day - first).days / span, 2),
            round(_HEIGHT - (_HEIGHT - _TOP) * (shown(n).number or 0) / most, 1),
        )
        for day, n in zip(days, counts, strict=True)
    )
