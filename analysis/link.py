"""Says which focus area of a plan a text speaks to, how sure that is, and when a person must decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import softmax

from analysis.bank import Bank
from analysis.discover import similarity
from analysis.field import FieldReading, beside, standardised
from analysis.framework import NO_AREA, Framework
from analysis.lens import Lens
from analysis.ridge import Doubles

SURE = 0.5
CLOSE = 0.15
SECOND_CHOICE = 0.03
_NONE_LEVEL = 0.3  # how far above the ordinary a likeness must be before an area is better than none
_SHARP_TEXTS, _SHARP_THEMES = 1.5, 2.5


@dataclass(frozen=True, slots=True)
class AreaScores:
    """Chances of each code for each text: `chances[i, j]` of `codes[j]`, rows sum to 1; the last code is "none"."""

    codes: tuple[str, ...]
    chances: Doubles

    def first_two(self, row: int) -> tuple[str, str, float]:
        """(first code, second code or empty, chance of the first)."""
        order = np.argsort(-np.round(self.chances[row], 6), kind="stable")
        has_second = len(order) > 1 and self.chances[row, order[1]] >= SECOND_CHOICE
        return (
            self.codes[order[0]],
            self.codes[order[1]] if has_second else "",
            float(self.chances[row, order[0]]),
        )

    def doubt(self, row: int, framework: Framework) -> str:
        """Why a person should look, or an empty string."""
        first, second, chance = self.first_two(row)
        rest = np.sort(self.chances[row])[::-1]
        if len(rest) > 1 and rest[0] - rest[1] < CLOSE:
            return f"Could be “{framework.short(first)}” or “{framework.short(second or NO_AREA)}”."
        return f"Only a weak sign of “{framework.short(first)}”." if chance < SURE else ""


def no_area(count: int) -> AreaScores:
    """What is said when there is no framework: none, for certain."""
    return AreaScores((NO_AREA,), np.ones((count, 1)))


def taught_by(bank: Bank, framework: Framework) -> bool:
    """Whether the bank has examples for every focus area of this framework."""
    return set(framework.codes) <= bank.areas


def from_examples(reading: FieldReading, framework: Framework) -> AreaScores:
    """Chances for a framework whose areas the bank teaches."""
    codes = (*framework.codes, NO_AREA)
    chances = reading.areas[:, [reading.area_codes.index(code) for code in codes]]
    return AreaScores(codes, chances / chances.sum(axis=1, keepdims=True))


def from_descriptions(
    texts: Sequence[str],
    questions: Sequence[str],
    framework: Framework,
    lens: Lens,
    bank: Bank,
    reading: FieldReading | None,
) -> AreaScores:
    """Chances from a framework's own words. Texts are compared with its descriptions, and, where the texts are about
    the bank's field, also by way of the bank's themes, whose meaning is known better than that of a short answer."""
    joined = [beside(question, text) for question, text in zip(questions, texts, strict=True)]
    likeness = _likeness(texts, framework, lens) + 0.5 * _likeness(joined, framework, lens)
    chances = _with_none(likeness, _SHARP_TEXTS)
    if reading is not None and reading.at_home:
        by_theme = _with_none(_theme_likeness(bank, reading.theme_codes, framework, lens), _SHARP_THEMES)
        chances = (reading.themes @ by_theme) ** 0.8 * chances**0.2
        chances /= chances.sum(axis=1, keepdims=True)
    return AreaScores((*framework.codes, NO_AREA), chances)


def _described(framework: Framework) -> list[list[str]]:
    """Each area in three lengths: everyday title, description with keywords, everything."""
    return [
        [area.short for area in framework.focus_areas],
        [" ".join((area.description or area.title, *area.keywords)) for area in framework.focus_areas],
        [
            ". ".join(
                part for part in (area.plain, area.title, area.description, " ".join(area.keywords)) if part
            )
            for area in framework.focus_areas
        ],
    ]


def _likeness(texts: Sequence[str], framework: Framework, lens: Lens) -> Doubles:
    views = lens.transform(texts)
    versions = [lens.transform(version) for version in _described(framework)]
    total = np.zeros((len(texts), len(framework.focus_areas)))
    for place, view in enumerate(views):
        # words and letters share one vote: on short answers they seldom meet a description at all
        vote = 0.25 if place < 2 else 1.0
        total += vote * np.mean(
            [standardised(similarity(view, version[place])) for version in versions], axis=0
        )
    return total


def _theme_likeness(bank: Bank, codes: Sequence[str], framework: Framework, lens: Lens) -> Doubles:
    told = {theme.code: f"{theme.name}. {theme.description}" for theme in bank.themes}
    by_words = _likeness([told.get(code, code.replace("_", " ")) for code in codes], framework, lens)
    shown = [example.text for example in bank.examples]
    membership = np.array(
        [[example.theme == code for example in bank.examples] for code in codes], dtype=np.float64
    )
    by_examples = membership @ _likeness(shown, framework, lens) / membership.sum(axis=1, keepdims=True)
    both = by_words / (by_words.std() or 1.0) + 0.5 * by_examples / (by_examples.std() or 1.0)
    return np.asarray(both, dtype=np.float64)


def _with_none(likeness: Doubles, sharpness: float) -> Doubles:
    scaled = likeness / (likeness.std() or 1.0)
    level = np.full((len(scaled), 1), _NONE_LEVEL)
    return np.asarray(softmax(sharpness * np.hstack([scaled, level]), axis=1))
