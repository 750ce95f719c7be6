"""Points at the words in a passage that suggested its theme."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.prepare import word_spans
from analysis.stopwords import STOPWORDS

MOST_SPANS = 4


def evidence_spans(text: str, weights: Mapping[str, float]) -> tuple[tuple[int, int], ...]:
    """(start, end) offsets of the heaviest words of `text`, neighbours joined, in reading order.

    `weights` gives a word's pull towards the theme; words without one, and filler words, are not evidence.
    """
    spans = [
        (weights[word], start, end)
        for word, start, end in word_spans(text)
        if weights.get(word, 0.0) > 0 and word not in STOPWORDS
    ]
    if not spans:
        return ()
    least = 0.3 * max(weight for weight, _, _ in spans)
    heavy = sorted(spans, key=lambda span: (-span[0], span[1]))[: 2 * MOST_SPANS]
    kept = sorted((start, end) for weight, start, end in heavy if weight >= least)
    return tuple(_joined(text, kept)[:MOST_SPANS])


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start].strip(" -/") == "":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
