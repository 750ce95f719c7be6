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
from analysis.prepare import clean, says_nothing
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
        ordered = sorted(passages, key=lambda passage: (clean(passage.text), passage.id))
        self._place = {passage.id: row for row, passage in enumerate(ordered)}
        self._silent = frozenset(one.id for one in ordered if says_nothing(one.text, one.question))
        self._texts = [clean(passage.text) for passage in ordered]
        self.keys = sorted(key for key, ids in members.items() if len(ids) >= FEWEST_MEMBERS)
        self._own = [[self._place[id] for id in members[key]] for key in self.keys]
        self._scores = self._all_scores(models)

    def closer(self, id: str, theme: str) -> str:
        """The other theme that this answer is clearly closer to than to its own, or an empty string."""
        if theme not in self.keys or id in self._silent:
            return ""
        row, column = self._scores[self._place[id]], self.keys.index(theme)
        best = int(np.argmax(row))
        return self.keys[best] if row[best] - row[column] > CLEARLY else ""

    def place_of(self, id: str, barred: Sequence[str] = ()) -> Placed | None:
        """The theme a new answer fits, or None. `barred` are themes that a person took it out of."""
        row = self._scores[self._place[id]]
        order = [int(c) for c in np.argsort(-row, kind="stable") if self.keys[int(c)] not in barred]
        if id in self._silent or not order:
            return None
        first, *others = order
        usual = self._scores[self._own[first], first]
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
        if not self.keys:
            return np.zeros((len(self._texts), 0))
        views = [view.fit_transform(self._texts) for view in (WordStatistics(), LetterStatistics())]
        views += [read(self._texts) for read in models]
        cosines = [self._cosines(view) for view in views]
        alike = [(seen - seen.mean()) / max(float(seen.std()), 1e-9) for seen in cosines]
        return np.asarray(np.round(np.mean(alike, axis=0), 5))

    def _cosines(self, view: Any) -> Floats:
        """Cosine of every answer to every theme's centre; an answer is left out of its own theme's centre."""
        rows = [row for own in self._own for row in own]
        columns = [column for column, own in enumerate(self._own) for _ in own]
        shape = (len(self._texts), len(self.keys))
        is_member = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        inside = is_member.toarray()
        total = _dense(is_member.T @ view)
        pull = _dense(view @ total.T)
        square = (total * total).sum(axis=1)
        own = _squares(view)[:, None]
        # without itself: (S − x)·x = S·x − |x|², and |S − x|² = |S|² − 2 S·x + |x|²
        length = np.sqrt(np.maximum(square[None, :] - inside * (2 * pull - own), 1e-12))
        return np.asarray((pull - inside * own) / length)


def _dense(matrix: Any) -> Floats:
    return np.asarray(matrix.toarray() if sparse.issparse(matrix) else matrix, dtype=np.float64)


def _squares(view: Any) -> Floats:
    return np.asarray((view.multiply(view) if sparse.issparse(view) else view * view).sum(axis=1)).ravel()
