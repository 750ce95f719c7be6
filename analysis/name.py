"""Says what a group of texts is about: the phrases that mark it off from the other groups, and a name made of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.prepare import WORD
from analysis.stopwords import STOPWORDS

LONGEST_PHRASE = 3
_GLUE = frozenset({"of", "for", "to", "with", "and", "in", "at", "on", "from", "the", "a"})
_EMPTY = frozenset({"no", "not", "never", "good", "better", "best", "great", "bad", "nice", "lovely", "very"})


def phrases(text: str) -> Iterator[tuple[str, str]]:
    """Each word, and run of up to three words, that can stand alone: (in lower case, as written)."""
    found = [
        (m.group().lower().replace("’", "'"), m.group(), m.start(), m.end()) for m in WORD.finditer(text)
    ]
    for first in range(len(found)):
        for last in range(first, min(first + LONGEST_PHRASE, len(found))):
            run = found[first : last + 1]
            if last > first and not _joined(text, run[-2][3], run[-1][2]):
                break
            if _stands_alone([word for word, _, _, _ in run]):
                yield " ".join(word for word, _, _, _ in run), " ".join(raw for _, raw, _, _ in run)


def _joined(text: str, end: int, start: int) -> bool:
    return text[end:start].strip(" -/&") == ""


def _stands_alone(run: Sequence[str]) -> bool:
    edges_speak = all(word not in STOPWORDS and len(word) > 1 for word in (run[0], run[-1]))
    inner_holds = all(word not in STOPWORDS or word in _GLUE for word in run[1:-1])
    return edges_speak and inner_holds and not run[0].isdigit() and run[-1] not in _EMPTY


class GroupPhrases:
    """Class TF-IDF over groups of texts (Grootendorst 2022): how often a group uses a phrase against how rare it is."""

    def __init__(self, texts: Sequence[str], labels: Sequence[int]) -> None:
        self.by_group: dict[int, Counter[str]] = {}
        self.everywhere: Counter[str] = Counter()
        self._written: dict[str, Counter[str]] = {}
        for text, label in zip(texts, labels, strict=True):
            shouted = text.upper() == text
            for phrase, raw in sorted(set(phrases(text))):
                self._written.setdefault(phrase, Counter())[raw.lower() if shouted else raw] += 1
            seen = {phrase for phrase, _ in phrases(text)}
            self.by_group.setdefault(label, Counter()).update(seen)
            self.everywhere.update(seen)
        self._mean = sum(self.everywhere.values()) / max(1, len(self.by_group))

    def ranked(self, label: int, size: int) -> list[tuple[str, float]]:
        """Phrases of a group with their weight, strongest first. A phrase said once in a group of six does not count."""
        counts = self.by_group.get(label, Counter())
        least = 2 if size >= 6 else 1
        scored = [
            (phrase, self._weight(phrase, count, size)) for phrase, count in counts.items() if count >= least
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _weight(self, phrase: str, count: int, size: int) -> float:
        length = 1 + 0.35 * phrase.count(" ")  # two words say more than one
        pull = -0.5 if phrase in _EMPTY else 0.0
        return length * (count / size) * math.log(1 + self._mean / self.everywhere[phrase]) * (1 + pull)

    def as_written(self, phrase: str) -> str:
        """The phrase the way most people wrote it, first letters of sentences brought down."""
        forms = self._written.get(phrase, Counter())
        lower = sum(count for form, count in forms.items() if form == form.lower())
        capital = sum(count for form, count in forms.items() if form == form.capitalize())
        best = max(sorted(forms), key=lambda form: forms[form], default=phrase)
        if best == best.capitalize() and (lower or " " not in best) and capital <= 3 * (lower + 1):
            return phrase
        return best


def telling_phrases(groups: GroupPhrases, label: int, size: int, wanted: int = 6) -> tuple[str, ...]:
    """The strongest phrases that do not repeat each other's words."""
    chosen: list[str] = []
    for phrase, _ in groups.ranked(label, size):
        stems = {_stem(word) for word in phrase.split()}
        if any(stems & {_stem(word) for word in other.split()} - _GLUE for other in chosen):
            continue
        chosen.append(phrase)
        if len(chosen) == wanted:
            break
    return tuple(groups.as_written(phrase) for phrase in chosen)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word


def name_from(found: Sequence[str]) -> str:
    """ "Waiting list and speech therapy": a plain name from the two strongest phrases."""
    if not found:
        return "Other things people said"
    first = found[0][0].upper() + found[0][1:]
    return f"{first} and {found[1]}" if len(found) > 1 else first
