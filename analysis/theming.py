"""The one entry: passages in; themes, codings, quotes, links and a record of how it was done out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from analysis.assemble import codings_for, themes_for
from analysis.bank import Bank, load_bank
from analysis.field import FieldReading, beside, read_field
from analysis.findings import CodingFound, LinkFound, QuoteFound, RunRecord, ThemeFound, Theming
from analysis.framework import Framework
from analysis.grouping import group_texts, ungrouped
from analysis.guide import FEWEST, sort_texts
from analysis.lens import Lens
from analysis.link import AreaScores, from_descriptions, from_examples, no_area, taught_by
from analysis.passages import Passage
from analysis.plan import Looking, plan_looking
from analysis.prepare import Prepared, prepare
from analysis.record import make_record

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
_READ, _LINKED, _SORTED = 0.7, 0.8, 0.9  # shares of a run's time that are over after each stage


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
    Raises ValueError when two passages share an id, or when fewer than two themes are asked for.
    """
    say = progress or (lambda share, sentence: None)
    if len({passage.id for passage in passages}) != len(passages):
        raise ValueError("Two passages have the same id.")
    if n_themes is not None and n_themes < 2:
        raise ValueError("Ask for two themes or more.")
    say(0.0, f"Reading {len(passages):,} answers")
    ready = prepare([p.text for p in passages], [p.question for p in passages])
    with threadpool_limits(
        limits=1, user_api="blas"
    ):  # the same sums on every machine, however many cores it has
        return _theme(passages, ready, framework, seed, n_themes, cache, say)


def _theme(
    passages: Sequence[Passage],
    ready: Prepared,
    framework: Framework | None,
    seed: int,
    n_themes: int | None,
    cache: Path | None,
    say: Progress,
) -> Theming:
    bank = load_bank()
    looking = plan_looking(len(ready.texts), cache, _listener(say))
    seen = _look(ready, bank, looking, framework)
    say(_LINKED, "Looking for themes")
    too_few = len(ready.texts) < FEWEST
    if too_few:
        grouping = ungrouped(len(ready.texts), seen.views)
    else:
        sorting = sort_texts(seen.views, ready.counts, seen.reading, n_themes, seed)
        grouping = group_texts(ready, seen.views, sorting, bank.names())
    say(_SORTED, "Naming themes and choosing quotes")
    themes = themes_for(passages, ready, grouping, seen.areas, framework)
    codings = codings_for(passages, ready, grouping, themes, seen.areas, framework)
    run = make_record(
        passages, ready, themes, codings, seed, n_themes, framework, looking, seen.lean_on_bank(bank)
    )
    say(1.0, "Done")
    return Theming(run, themes, codings, too_few, _message(len(ready.texts), len(themes), too_few))


def _listener(say: Progress) -> Callable[[int, int], None]:
    """Turns "so many texts read" into progress; models take turns, so the share only ever grows."""
    best = 0.0

    def heard(done: int, total: int) -> None:
        nonlocal best
        best = max(best, min(_READ, best + (_READ - best) * 0.5 * done / total))
        say(best, f"Reading for meaning: {done:,} of {total:,}")

    return heard


@dataclass(frozen=True, slots=True)
class _Seen:
    views: list[Any]
    reading: FieldReading | None
    areas: AreaScores
    linked_by_bank: bool

    def lean_on_bank(self, bank: Bank) -> str:
        """The bank's fingerprint where it had a part in the result."""
        at_home = self.reading is not None and self.reading.at_home
        return bank.fingerprint if at_home or self.linked_by_bank else ""


def _look(ready: Prepared, bank: Bank, looking: Looking, framework: Framework | None) -> _Seen:
    texts, questions = ready.texts, ready.questions
    if not texts:
        return _Seen([], None, no_area(0), False)
    joined = [beside(question, text) for question, text in zip(questions, texts, strict=True)]
    answer_lens = Lens(looking.answers).fit([*(example.text for example in bank.examples), *texts])
    asked_lens = Lens(looking.asked).fit([*(beside(e.question, e.text) for e in bank.examples), *joined])
    reading = read_field(bank, texts, questions, answer_lens, asked_lens)
    views = Lens(looking.answers).fit(texts).transform(texts)
    if framework is None:
        return _Seen(views, reading, no_area(len(texts)), False)
    if taught_by(bank, framework):
        return _Seen(views, reading, from_examples(reading, framework), True)
    areas = from_descriptions(texts, questions, framework, answer_lens, bank, reading)
    return _Seen(views, reading, areas, False)


def _message(distinct: int, themes: int, too_few: bool) -> str:
    if not distinct:
        return "There is nothing to theme: no answer says anything."
    if too_few:
        answers = "1 answer is" if distinct == 1 else f"{distinct} different answers are"
        return f"{answers} too few to theme, so each one is listed on its own."
    found = "1 theme was" if themes == 1 else f"{themes} themes were"
    return f"{found} found in {distinct:,} different answers."
