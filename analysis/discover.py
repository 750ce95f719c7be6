"""Finds groups of texts that speak about the same thing, with no list of themes to start from.

Several unlike views of the texts (words, letter groups, sentence vectors) each name every text's nearest
neighbours; the neighbour graphs are summed and cut by spectral clustering. Everything is seeded and runs on one
thread of linear algebra, so the same texts give the same groups.
"""

# mypy: disallow-subclassing-any=False
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import SpectralClustering
from threadpoolctl import threadpool_limits

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
BLOCK = 1024
FAINT = 1e-3  # a link that only keeps the graph in one piece


def proposed_number(distinct: int) -> int:
    """How many themes to look for in this many distinct texts: 5 in 45, 8 in 120, 20 in 1,000, 40 at most."""
    return int(min(40, max(3, round(0.9 * distinct**0.45))))


def similarity(rows: Any, others: Any) -> Floats:
    """Cosine of unit rows, dense: (len(rows), len(others))."""
    product = rows @ others.T
    dense = product.toarray() if sparse.issparse(product) else np.asarray(product)
    return np.asarray(dense, dtype=np.float32)


def neighbour_graph(view: Any, neighbours: int) -> Any:
    """Sparse 0/1 rows: each text's nearest others in this view. Texts that share nothing are no neighbours."""
    total = view.shape[0]
    width = min(neighbours, total - 1)
    rows: list[Any] = []
    for start in range(0, total, BLOCK):
        near = similarity(view[start : start + BLOCK], view)
        inside = np.arange(near.shape[0])
        near[inside, inside + start] = -1.0
        # ties are cut by place, which is alphabetical, so the choice is always the same
        picked = np.argsort(-np.round(near, 5), axis=1, kind="stable")[:, :width]
        keep = near[inside[:, None], picked] > 1e-6
        row_of = np.repeat(inside, width)[keep.ravel()]
        flat = sparse.csr_array(
            (np.ones(len(row_of), dtype=np.float32), (row_of, picked.ravel()[keep.ravel()])),
            shape=(near.shape[0], total),
        )
        rows.append(flat)
    return sparse.vstack(rows, format="csr")


def fused_graph(views: Sequence[Any], neighbours: int, weights: Sequence[float] | None = None) -> Any:
    """The sum of the views' neighbour graphs, symmetric and in one piece."""
    weights = weights or [1.0] * len(views)
    total = sum(
        weight * neighbour_graph(view, neighbours) for view, weight in zip(views, weights, strict=True)
    )
    graph = sparse.csr_array((total + total.T) / 2)
    pieces, piece_of = connected_components(graph, directed=False)
    if pieces > 1:
        firsts = np.array([int(np.argmax(piece_of == piece)) for piece in range(pieces)])
        chain = (np.full(pieces - 1, FAINT, dtype=np.float32), (firsts[:-1], firsts[1:]))
        bridge = sparse.csr_array(chain, shape=graph.shape)
        graph = sparse.csr_array(graph + bridge + bridge.T)
    return sparse.csr_array(  # the eigen-solver's checks want 32-bit places
        (graph.data, graph.indices.astype(np.int32), graph.indptr.astype(np.int32)), shape=graph.shape
    )


def cut(graph: Any, n_themes: int, seed: int) -> Labels:
    """Spectral clustering with pivoted QR: no restarts, no luck."""
    clusterer = SpectralClustering(
        n_clusters=n_themes, affinity="precomputed", assign_labels="cluster_qr", random_state=seed
    )
    with threadpool_limits(limits=1):
        return np.asarray(clusterer.fit_predict(graph), dtype=np.int64)


class FusedGraphThemes(ClusterMixin, BaseEstimator):
    """Groups texts seen through several views (matrices with the same rows, each row of unit length).

    No more groups are made than there are pairs of texts. Above `largest` texts a seeded sample is cut, and the rest go to the nearest centre. After `fit`: `labels_`
    (0 to n_themes-1), `support_` (how much of a text's neighbourhood shares its label, 0 to 1), `centres_` (one
    matrix a view).
    """

    def __init__(
        self, n_themes: int | None = None, neighbours: int = 12, seed: int = 0, largest: int = 3000
    ) -> None:
        self.n_themes = n_themes
        self.neighbours = neighbours
        self.seed = seed
        self.largest = largest

    def fit(self, views: Sequence[Any], y: object = None) -> FusedGraphThemes:
        total = views[0].shape[0]
        wanted = min(self.n_themes or proposed_number(total), max(1, total // 2))
        chosen = self._sample(total)
        seen = [view[chosen] for view in views]
        graph = fused_graph(seen, self.neighbours)
        labels = cut(graph, wanted, self.seed) if wanted > 1 else np.zeros(len(chosen), dtype=np.int64)
        self.n_themes_ = wanted
        self.centres_ = [_centres(view, labels, wanted) for view in seen]
        if len(chosen) == total:
            self.labels_, self.support_ = labels, _agreement(graph, labels)
        else:
            scores = self.scores(views)
            self.labels_ = np.asarray(scores.argmax(axis=1), dtype=np.int64)
            self.labels_[chosen] = labels
            self.support_ = _share_of_best(scores)
        return self

    def predict(self, views: Sequence[Any]) -> Labels:
        """The nearest theme of texts that may be new."""
        return np.asarray(self.scores(views).argmax(axis=1), dtype=np.int64)

    def scores(self, views: Sequence[Any]) -> Floats:
        """Mean cosine to each theme's centre over the views: (texts, themes)."""
        parts = [similarity(view, centre) for view, centre in zip(views, self.centres_, strict=True)]
        return np.asarray(np.mean(parts, axis=0), dtype=np.float32)

    def _sample(self, total: int) -> npt.NDArray[np.int64]:
        if total <= self.largest:
            return np.arange(total)
        generator = np.random.default_rng(self.seed)
        return np.sort(generator.choice(total, size=self.largest, replace=False))


def _centres(view: Any, labels: Labels, n_themes: int) -> Any:
    membership = sparse.csr_array(
        (np.ones(len(labels), dtype=np.float32), (labels, np.arange(len(labels)))),
        shape=(n_themes, len(labels)),
    )
    total = membership @ view
    if sparse.issparse(total):
        total = total.toarray()
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(total / np.maximum(length, 1e-9), dtype=np.float32)


def _agreement(graph: Any, labels: Labels) -> Floats:
    coo = graph.tocoo()
    row, col = coo.coords
    total = np.bincount(row, weights=coo.data, minlength=len(labels))
    same = np.bincount(row, weights=coo.data * (labels[row] == labels[col]), minlength=len(labels))
    return np.asarray(same / np.maximum(total, 1e-9), dtype=np.float32)


def _share_of_best(scores: Floats) -> Floats:
    sharp = np.exp(12 * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(1 / sharp.sum(axis=1), dtype=np.float32)
