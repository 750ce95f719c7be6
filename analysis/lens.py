"""Looks at texts in several unlike ways at once: words, letter groups, and the meaning language models see in them."""

# mypy: disallow-subclassing-any=False
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from analysis.embed.encoder import Floats
from analysis.embed.store import VectorStore
from analysis.represent import LetterStatistics, WordStatistics


class Lens(TransformerMixin, BaseEstimator):
    """Texts to a list of matrices, one a view, each with a unit row a text.

    `fit` learns the vocabulary, and the mean of every model's vectors, which is then taken away: some models put
    all texts into one corner, and only what differs tells them apart.
    """

    def __init__(self, stores: Sequence[VectorStore] = ()) -> None:
        self.stores = stores

    def fit(self, texts: Sequence[str], y: object = None) -> Lens:
        self.words_ = WordStatistics().fit(texts)
        self.letters_ = LetterStatistics().fit(texts)
        self.means_ = [store.vectors(texts).mean(axis=0) for store in self.stores]
        return self

    def transform(self, texts: Sequence[str]) -> list[Any]:
        views: list[Any] = [self.words_.transform(texts), self.letters_.transform(texts)]
        for store, mean in zip(self.stores, self.means_, strict=True):
            views.append(_unit(store.vectors(texts) - mean))
        return views


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)
