"""Compares answers with themes that are there already: which theme a new answer fits, and which other theme comes
closer than its own. Words, letter groups and, where they are installed, language models each have one voice."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.passages import Passage
from analysis.prepare import prepare
from analysis.represent import LetterStatistics, WordStatistics, content_words

Floats = npt.NDArray[np.float64]
Reads = Callable[[Sequence[str]], npt.NDArray[np.float32]]  # texts → rows of unit length

FITS_LIKE = 0.35  # a new answer must be at least as close as this share of the theme's own answers …
CLEARLY = 0.5  # … and this many standard deviations closer than to the next theme, or a person is asked
FEWEST_MEMBERS = 3  # a theme of fewer answers pulls nothing


@dataclass(frozen=True)
class Placed:
    """Where an answer fits. `confidence` is the share of the theme's own answers that are no closer, 0 to 1;
    `maybe` is another theme that comes nearly as close, or empty."""

    theme: str
    confidence: float
    maybe: str = ""


class Neighbourhood:
    """Themes as the words of their answers. `members` maps a theme's key to the ids of its passages; `models` turn
    texts into rows of unit length."""

    def __init__(
        self, passages: Iterable[Passage], members: Mapping[str, Sequence[str]], models: Sequence[Reads] = ()
    ) -> None:
        given = sorted(passages, key=lambda passage: passage.id)
        # the very texts analysis reads, so that a model's vector of each is there already
        ready = prepare([one.text for one in given], [one.question for one in given])
        self._texts = ready.texts
        self._row = {one.id: row for one, row in zip(given, ready.of_passage, strict=True) if row >= 0}
        speaking = {key: [self._row[id] for id in ids if id in self._row] for key, ids in members.items()}
        self.keys = sorted(key for key, rows in speaking.items() if len(rows) >= FEWEST_MEMBERS)
        self._own = [Counter(speaking[key]) for key in self.keys]
        self._scores = self._all_scores(models)

    def closer(self, id: str, theme: str) -> str:
        """The other theme that this answer is clearly closer to than to its own, or an empty string."""
        if theme not in self.keys or id not in self._row:
            return ""
        row, column = self._scores[self._row[id]], self.keys.index(theme)
        best = int(np.argmax(row))
        return self.keys[best] if row[best] - row[column] > CLEARLY else ""

    def place_of(self, id: str, barred: Sequence[str] = ()) -> Placed | None:
        """The theme a new answer fits, or None. `barred` are themes that a person took it out of."""
        if id not in self._row:
            return None
        row = self._scores[self._row[id]]
        order = [int(c) for c in np.argsort(-row, kind="stable") if self.keys[int(c)] not in barred]
        if not order:
            return None
        first, *others = order
        usual = self._scores[list(self._own[first].elements()), first]
        confidence = float(np.mean(usual <= row[first]))
        if confidence < FITS_LIKE:
            return None
        is_close = bool(others) and row[first] - row[others[0]] < CLEARLY
        return Placed(self.keys[first], round(confidence, 4), self.keys[others[0]] if is_close else "")

    def pull_of(self, theme: str) -> Mapping[str, float]:
        """Each word's pull towards a theme: how much larger a share of its answers says it than of the others."""
        own = set(self._own[self.keys.index(theme)])
        here, there = Counter[str](), Counter[str]()
        for row, text in enumerate(self._texts):
            (here if row in own else there).update(set(content_words(text)))
        others = max(1, len(self._texts) - len(own))
        shares = {word: n / len(own) - there[word] / others for word, n in here.items()}
        return {word: share for word, share in shares.items() if share > 0}

    def _all_scores(self, models: Sequence[Reads]) -> Floats:
        """How close every answer is to every theme, in standard deviations, mean over the views."""
        if not self.keys or not self._texts:
            return np.zeros((len(self._texts), 0))
        views = [view.fit_transform(self._texts) for view in (WordStatistics(), LetterStatistics())]
        views += [read(self._texts) for read in models]
        cosines = [self._cosines(view) for view in views]
        alike = [(seen - seen.mean()) / max(float(seen.std()), 1e-9) for seen in cosines]
        return np.asarray(np.round(np.mean(alike, axis=0), 5))

    def _cosines(self, view: Any) -> Floats:
        """Cosine of every text to every theme's centre; a text is left out of its own theme's centre."""
        times = np.zeros((len(self._texts), len(self.keys)))  # how often a theme's answers say a text
        for column, own in enumerate(self._own):
            times[list(own), column] = list(own.values())
        total = _dense(sparse.csr_array(times).T @ view)
        pull = _dense(view @ total.T)
        square = (total * total).sum(axis=1)
        size = _squares(view)[:, None]
        # without its n copies: (S − nx)·x = S·x − n|x|², and |S − nx|² = |S|² − 2n S·x + n²|x|²
        length = np.sqrt(np.maximum(square[None, :] - 2 * times * pull + times**2 * size, 1e-12))
        return np.asarray((pull - times * size) / length)


def _dense(matrix: Any) -> Floats:
    return np.asarray(matrix.toarray() if sparse.issparse(matrix) else matrix, dtype=np.float64)


def _squares(view: Any) -> Floats:
    return np.asarray((view.multiply(view) if sparse.issparse(view) else view * view).sum(axis=1)).ravel()
