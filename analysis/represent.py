"""Turns texts into vectors of words and of letter groups. Sentence vectors from a language model live in `embed`."""

# mypy: disallow-subclassing-any=False
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.prepare import words
from analysis.stopwords import STOPWORDS


def content_words(text: str) -> list[str]:
    """Words that carry meaning; where a text has none of those, all its words."""
    found = words(text)
    return [word for word in found if word not in STOPWORDS] or found


def word_terms(text: str) -> list[str]:
    """Content words and pairs of neighbours."""
    found = content_words(text)
    return found + [f"{a} {b}" for a, b in pairwise(found)]


class WordStatistics(TransformerMixin, BaseEstimator):
    """Word TF-IDF: texts in, sparse rows of unit length out."""

    def __init__(self, min_df: int = 1) -> None:
        self.min_df = min_df

    def fit(self, texts: Sequence[str], y: object = None) -> WordStatistics:
        self.vectorizer_ = TfidfVectorizer(analyzer=word_terms, min_df=self.min_df, sublinear_tf=True)
        self.vectorizer_.fit(texts)
        return self

    def transform(self, texts: Sequence[str]) -> Any:
        return self.vectorizer_.transform(texts)


class LetterStatistics(TransformerMixin, BaseEstimator):
    """TF-IDF of letter groups inside words, which barely suffers from misspelling: sparse rows of unit length."""

    def __init__(self, min_df: int = 1, shortest: int = 3, longest: int = 5) -> None:
        self.min_df = min_df
        self.shortest = shortest
        self.longest = longest

    def fit(self, texts: Sequence[str], y: object = None) -> LetterStatistics:
        self.vectorizer_ = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(self.shortest, self.longest),
            min_df=self.min_df,
            sublinear_tf=True,
            preprocessor=str.lower,
        )
        self.vectorizer_.fit(texts)
        return self

    def transform(self, texts: Sequence[str]) -> Any:
        return self.vectorizer_.transform(texts)
