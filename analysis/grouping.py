"""Turns raw cluster labels into the groups that become themes: ordered, named, with the strength of every text's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.discover import Floats, FusedGraphThemes, Labels, similarity
from analysis.name import GroupPhrases, name_from, telling_phrases
from analysis.prepare import Prepared


@dataclass(frozen=True, slots=True)
class Group:
    """One theme to be. `texts` are places in `Prepared.texts`; `pull` is each word's weight in the theme."""

    name: str
    words: tuple[str, ...]
    texts: tuple[int, ...]
    size: int
    pull: dict[str, float]
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups, largest first, with every text's group, its strength and the runner-up group (or -1)."""

    groups: tuple[Group, ...]
    group_of: Labels
    strength: Floats
    runner_up: Labels
    views: tuple[Any, ...]


def group_texts(ready: Prepared, views: list[Any], found: FusedGraphThemes | None) -> Grouping:
    """Name and order the clusters; with none found, every text stands outside."""
    count = len(ready.texts)
    if found is None:
        nowhere = np.full(count, -1, dtype=np.int64)
        return Grouping((), nowhere, np.zeros(count, dtype=np.float32), nowhere, tuple(views))
    phrases = GroupPhrases(ready.texts, [int(label) for label in found.labels_])
    groups = [_group(ready, found, phrases, label) for label in sorted({int(x) for x in found.labels_})]
    order = sorted(range(len(groups)), key=lambda i: (-groups[i].size, groups[i].name, groups[i].texts))
    labels = sorted({int(x) for x in found.labels_})
    place_of = {labels[old]: new for new, old in enumerate(order)}
    group_of = np.array([place_of[int(label)] for label in found.labels_], dtype=np.int64)
    scores = found.scores(views)[:, [labels[old] for old in order]]
    return Grouping(
        _distinct_names([groups[i] for i in order]),
        group_of,
        _strength(found, scores, group_of),
        _runner_up(scores, group_of),
        tuple(views),
    )


def _group(ready: Prepared, found: FusedGraphThemes, phrases: GroupPhrases, label: int) -> Group:
    members = tuple(int(i) for i in np.flatnonzero(found.labels_ == label))
    words = telling_phrases(phrases, label, len(members))
    pull: dict[str, float] = {}
    for phrase, weight in phrases.ranked(label, len(members))[:120]:
        for word in phrase.split():
            pull[word] = max(pull.get(word, 0.0), weight)
    size = sum(ready.counts[i] for i in members)
    return Group(name_from(words), words, members, size, pull)


def _distinct_names(groups: list[Group]) -> tuple[Group, ...]:
    seen: dict[str, int] = {}
    named = []
    for group in groups:
        seen[group.name] = seen.get(group.name, 0) + 1
        again = seen[group.name]
        name = group.name if again == 1 else f"{group.name} ({again})"
        named.append(Group(name, group.words, group.texts, group.size, group.pull, group.known_as))
    return tuple(named)


def _strength(found: FusedGraphThemes, scores: Floats, group_of: Labels) -> Floats:
    """Half how much of the neighbourhood agrees, half how clearly the own centre wins."""
    sharp = np.exp(12 * (scores - scores.max(axis=1, keepdims=True)))
    share = sharp / sharp.sum(axis=1, keepdims=True)
    own = share[np.arange(len(group_of)), group_of]
    return np.asarray(np.clip((found.support_ + own) / 2, 0.0, 1.0), dtype=np.float32)


def _runner_up(scores: Floats, group_of: Labels) -> Labels:
    if scores.shape[1] < 2:
        return np.full(len(group_of), -1, dtype=np.int64)
    others = scores.copy()
    others[np.arange(len(group_of)), group_of] = -9
    return np.asarray(others.argmax(axis=1), dtype=np.int64)


def closeness(grouping: Grouping, group: Group) -> tuple[Floats, Floats]:
    """Each member's fit to its group, and how alike members are to each other, over all views."""
    members = list(group.texts)
    alike = np.mean([similarity(view[members], view[members]) for view in grouping.views], axis=0)
    return np.asarray(alike.mean(axis=1), dtype=np.float32), np.asarray(alike, dtype=np.float32)
