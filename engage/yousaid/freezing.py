"""From live figures to what may be published: counts are kept exactly for those who may see them, and shown protected."""

from typing import Any

from analysis.small_numbers import SMALLEST_SHOWN, may_publish, shown
from engage.themes.evidence import ThemeEvidence
from engage.yousaid.published import Heard
from surveys.definition import Group

_ORDER = {group.value: place for place, group in enumerate(Group)}


def heard(evidence: ThemeEvidence) -> tuple[Heard, ...]:
    """Who said it: by group where every group is large enough, else everybody together; nothing on a small base.

    Groups and their total are never shown side by side: from four groups up, rounding alone would not hide a group.
    """
    if not may_publish(evidence.base):
        return ()
    spoke = sorted((line for line in evidence.by_group if line[2]), key=lambda line: _ORDER.get(line[0], 9))
    if spoke and all(
        base != count and may_publish(base) and count >= SMALLEST_SHOWN for _, base, count in spoke
    ):
        return tuple(Heard(group=group, number=shown(count).number) for group, _, count in spoke)
    return (Heard(number=shown(evidence.count).number),)


def base_beside(evidence: ThemeEvidence) -> int | None:
    """How many answered, rounded; None on a small base, or where it would say that everybody said it."""
    if not may_publish(evidence.base):
        return None
    base = shown(evidence.base).number
    return None if base == shown(evidence.count).number else base


def people_read(evidence: ThemeEvidence) -> str:
    """How much of the counting a person has looked at: "all", "some" or "none"."""
    if not evidence.confirmed:
        return "none"
    return "all" if evidence.confirmed >= evidence.count else "some"


def exact_counts(evidence: ThemeEvidence) -> dict[str, Any]:
    """The figures as they are, for `Evidence.counts`."""
    return {
        "theme": evidence.name,
        "base": evidence.base,
        "count": evidence.count,
        "confirmed": evidence.confirmed,
        "by_group": [list(line) for line in evidence.by_group],
        "by_how": [list(line) for line in evidence.by_how],
        "run": str(evidence.run_id) if evidence.run_id else None,
    }
