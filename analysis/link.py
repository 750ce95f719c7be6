"""Says which focus area of a plan a text speaks to, how sure that is, and when a person must decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.discover import Floats, similarity
from analysis.framework import NO_AREA, Framework
from analysis.represent import LetterStatistics, WordStatistics

SURE = 0.5
CLOSE = 0.12


@dataclass(frozen=True, slots=True)
class AreaScores:
    """Chances of each code for each text: `chances[i, j]` of `codes[j]`, rows sum to 1; the last code is "none"."""

    codes: tuple[str, ...]
    chances: Floats

    def first_two(self, row: int) -> tuple[str, str, float]:
        """(first code, second code or empty, chance of the first)."""
        order = np.argsort(-np.round(self.chances[row], 6), kind="stable")
        second = self.codes[order[1]] if len(order) > 1 and self.chances[row, order[1]] >= 0.05 else ""
        return self.codes[order[0]], second, float(self.chances[row, order[0]])

    def doubt(self, row: int, framework: Framework) -> str:
        """Why a person should look, or an empty string."""
        first, second, chance = self.first_two(row)
        rest = np.sort(self.chances[row])[::-1]
        if len(rest) > 1 and rest[0] - rest[1] < CLOSE:
            return f"Could be “{framework.short(first)}” or “{framework.short(second)}”."
        if chance < SURE:
            return f"Only a weak sign of “{framework.short(first)}”."
        return ""


def no_area(count: int) -> AreaScores:
    """What is said when there is no framework: none, for certain."""
    return AreaScores((NO_AREA,), np.ones((count, 1), dtype=np.float32))


def zero_shot(texts: Sequence[str], questions: Sequence[str], framework: Framework) -> AreaScores:
    """Chances from the framework's own words alone: title, everyday title, description, keywords."""
    about = [
        ". ".join((area.plain, area.title, area.description, " ".join(area.keywords)))
        for area in framework.focus_areas
    ]
    asked = [f"{text} {question}" for text, question in zip(texts, questions, strict=True)]
    scores = np.zeros((len(texts), len(about)), dtype=np.float32)
    for view in (WordStatistics(), LetterStatistics()):
        view.fit([*about, *texts])
        told = view.transform(about)
        scores += similarity(view.transform(texts), told) + 0.3 * similarity(view.transform(asked), told)
    with_none = np.hstack([scores, np.full((len(texts), 1), 0.08, dtype=np.float32)])
    sharp = np.exp(15 * (with_none - with_none.max(axis=1, keepdims=True)))
    return AreaScores((*framework.codes, NO_AREA), sharp / sharp.sum(axis=1, keepdims=True))
