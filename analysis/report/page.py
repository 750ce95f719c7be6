"""The report as one web page that needs nothing else: words first, then charts with their tables, then the words said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources

from analysis.prepare import clean
from analysis.report.charts import bar_chart
from analysis.report.story import Bar, Quote, Story, ThemeStory, count

# the drop and its rings: the one decoration there is
_RINGS = (
    '<svg class="rings" viewBox="0 0 200 200" aria-hidden="true" focusable="false">'
    '<circle cx="100" cy="100" r="14"/><circle cx="100" cy="100" r="38"/><circle cx="100" cy="100" r="64"/>'
    '<circle cx="100" cy="100" r="92"/></svg>'
)


def report_page(story: Story) -> str:
    """A whole HTML document."""
    style = resources.files("analysis.report").joinpath("page.css").read_text(encoding="utf-8")
    title = f"{story.title}: {story.question}" if story.question else story.title
    body = "".join(part for part in _parts(story) if part)
    page = (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{_text(title)}</title><style>{style}</style></head>'
        '<body><a class="skip" href="#main">Skip to the report</a>'
        f'<header><div class="wrap">{_RINGS}<h1>{_text(story.title)}</h1>{_asked(story)}</div></header>'
        f'<main id="main"><div class="wrap">{body}</div></main>'
        f'<footer><div class="wrap">{_method(story)}</div></footer></body></html>\n'
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _text(value: str) -> str:
    return escape(clean(value))


def _asked(story: Story) -> str:
    return f'<p class="asked">The question was: {_text(story.question)}</p>' if story.question else ""


def _parts(story: Story) -> Iterable[str]:
    yield "<h2>In short</h2>" + "".join(f"<p>{_text(sentence)}</p>" for sentence in story.lead)
    yield f'<div class="note"><p>{_text(story.limits[0])}</p></div>'
    if story.theme_bars:
        yield "<h2>Themes</h2>" + _pair(
            story.theme_bars, "Answers in each theme", "Theme", bool(story.area_bars)
        )
    if story.area_bars:
        yield "<h2>Focus areas</h2>" + f"<p>From “{_text(story.framework_title)}”.</p>"
        yield _pair(story.area_bars, "Answers that speak most about each focus area", "Focus area", False)
    yield _groups(story)
    yield _listed(story)
    yield "<h2>What is in each theme</h2>" + _contents(story) if story.themes else ""
    yield from (_theme(theme, place) for place, theme in enumerate(story.themes, start=1))
    yield _checks(story)


def _pair(bars: Sequence[Bar], caption: str, name: str, with_area: bool) -> str:
    chart_id = f"chart-{'-'.join(name.lower().split())}"
    chart = f"<figure><figcaption>{caption}</figcaption>{bar_chart(bars, caption, chart_id)}</figure>"
    head = [name, "Answers", "Share"] + (["Focus area"] if with_area else [])
    rows = [
        [bar.label, f"{bar.count:,}", bar.share] + ([bar.note or "None clearly"] if with_area else [])
        for bar in bars
    ]
    return (
        f'<div class="card pair">{chart}{_table(f"{caption}, as a table", head, rows, numbers=(1, 2))}</div>'
    )


def _table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[int] = (),
    said: int = -1,
) -> str:
    def style(place: int) -> str:
        return ' class="n"' if place in numbers else ' class="said"' if place == said else ""

    top = "".join(f'<th scope="col"{style(place)}>{_text(name)}</th>' for place, name in enumerate(head))
    body = "".join(
        f'<tr><th scope="row">{_text(row[0])}</th>'
        + "".join(f"<td{style(place)}>{_text(cell)}</td>" for place, cell in enumerate(row[1:], start=1))
        + "</tr>"
        for row in rows
    )
    label = _text(caption)
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0"><table><caption>{label}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _contents(story: Story) -> str:
    links = "".join(
        f'<li><a href="#theme-{place}">{_text(theme.name)}</a></li>'
        for place, theme in enumerate(story.themes, start=1)
    )
    return f'<nav aria-label="Themes"><ol>{links}</ol></nav>'


def _theme(theme: ThemeStory, place: int) -> str:
    words = "".join(f"<li>{_text(word)}</li>" for word in theme.words)
    quotes = "".join(f"<li>“{_marked(quote)}”</li>" for quote in theme.quotes)
    about = f"<p>{_text(theme.about)}</p>" if theme.about else ""
    telling = f'<p class="soft">Telling words</p><ul class="words">{words}</ul>' if words else ""
    return (
        f'<section class="card" id="theme-{place}" aria-labelledby="theme-{place}-h">'
        f'<h3 id="theme-{place}-h">{_text(theme.name)}</h3><p>{_text(theme.sentence)}</p>{about}{telling}'
        f'<p class="soft">Some of what people wrote</p><ul class="quotes">{quotes}</ul></section>'
    )


def _marked(quote: Quote) -> str:
    """The words as written, with the telling ones marked."""
    out, last = [], 0
    for start, end in quote.spans:
        out += [_inline(quote.text[last:start]), f"<mark>{_inline(quote.text[start:end])}</mark>"]
        last = end
    return "".join([*out, _inline(quote.text[last:])]).strip()


def _inline(text: str) -> str:
    """Cleaned and escaped, keeping the spaces at both ends, which `clean` would take."""
    whole = clean(text)
    if not whole:
        return " " if text else ""
    lead, tail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if lead else ''}{escape(whole)}{' ' if tail else ''}"


def _groups(story: Story) -> str:
    if not story.groups:
        return ""
    note = (
        "<p>Numbers from 1 to 7 are shown as * and others to the nearest 5, to protect people. "
        "Groups of fewer than 10 answers are left out.</p>"
    )
    table = _table(
        "Answers in each theme by group", ["Theme", *story.groups], story.group_rows,
        numbers=range(1, len(story.groups) + 1),
    )  # fmt: skip
    return f'<h2>Who said it</h2>{note}<div class="card">{table}</div>'


def _listed(story: Story) -> str:
    if not story.listed:
        return ""
    with_area = any(area for _, _, area in story.listed)
    head = ["Row", "Answer"] + (["Focus area"] if with_area else [])
    rows = [row if with_area else row[:2] for row in story.listed]
    return (
        f'<h2>Every answer</h2><div class="card">{_table("All answers, in order", head, rows, said=1)}</div>'
    )


def _checks(story: Story) -> str:
    if not story.to_check:
        return ""
    total = story.to_check_total
    more = f"The {len(story.to_check)} least certain are here; all {total:,} are marked in answers.csv."
    sentence = more if total > len(story.to_check) else f"{count(total, 'answer')}, the least certain first."
    rows = [(str(check.row), check.text, check.now, check.why) for check in story.to_check]
    table = _table(
        "Answers to look at", ["Row", "Answer", "Placed in", "Why a person is needed"], rows, said=1
    )
    return f'<h2>Answers for a person to look at</h2><p>{_text(sentence)}</p><div class="card">{table}</div>'


def _method(story: Story) -> str:
    done = "".join(f"<li>{_text(line)}</li>" for line in story.method)
    know = "".join(f"<li>{_text(line)}</li>" for line in story.limits[1:])
    return f"<h2>Before you use this</h2><ul>{know}</ul><h2>How it was done</h2><ul>{done}</ul>"
