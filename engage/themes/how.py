"""How the words of a theme were given: alone, with help, written down by somebody, for somebody, as a group. The numbers are
exact; the sentences say which of them are protected."""

from collections.abc import Iterable
from typing import TypeAlias
from uuid import UUID

from analysis.small_numbers import in_words, may_publish
from engage.consultations.answers import protecting
from engage.consultations.words import HOW_NAMES
from engage.database import rows
from engage.themes.live import LIVE
from surveys.answers import HowAnswered
from surveys.logic.naming import listed

Ways: TypeAlias = tuple[tuple[str, int], ...]  # how it was answered, how many people

_HOW = (
    LIVE
    + """
SELECT how_answered, count(DISTINCT response)::int AS n FROM place
 WHERE $2 = 'all' OR theme IS NOT DISTINCT FROM $3::uuid GROUP BY 1
"""
)


async def how_said(consultation: UUID, theme: UUID | None) -> Ways:
    """The people with words in a theme, or with words that have no theme."""
    return _in_order(await rows(_HOW, [consultation], "one", theme))


async def how_all_said(consultation: UUID) -> Ways:
    """Everybody who answered in their own words."""
    return _in_order(await rows(_HOW, [consultation], "all", None))


def _in_order(found: Iterable[dict[str, object]]) -> Ways:
    by_how = {row["how_answered"]: row["n"] for row in found}
    return tuple((how.value, int(str(by_how[how]))) for how in HowAnswered if by_how.get(how))


def exact_words(ways: Ways) -> str:
    """`20 on their own, 5 with help`, for those who may read every word."""
    return ", ".join(f"{n:,} {_small(HOW_NAMES[HowAnswered(how)])}" for how, n in ways)


def protected_words(ways: Ways) -> str:
    """`about 20 on their own and fewer than 8 with help`; empty where there are too few, or it would lead to somebody."""
    counts = [n for _, n in ways]
    if not may_publish(sum(counts)) or protecting.gives_away([], counts, [sum(counts)], True):
        return ""
    return listed(
        [f"{_small(in_words(n, '').strip())} {_small(HOW_NAMES[HowAnswered(how)])}" for how, n in ways], "and"
    )


def _small(words: str) -> str:
    return words[0].lower() + words[1:]
