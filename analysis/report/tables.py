"""The three CSV files and the run record: for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.findings import CodingFound
from analysis.framework import NO_AREA
from analysis.report.job import Job

ANSWERS = ("row", "text", "theme", "theme_name", "focus_area", "focus_area_2", "confidence", "needs_person")
THEMES = (
    "theme", "theme_name", "answers", "words", "focus_area", "focus_area_score", "focus_area_reason",
    "focus_area_2", "focus_area_2_score", "known_as", "quote_1", "quote_2", "quote_3",
)  # fmt: skip
CODINGS = (
    "row", "theme", "theme_name", "theme_confidence", "focus_area", "focus_area_2", "focus_area_confidence",
    "needs_person", "reason", "evidence", "text",
)  # fmt: skip


def safe_cell(value: str) -> str:
    """Text that no spreadsheet takes for a formula; a lone surrogate becomes the replacement sign."""
    value = (
        value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8") if not _plain(value) else value
    )
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _plain(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def answers_csv(job: Job) -> str:
    """One line a data row, in order; a blank row has empty text, no theme and focus area none."""
    by_row = job.by_row
    return _csv(
        ANSWERS, (_answer(job, row, text, by_row.get(row)) for row, text in enumerate(job.texts, start=1))
    )


def _answer(job: Job, row: int, text: str, coding: CodingFound | None) -> Sequence[str]:
    if coding is None:
        return (str(row), text, "", "", NO_AREA, "", "1.00", "no")
    sure = coding.area_confidence if job.framework else coding.confidence
    return (
        str(row),
        text,
        coding.theme_key or "",
        _theme_name(job, coding),
        coding.focus_area,
        coding.focus_area_2,
        f"{sure:.2f}",
        _yes(coding.needs_person),
    )


def themes_csv(job: Job) -> str:
    """One line a theme, the largest first."""
    return _csv(THEMES, (_theme(theme) for theme in job.theming.themes))


def _theme(theme: Any) -> Sequence[str]:
    first, second = [*theme.links[:2], None, None][:2]
    quotes = [quote.text for quote in theme.quotes[:3]]
    return (
        theme.key,
        theme.name,
        str(theme.size),
        "; ".join(theme.words),
        first.area_code if first else NO_AREA,
        f"{first.score:.2f}" if first else "",
        first.reason if first else "",
        second.area_code if second else "",
        f"{second.score:.2f}" if second else "",
        theme.known_as,
        *quotes,
        *[""] * (3 - len(quotes)),
    )


def codings_csv(job: Job) -> str:
    """One line a passage (a row with text), with the reason and the words it rests on."""
    lines = (
        _coding(job, passage.text, coding)
        for passage, coding in zip(job.passages, job.theming.codings, strict=True)
    )
    return _csv(CODINGS, lines)


def _coding(job: Job, text: str, coding: CodingFound) -> Sequence[str]:
    return (
        coding.passage_id,
        coding.theme_key or "",
        _theme_name(job, coding),
        f"{coding.confidence:.2f}",
        coding.focus_area,
        coding.focus_area_2,
        f"{coding.area_confidence:.2f}",
        _yes(coding.needs_person),
        coding.reason,
        " | ".join(text[start:end] for start, end in coding.evidence),
        text,
    )


def run_json(job: Job) -> str:
    """How the result came about. No time and no folder names, so the same input gives the same bytes."""
    record = job.theming.run.as_record()
    asked = {
        "file": job.source,
        "file_sha256": job.source_fingerprint,
        "sheet": job.sheet,
        "text_column": job.text_column,
        "question": job.question,
        "group_column": job.group_column,
        "rows": len(job.texts),
        "rows_with_text": len(job.passages),
    }
    whole = {"input": asked, "run": record, "too_few": job.theming.too_few, "message": job.theming.message}
    return json.dumps(whole, indent=2, ensure_ascii=True, sort_keys=True) + "\n"


def _theme_name(job: Job, coding: CodingFound) -> str:
    return job.by_theme[coding.theme_key].name if coding.theme_key else ""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
