"""What is known about the field before a single answer is read: the bank's themes and areas, learnt from its examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.bank import Bank
from analysis.discover import Floats, similarity
from analysis.lens import Lens
from analysis.ridge import Doubles, LikenessClassifier

AT_HOME = 0.45
NO_THEME = frozenset({"other", "no_content"})


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What the bank makes of each text. Columns of `themes` follow `theme_codes`, of `areas` follow `area_codes`.

    `at_home` says whether these texts are about what the bank is about: if not, its themes must not be used.
    """

    theme_codes: tuple[str, ...]
    themes: Doubles
    area_codes: tuple[str, ...]
    areas: Doubles
    at_home: bool


def beside(question: str, text: str) -> str:
    """A text with its question, as the asked lens sees it."""
    return f"{question} {text}" if question else text


def read_field(
    bank: Bank, texts: Sequence[str], questions: Sequence[str], answer_lens: Lens, asked_lens: Lens
) -> FieldReading:
    """Teach two classifiers from the bank and ask them about the texts. The lenses have been fitted on both."""
    examples = [example.text for example in bank.examples]
    asked = [beside(example.question, example.text) for example in bank.examples]
    joined = [beside(question, text) for question, text in zip(questions, texts, strict=True)]
    known = [*answer_lens.transform(examples), *asked_lens.transform(asked)]
    new = [*answer_lens.transform(texts), *asked_lens.transform(joined)]
    among = np.mean([similarity(view, view) for view in known], axis=0).astype(np.float64)
    towards = np.mean([similarity(a, b) for a, b in zip(new, known, strict=True)], axis=0).astype(np.float64)
    by_theme = LikenessClassifier().fit(among, [example.theme for example in bank.examples])
    by_area = LikenessClassifier().fit(among, [example.area for example in bank.examples])
    themes = by_theme.predict_proba(towards)
    direct = by_area.predict_proba(towards)
    through = themes @ _areas_of_themes(bank, by_theme.classes_.tolist(), by_area.classes_.tolist())
    # an area is read mostly by way of its themes, which are narrower and so easier to tell apart
    areas = np.exp(0.65 * np.log(through + 1e-6) + 0.35 * np.log(direct + 1e-6))
    return FieldReading(
        theme_codes=tuple(by_theme.classes_.tolist()),
        themes=themes,
        area_codes=tuple(by_area.classes_.tolist()),
        areas=areas / areas.sum(axis=1, keepdims=True),
        at_home=bool(len(texts) and themes.max(axis=1).mean() >= AT_HOME),
    )


def _areas_of_themes(bank: Bank, themes: list[str], areas: list[str]) -> Doubles:
    """How a theme's examples fall on the areas: (themes, areas), rows sum to 1."""
    table = np.zeros((len(themes), len(areas)))
    for example in bank.examples:
        table[themes.index(example.theme), areas.index(example.area)] += 1
    return np.asarray(table / table.sum(axis=1, keepdims=True), dtype=np.float64)


def standardised(scores: Floats, hub_share: float = 0.5) -> Doubles:
    """Scores of texts against descriptions on one scale; what a description gets from every text is partly taken off."""
    wide = scores.astype(np.float64)
    spread = wide.std() or 1.0
    wide = (wide - wide.mean()) / spread
    return np.asarray(wide - hub_share * wide.mean(axis=0), dtype=np.float64)
