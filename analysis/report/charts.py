"""Draws bars as a small inline SVG with a title and a description. The table beside it holds the same numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

from analysis.report.story import Bar

WIDTH = 340
LINE = 18


def bar_chart(bars: Sequence[Bar], title: str, chart_id: str) -> str:
    """An SVG that scales with its column; its words stay readable at 360 pixels."""
    largest = max((bar.count for bar in bars), default=0) or 1
    rows, top = [], 4
    for bar in bars:
        drawn, top = _row(bar, largest, top)
        rows.append(drawn)
    told = "; ".join(f"{bar.label}: {bar.count:,} ({bar.share})" for bar in bars)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {top}" role="img" aria-labelledby="{chart_id}-t {chart_id}-d">'
        f'<title id="{chart_id}-t">{escape(title)}</title><desc id="{chart_id}-d">{escape(told)}</desc>'
        f"{''.join(rows)}</svg>"
    )


def _row(bar: Bar, largest: int, top: int) -> tuple[str, int]:
    lines = textwrap.wrap(bar.label, 40)[:2] or [""]
    text = "".join(
        f'<text class="label" x="0" y="{top + LINE * (place + 1) - 4}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    y = top + LINE * len(lines) + 2
    length = round((WIDTH - 48) * bar.count / largest, 1)
    drawn = (
        f'<rect class="track" x="0" y="{y}" width="{WIDTH - 48}" height="12" rx="3"/>'
        f'<rect class="fill" x="0" y="{y}" width="{max(length, 2 if bar.count else 0)}" height="12" rx="3"/>'
        f'<text class="number" x="{WIDTH}" y="{y + 11}" text-anchor="end">{bar.count:,}</text>'
    )
    return text + drawn, y + 12 + 12
