"""What a report says, in the order it says it, as plain values. The page and the Word file both tell this story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analysis.findings import CodingFound
from analysis.framework import NO_AREA
from analysis.prepare import clean, says_nothing
from analysis.report.job import Job
from analysis.report.method import limits, method
from analysis.small_numbers import SMALLEST_BASE, shown

MOST_TO_CHECK = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart and of the table beside it."""

    label: str
    count: int
    share: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words with the parts that suggested the theme: (start, end) offsets into `text`."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ThemeStory:
    """One theme as a section."""

    name: str
    sentence: str
    about: str
    words: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An answer a person should look at."""

    row: int
    text: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """The whole report."""

    title: str
    question: str
    lead: tuple[str, ...]
    theme_bars: tuple[Bar, ...]
    area_bars: tuple[Bar, ...]
    framework_title: str
    themes: tuple[ThemeStory, ...]
    groups: tuple[str, ...]
    group_rows: tuple[tuple[str, ...], ...]
    listed: tuple[tuple[str, str, str], ...]  # row, text, focus area: only when there are too few to theme
    to_check: tuple[ToCheck, ...]
    to_check_total: int
    method: tuple[str, ...]
    limits: tuple[str, ...]


def tell(job: Job) -> Story:
    """The story of a run."""
    checks = _to_check(job)
    groups, group_rows = _groups(job)
    return Story(
        title="What people said",
        question=clean(job.question),
        lead=_lead(job, len(checks)),
        theme_bars=_theme_bars(job),
        area_bars=_area_bars(job),
        framework_title=job.framework.title if job.framework else "",
        themes=_themes(job),
        groups=groups,
        group_rows=group_rows,
        listed=_listed(job),
        to_check=tuple(checks[:MOST_TO_CHECK]),
        to_check_total=len(checks),
        method=method(job),
        limits=limits(job),
    )


def _speaking(job: Job) -> int:
    return len(job.passages) - job.theming.run.without_content


def _lead(job: Job, checks: int) -> tuple[str, ...]:
    speaking, rows = _speaking(job), len(job.texts)
    silent = rows - speaking
    lead = [f"We read {count(rows, 'row')} of answers. {_silent_sentence(speaking, silent)}"]
    if job.theming.too_few:
        lead.append(job.theming.message)
    elif job.theming.themes:
        first = job.theming.themes[0]
        lead.append(
            f"They fall into {count(len(job.theming.themes), 'theme')}. The largest is “{first.name}”, "
            f"with {count(first.size, 'answer')} ({percent_of(first.size, speaking)})."
        )
    if checks:
        lead.append(
            f"A person should look at {count(checks, 'answer')} ({percent_of(checks, speaking)}), because the words "
            "alone do not settle where they belong."
        )
    return tuple(lead)


def _silent_sentence(speaking: int, silent: int) -> str:
    if not silent:
        return "All of them say something."
    those = "1 is" if silent == 1 else f"{silent:,} are"
    return f"{speaking:,} say something; {those} empty or only say things like “n/a”."


def count(number: int, noun: str) -> str:
    """ "1 answer", "1,200 answers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent_of(part: int, whole: int) -> str:
    """A whole per cent, with "under 1%" for small parts."""
    if not whole or not part:
        return "0%"
    value = 100 * part / whole
    return "under 1%" if value < 0.5 else f"{value:.0f}%"


def _theme_bars(job: Job) -> tuple[Bar, ...]:
    total = _speaking(job)
    return tuple(
        Bar(theme.name, theme.size, percent_of(theme.size, total), _area_of(job, theme.key))
        for theme in job.theming.themes
    )


def _area_of(job: Job, key: str) -> str:
    links = job.by_theme[key].links
    return job.framework.short(links[0].area_code) if job.framework and links else ""


def _area_bars(job: Job) -> tuple[Bar, ...]:
    if job.framework is None:
        return ()
    firsts = Counter(
        coding.focus_area
        for passage, coding in zip(job.passages, job.theming.codings, strict=True)
        if not says_nothing(passage.text, passage.question)
    )
    total = sum(firsts.values())
    codes = [*job.framework.codes, NO_AREA]
    return tuple(
        Bar(job.framework.short(code), firsts[code], percent_of(firsts[code], total)) for code in codes
    )


def _themes(job: Job) -> tuple[ThemeStory, ...]:
    total = _speaking(job)
    by_row = job.by_row
    found = []
    for theme in job.theming.themes:
        share = percent_of(theme.size, total)
        quotes = tuple(_quote(job, by_row, quote.passage_id) for quote in theme.quotes)
        sentence = f"{count(theme.size, 'answer')}, {share} of those that say something."
        found.append(ThemeStory(theme.name, sentence, _about(job, theme.key), theme.words, quotes))
    return tuple(found)


def _about(job: Job, key: str) -> str:
    theme = job.by_theme[key]
    if job.framework is None:
        return ""
    if not theme.links:
        return "It does not clearly belong to one focus area."
    first = theme.links[0]
    return first.reason if first.score >= 0.5 else f"{first.reason} Check this link: it is weak."


def _quote(job: Job, by_row: dict[int, CodingFound], passage_id: str) -> Quote:
    row = int(passage_id)
    return Quote(job.texts[row - 1], job.by_row[row].evidence)


def _groups(job: Job) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Answers by theme and group under the small-number rule; groups of fewer than ten are left out."""
    if not job.group_column or not job.theming.themes:
        return (), ()
    speaking = [
        (p.group, c.theme_key) for p, c in zip(job.passages, job.theming.codings, strict=True) if c.theme_key
    ]
    sizes = Counter(group for group, _ in speaking)
    named = sorted((g for g in sizes if g and sizes[g] >= SMALLEST_BASE), key=lambda g: (-sizes[g], g))[:8]
    if not named:
        return (), ()
    cells = Counter(speaking)
    rows = [
        (theme.name, *(str(shown(cells[(group, theme.key)])) for group in named))
        for theme in job.theming.themes
    ]
    rows.append(("All themes", *(str(shown(sizes[group])) for group in named)))
    return tuple(named), tuple(rows)


def _listed(job: Job) -> tuple[tuple[str, str, str], ...]:
    if not job.theming.too_few:
        return ()
    return tuple(
        (str(row), clean(job.texts[row - 1]), job.framework.short(coding.focus_area) if job.framework else "")
        for row, coding in sorted(job.by_row.items())
    )


def _to_check(job: Job) -> list[ToCheck]:
    """Least sure first."""
    doubtful = [
        (coding.area_confidence if job.framework else coding.confidence, row)
        for row, coding in job.by_row.items()
        if coding.needs_person
    ]
    return [_check(job, row) for _, row in sorted(doubtful)]


def _check(job: Job, row: int) -> ToCheck:
    coding = job.by_row[row]
    theme = job.by_theme[coding.theme_key].name if coding.theme_key else "No theme"
    area = f" · {job.framework.short(coding.focus_area)}" if job.framework else ""
    return ToCheck(row, clean(job.texts[row - 1]), theme + area, coding.reason)
