"""Turns a sorting into the groups that become themes: ordered and named, with the words that pull towards each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.discover import Floats, Labels, similarity
from analysis.guide import OUTSIDE, Sorting
from analysis.name import GroupPhrases, name_of, telling_phrases
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
    """All groups, largest first, with every text's group, its strength and the runner-up group (or OUTSIDE)."""

    groups: tuple[Group, ...]
    group_of: Labels
    strength: Floats
    runner_up: Labels
    views: tuple[Any, ...]


def ungrouped(count: int, views: Sequence[Any]) -> Grouping:
    """Every text stands outside: there were too few."""
    nowhere = np.full(count, OUTSIDE, dtype=np.int64)
    return Grouping((), nowhere, np.zeros(count, dtype=np.float32), nowhere, tuple(views))


def group_texts(
    ready: Prepared, views: Sequence[Any], sorting: Sorting, names: Mapping[str, str]
) -> Grouping:
    """Name and order the groups; `names` are the bank's names of its themes by code."""
    labels = sorted({int(label) for label in sorting.labels} - {OUTSIDE})
    phrases = GroupPhrases(ready.texts, [int(label) for label in sorting.labels], ready.questions)
    groups = {label: _group(ready, sorting, phrases, label, names) for label in labels}
    order = sorted(labels, key=lambda label: (-groups[label].size, groups[label].name, groups[label].texts))
    place_of = {label: place for place, label in enumerate(order)} | {OUTSIDE: OUTSIDE}
    return Grouping(
        _distinct_names([groups[label] for label in order]),
        _moved(sorting.labels, place_of),
        sorting.strength,
        _moved(sorting.runner_up, place_of),
        tuple(views),
    )


def _moved(labels: Labels, place_of: Mapping[int, int]) -> Labels:
    return np.array([place_of.get(int(label), OUTSIDE) for label in labels], dtype=np.int64)


def _group(
    ready: Prepared, sorting: Sorting, phrases: GroupPhrases, label: int, names: Mapping[str, str]
) -> Group:
    members = tuple(int(i) for i in np.flatnonzero(sorting.labels == label))
    words = telling_phrases(phrases, label, len(members))
    pull: dict[str, float] = {}
    for phrase, weight in phrases.ranked(label, len(members))[:120]:
        for word in phrase.split():
            pull[word] = max(pull.get(word, 0.0), weight)
    known_as = sorting.known.get(label, "")
    name = names.get(known_as) or name_of(phrases, label, len(members))
    return Group(name, words, members, sum(ready.counts[i] for i in members), pull, known_as)


def _distinct_names(groups: Sequence[Group]) -> tuple[Group, ...]:
    seen: dict[str, int] = {}
    named = []
    for group in groups:
        seen[group.name] = seen.get(group.name, 0) + 1
        again = seen[group.name]
        named.append(group if again == 1 else replace(group, name=f"{group.name} ({again})"))
    return tuple(named)


def closeness(grouping: Grouping, members: Sequence[int]) -> tuple[Floats, Floats]:
    """Each member's fit to the others, and how alike members are to each other, over all views."""
    alike = np.mean([similarity(view[members], view[members]) for view in grouping.views], axis=0)
    return np.asarray(alike.mean(axis=1), dtype=np.float32), np.asarray(alike, dtype=np.float32)
