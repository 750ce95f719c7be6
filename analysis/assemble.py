"""Puts the findings together: groups become themes with quotes and links, and every passage gets its coding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.evidence import evidence_spans
from analysis.findings import CodingFound, LinkFound, QuoteFound, ThemeFound
from analysis.framework import NO_AREA, Framework
from analysis.grouping import Group, Grouping, closeness
from analysis.link import AreaScores
from analysis.passages import Passage
from analysis.prepare import Prepared, clean
from analysis.quotes import choose_quotes

WEAK = 0.3
MOST_COMPARED = 400  # quotes are chosen among this many of a theme's texts
SHARE_WORTH_A_LINK = 0.15


def themes_for(
    passages: Sequence[Passage],
    ready: Prepared,
    grouping: Grouping,
    areas: AreaScores,
    framework: Framework | None,
) -> tuple[ThemeFound, ...]:
    """A ThemeFound for each group, keys t01, t02 … from the largest down."""
    speakers = _first_passages(passages, ready)
    return tuple(
        ThemeFound(
            key=f"t{place:02d}",
            name=group.name,
            words=group.words,
            size=group.size,
            quotes=_quotes(speakers, grouping, group),
            links=_links(ready, group, areas, framework),
            known_as=group.known_as,
        )
        for place, group in enumerate(grouping.groups, start=1)
    )


def _first_passages(passages: Sequence[Passage], ready: Prepared) -> dict[int, Passage]:
    """For each distinct text one passage that said it, the same one whatever the order of the rows."""
    first: dict[int, Passage] = {}
    for passage, place in zip(passages, ready.of_passage, strict=True):
        if place >= 0 and (
            place not in first or (passage.text, passage.id) < (first[place].text, first[place].id)
        ):
            first[place] = passage
    return first


def _quotes(speakers: dict[int, Passage], grouping: Grouping, group: Group) -> tuple[QuoteFound, ...]:
    strongest = sorted(group.texts, key=lambda i: (-float(grouping.strength[i]), i))[:MOST_COMPARED]
    members = sorted(strongest)
    fit, alike = closeness(grouping, members)
    firm = 0.4 * grouping.strength[members]  # a quote should be typical, and be there for certain
    return choose_quotes([speakers[i] for i in members], fit + firm, alike)


def _links(
    ready: Prepared, group: Group, areas: AreaScores, framework: Framework | None
) -> tuple[LinkFound, ...]:
    if framework is None:
        return ()
    members = list(group.texts)
    weight = np.array([ready.counts[i] for i in members], dtype=np.float64)
    share = (areas.chances[members] * weight[:, None]).sum(axis=0) / weight.sum()
    firsts = areas.chances[members].argmax(axis=1)
    order = np.argsort(-np.round(share, 6), kind="stable")
    links = []
    for column in order[:3]:
        code = areas.codes[column]
        if code == NO_AREA or share[column] < SHARE_WORTH_A_LINK:
            continue
        speaking = int(weight[firsts == column].sum())
        if not speaking:
            continue  # many weak signs are not a link
        reason = f"{speaking} of its {group.size} answers speak most about the focus area “{framework.short(code)}”."
        links.append(LinkFound(code, round(float(share[column]), 4), reason))
    return tuple(links)


def codings_for(
    passages: Sequence[Passage],
    ready: Prepared,
    grouping: Grouping,
    themes: Sequence[ThemeFound],
    areas: AreaScores,
    framework: Framework | None,
) -> tuple[CodingFound, ...]:
    """One coding a passage, in the order given."""
    return tuple(
        _no_content(passage) if place < 0 else _coding(passage, place, grouping, themes, areas, framework)
        for passage, place in zip(passages, ready.of_passage, strict=True)
    )


def _no_content(passage: Passage) -> CodingFound:
    said = clean(passage.text)
    reason = f"Says only “{said[:40]}”, so it has no theme." if said else "Nothing was written."
    return CodingFound(passage.id, None, 0.0, (), False, reason, NO_AREA, "", 1.0)


def _coding(
    passage: Passage,
    place: int,
    grouping: Grouping,
    themes: Sequence[ThemeFound],
    areas: AreaScores,
    framework: Framework | None,
) -> CodingFound:
    area, second, chance = areas.first_two(place)
    area_doubt = areas.doubt(place, framework) if framework else ""
    group = int(grouping.group_of[place])
    if group < 0:
        return _outside(passage, place, grouping, themes, area_doubt, (area, second, round(chance, 4)))
    strength = round(float(grouping.strength[place]), 4)
    doubts = [
        doubt for doubt in (_theme_doubt(grouping, place, group, themes, strength), area_doubt) if doubt
    ]
    evidence = evidence_spans(passage.text, grouping.groups[group].pull)
    reason = " ".join(doubts) or _because(passage, evidence)
    return CodingFound(
        passage.id,
        themes[group].key,
        strength,
        evidence,
        bool(doubts),
        reason,
        area,
        second,
        round(chance, 4),
    )


def _outside(
    passage: Passage,
    place: int,
    grouping: Grouping,
    themes: Sequence[ThemeFound],
    area_doubt: str,
    area: tuple[str, str, float],
) -> CodingFound:
    """A text in no group: either nothing was grouped, or it is like none of the themes."""
    nearest = int(grouping.runner_up[place])
    if not themes:
        why = "" if area_doubt else "Too few answers to theme."
    elif nearest >= 0:
        why = f"Does not clearly belong to a theme; the nearest is “{themes[nearest].name}”."
    else:
        why = "Does not clearly belong to a theme."
    reason = " ".join(part for part in (why, area_doubt) if part)
    return CodingFound(passage.id, None, 0.0, (), bool(themes or area_doubt), reason, *area)


def _theme_doubt(
    grouping: Grouping, place: int, group: int, themes: Sequence[ThemeFound], strength: float
) -> str:
    if strength >= WEAK:
        return ""
    other = int(grouping.runner_up[place])
    if other < 0:
        return f"Only a weak sign of “{themes[group].name}”."
    return f"Sits between “{themes[group].name}” and “{themes[other].name}”."


def _because(passage: Passage, evidence: tuple[tuple[int, int], ...]) -> str:
    said = [clean(passage.text[start:end]) for start, end in evidence]
    return (
        f"Because of the words {', '.join(f'“{word}”' for word in said)}."
        if said
        else "Close to answers like it."
    )
