"""A classifier on likeness: many unlike views in, calibrated chances out, in one small piece of linear algebra."""

# mypy: disallow-subclassing-any=False
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from threadpoolctl import threadpool_limits

Doubles = npt.NDArray[np.float64]


class LikenessClassifier(ClassifierMixin, BaseEstimator):
    """Kernel ridge on one-against-rest targets, rare classes weighted up.

    Every example's score without itself comes in closed form (Rifkin and Lippert 2007), and sets how sharply scores
    become chances: no examples need be held back. `fit` takes the examples' likeness to each other (n, n);
    `predict_proba` takes new texts' likeness to the examples (m, n). `caution` below 1 flattens the chances,
    because examples written together are more alike than what people will write.
    """

    def __init__(self, penalty: float = 1.5, caution: float = 1.0) -> None:
        self.penalty = penalty
        self.caution = caution

    def fit(self, likeness: Doubles, labels: Sequence[str]) -> LikenessClassifier:
        self.classes_ = np.array(sorted(set(labels)))
        targets = (np.asarray(labels)[:, None] == self.classes_[None, :]).astype(np.float64)
        weight = targets @ (1 / np.sqrt(targets.mean(axis=0) * len(self.classes_)))
        with threadpool_limits(limits=1):
            inverse = np.linalg.inv(likeness + 1.0 + np.diag(self.penalty / weight))
            self.coefficients_ = inverse @ targets
        self.left_out_scores_ = targets - self.coefficients_ / np.diag(inverse)[:, None]
        self.sharpness_ = _sharpness(self.left_out_scores_, targets.argmax(axis=1))
        return self

    def predict_proba(self, likeness: Doubles) -> Doubles:
        """Chances of each of `classes_`: (m, classes)."""
        with threadpool_limits(limits=1):
            scores = (likeness + 1.0) @ self.coefficients_
        return np.asarray(softmax(scores * self.sharpness_ * self.caution, axis=1))

    def predict(self, likeness: Doubles) -> npt.NDArray[np.str_]:
        """The likeliest class of each text."""
        return np.asarray(self.classes_[self.predict_proba(likeness).argmax(axis=1)])


def _sharpness(scores: Doubles, right: npt.NDArray[np.int64]) -> float:
    """The factor under which the left-out scores explain the labels best (temperature scaling, Guo et al. 2017)."""

    def surprise(log_factor: float) -> float:
        chances = log_softmax(scores * np.exp(log_factor), axis=1)
        return float(-chances[np.arange(len(right)), right].mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(0.0, 5.0), method="bounded").x))
