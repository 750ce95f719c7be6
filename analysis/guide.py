"""Sorts texts into themes: into the bank's named themes where the texts are about its field, into found groups where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.discover import Floats, FusedGraphThemes, Labels, proposed_number
from analysis.field import NO_THEME, FieldReading

FEWEST = 30
WEAK = 0.1
MOSTLY = 0.6
OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Sorting:
    """Each text's group (or OUTSIDE), how firmly it belongs (0 to 1) and the runner-up group (or OUTSIDE).

    `known` names the bank's theme behind a group; groups that were found have none.
    """

    labels: Labels
    strength: Floats
    runner_up: Labels
    known: dict[int, str]


def sort_texts(
    views: Sequence[Any], counts: Sequence[int], reading: FieldReading | None, n_themes: int | None, seed: int
) -> Sorting:
    """The whole sorting of at least FEWEST texts; `counts[i]` is how many passages said text i."""
    if reading is None or not reading.at_home:
        return _found(views, n_themes, seed)
    if n_themes is not None:
        return _found_near_known(views, reading, n_themes, seed)
    return _by_known_themes(views, counts, reading, seed)


def _found(views: Sequence[Any], n_themes: int | None, seed: int) -> Sorting:
    groups = FusedGraphThemes(n_themes=n_themes, seed=seed).fit(views)
    scores = groups.scores(views)
    own = _share_of_own(scores, groups.labels_)
    strength = np.clip((groups.support_ + own) / 2, 0.0, 1.0)
    return Sorting(
        groups.labels_, np.asarray(strength, dtype=np.float32), _second(scores, groups.labels_), {}
    )


def _found_near_known(views: Sequence[Any], reading: FieldReading, n_themes: int, seed: int) -> Sorting:
    """As many groups as were asked for, drawn together by what the bank makes of the texts."""
    known = np.sqrt(reading.themes).astype(np.float32)  # square roots of chances have unit length
    found = _found([*views, known, known], n_themes, seed)
    best = reading.themes.argmax(axis=1)
    named: dict[int, str] = {}
    for label in sorted({int(x) for x in found.labels}):
        inside = np.bincount(best[found.labels == label], minlength=len(reading.theme_codes))
        code = reading.theme_codes[int(inside.argmax())]
        if inside.max() >= MOSTLY * inside.sum() and code not in NO_THEME and code not in named.values():
            named[label] = code
    return replace(found, known=named)


def _share_of_own(scores: Floats, labels: Labels) -> Floats:
    sharp = np.exp(12 * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(
        (sharp / sharp.sum(axis=1, keepdims=True))[np.arange(len(labels)), labels], dtype=np.float32
    )


def _second(scores: Any, labels: Labels) -> Labels:
    if scores.shape[1] < 2:
        return np.full(len(labels), OUTSIDE, dtype=np.int64)
    others = np.array(scores, dtype=np.float64)
    others[np.arange(len(labels)), labels] = -9
    return np.asarray(others.argmax(axis=1), dtype=np.int64)


def _by_known_themes(
    views: Sequence[Any], counts: Sequence[int], reading: FieldReading, seed: int
) -> Sorting:
    kept = _kept_themes(reading, np.asarray(counts))
    chances = reading.themes[:, kept]
    labels = np.asarray(chances.argmax(axis=1), dtype=np.int64)
    strength = np.asarray(chances.max(axis=1), dtype=np.float32)
    runner_up = _second(chances, labels)
    known = {place: reading.theme_codes[column] for place, column in enumerate(kept)}
    outside = np.flatnonzero(strength < WEAK)
    labels[outside], runner_up[outside] = OUTSIDE, labels[outside]
    if len(outside) >= 2 * FEWEST:  # fewer leftovers are odd ones out, not a theme
        found = _found([view[outside] for view in views], max(2, proposed_number(len(outside)) // 2), seed)
        firm = _firm_groups(found, least_size(int(np.sum(counts))))
        for old, new in zip(firm, range(len(kept), len(kept) + len(firm)), strict=True):
            members = outside[found.labels == old]
            labels[members], strength[members] = new, found.strength[found.labels == old]
    return Sorting(labels, strength, runner_up, known)


def _kept_themes(reading: FieldReading, counts: Labels) -> list[int]:
    """Columns of the themes that enough texts speak about, in the bank's order."""
    usable = [i for i, code in enumerate(reading.theme_codes) if code not in NO_THEME]
    best = np.asarray(usable)[reading.themes[:, usable].argmax(axis=1)]
    firm = reading.themes.max(axis=1) >= WEAK
    sizes = np.bincount(best[firm], weights=counts[firm], minlength=len(reading.theme_codes))
    ranked = sorted(usable, key=lambda i: (-sizes[i], reading.theme_codes[i]))
    least = least_size(int(counts.sum()))
    return sorted(i for i in ranked if sizes[i] >= least) or ranked[:2]


def least_size(passages: int) -> int:
    """The fewest passages that make a theme of their own: 3 in 100, 10 in 1,000."""
    return max(3, round(0.01 * passages))


def _firm_groups(found: Sorting, least: int) -> list[int]:
    """Found groups that are large enough and hold together."""
    return [
        label
        for label in sorted({int(x) for x in found.labels})
        if np.sum(found.labels == label) >= least and found.strength[found.labels == label].mean() >= 0.45
    ]
