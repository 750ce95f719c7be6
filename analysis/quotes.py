"""Chooses passages that show a theme: the most typical, others that put it another way, one from its edge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.discover import Floats
from analysis.findings import QuoteFound
from analysis.passages import Passage
from analysis.prepare import clean, words

QUOTES = 5


def choose_quotes(
    passages: Sequence[Passage], closeness: Floats, alike: Floats, wanted: int = QUOTES
) -> tuple[QuoteFound, ...]:
    """`closeness[i]` is passage i's fit to its theme and `alike[i, j]` how much two passages say the same.

    No two quotes come from one respondent or use the same words; quotes of 4 to 60 words are preferred.
    """
    fit = closeness + np.array([_readable(passage.text) for passage in passages], dtype=np.float32)
    chosen: list[int] = []
    while len(chosen) < wanted:
        free = [i for i in range(len(passages)) if _new_voice(passages, i, chosen)]
        if not free:
            break
        pull = fit - 0.7 * (alike[:, chosen].max(axis=1) if chosen else 0.0)
        chosen.append(max(free, key=lambda i: (round(float(pull[i]), 5), passages[i].text, passages[i].id)))
    return tuple(
        QuoteFound(passages[i].id, clean(passages[i].text), "centre" if not place else "range")
        for place, i in enumerate(chosen)
    )


def _new_voice(passages: Sequence[Passage], candidate: int, chosen: Sequence[int]) -> bool:
    who, said = passages[candidate].respondent, words(passages[candidate].text)
    return candidate not in chosen and all(
        (not who or passages[i].respondent != who) and words(passages[i].text) != said for i in chosen
    )


def _readable(text: str) -> float:
    length = len(words(text))
    return 0.15 if 4 <= length <= 40 else 0.0 if length <= 80 else -0.2
