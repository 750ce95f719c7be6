"""The one entry: passages in; themes, codings, quotes, links and a record of how it was done out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.assemble import codings_for, themes_for
from analysis.discover import FusedGraphThemes
from analysis.findings import CodingFound, LinkFound, QuoteFound, RunRecord, ThemeFound, Theming
from analysis.framework import Framework
from analysis.grouping import group_texts
from analysis.link import no_area, zero_shot
from analysis.passages import Passage
from analysis.prepare import prepare
from analysis.record import make_record
from analysis.represent import LetterStatistics, WordStatistics

FEWEST = 30

__all__ = [
    "CodingFound",
    "LinkFound",
    "Progress",
    "QuoteFound",
    "RunRecord",
    "ThemeFound",
    "Theming",
    "theme",
]

Progress = Callable[[float, str], None]


def theme(
    passages: Sequence[Passage],
    *,
    framework: Framework | None = None,
    seed: int = 0,
    n_themes: int | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Theming:
    """Theme passages and link them to a framework's focus areas.

    The same passages, parameters and versions give the same result, whatever the order of the rows. Below 30
    distinct texts with content nothing is grouped (`too_few`), but everything is still linked and listed.
    `cache` is a folder where sentence vectors are kept between runs. `progress` hears (share done, sentence).
    Raises ValueError when two passages share an id.
    """
    say = progress or (lambda share, sentence: None)
    if len({passage.id for passage in passages}) != len(passages):
        raise ValueError("Two passages have the same id.")
    say(0.0, f"Reading {len(passages):,} answers")
    ready = prepare([p.text for p in passages], [p.question for p in passages])
    texts = ready.texts
    too_few = len(texts) < FEWEST
    words, letters = WordStatistics(), LetterStatistics()
    views = [view.fit_transform(texts) for view in (words, letters)] if texts else []
    say(0.4, "Linking answers to focus areas")
    areas = zero_shot(texts, ready.questions, framework) if framework and texts else no_area(len(texts))
    say(0.6, "Looking for themes")
    found = None if too_few else FusedGraphThemes(n_themes=n_themes, seed=seed).fit(views)
    grouping = group_texts(ready, views, found)
    say(0.8, "Naming themes and choosing quotes")
    themes = themes_for(passages, ready, grouping, areas, framework)
    codings = codings_for(passages, ready, grouping, themes, areas, framework)
    run = make_record(passages, ready, themes, seed, n_themes, framework)
    say(1.0, "Done")
    return Theming(run, themes, codings, too_few, _message(len(texts), len(themes), too_few))


def _message(distinct: int, themes: int, too_few: bool) -> str:
    if not distinct:
        return "There is nothing to theme: no answer says anything."
    if too_few:
        answers = "1 answer is" if distinct == 1 else f"{distinct} different answers are"
        return f"{answers} too few to theme, so each one is listed on its own."
    return f"{themes} themes were found in {distinct:,} different answers."
