"""Whether a table whose counts are only known between two ends still tells one of its small counts exactly: the attacker's
linear programme, used to decide what may be shown at all. Source: the auditing of protected tables, as in A. Hundepool
and others, Statistical Disclosure Control (2012), chapter 4."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from analysis.small_numbers import SMALLEST_SHOWN

Ends = Sequence[int]  # the least and the most a count can be
_LOOKS = 3  # pairs of directions tried first: most counts show at once that they can be one number or another
_NEAR = 1e-6


def pins(columns: Sequence[Sequence[Ends]], totals: Sequence[Ends], people: Sequence[int] | None) -> bool:
    """Whether a count from 1 to 7, in a cell or a row total, is the only whole number left for its place.

    `columns` hold the ends of each cell, a cell for each row; `totals` the ends of each row's total; `people` the exact
    sum of each column, None where cells of a column do not add up to one. Ends that allow no table pin nothing.
    """
    from scipy.optimize import linprog

    rows, size = len(totals), len(columns) * len(totals)
    limits = [(cell[0], cell[1]) for column in columns for cell in column]
    sums = np.tile(np.eye(rows), len(columns))
    above, most = np.vstack([sums, -sums]), [*(end[1] for end in totals), *(-end[0] for end in totals)]
    equal = np.kron(np.eye(len(columns)), np.ones(rows)) if people is not None else None
    wanted = np.vstack([np.eye(size), sums])

    def farthest(direction: np.ndarray) -> np.ndarray | None:
        found = linprog(-direction, above, most, equal, people, limits, method="highs")
        return wanted @ found.x if found.status == 0 else None

    directions = np.random.default_rng(0).normal(size=(_LOOKS, size))
    looks = [farthest(sign * direction) for direction in directions for sign in (1, -1)]
    seen = np.array([look for look in looks if look is not None])
    if not len(seen):
        return False
    for place in np.flatnonzero(_only(seen.min(axis=0), seen.max(axis=0))):
        ends = [farthest(sign * wanted[place]) for sign in (-1, 1)]
        if any(end is None for end in ends):
            continue
        least, greatest = (end[place] for end in ends if end is not None)
        if _only(least, greatest) and 0 < math.ceil(least - _NEAR) < SMALLEST_SHOWN:
            return True
    return False


def _only(least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Where one whole number at most lies between the ends."""
    return np.asarray(np.ceil(least - _NEAR) >= np.floor(most + _NEAR))
