"""The report as a Word file, with real headings and table headers, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from analysis.prepare import clean
from analysis.report.story import Bar, Story, ThemeStory, count

_FIXED = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_TIDE, _SOFT, _TINT = "0B5460", "4F4563", "DDEFEC"


def report_word(story: Story) -> bytes:
    """A .docx package."""
    from docx import Document

    document = Document()
    _set_up(document, story)
    document.add_heading(clean(story.title), level=0)
    if story.question:
        document.add_paragraph(f"The question was: {clean(story.question)}", style="Subtitle")
    _write(document, story)
    out = io.BytesIO()
    document.save(out)
    return _same_every_time(out.getvalue())


def _write(document: Any, story: Story) -> None:
    document.add_heading("In short", level=1)
    for sentence in (*story.lead, story.limits[0]):
        document.add_paragraph(clean(sentence))
    if story.theme_bars:
        document.add_heading("Themes", level=1)
        _bars(document, story.theme_bars, "Theme", bool(story.area_bars))
    if story.area_bars:
        document.add_heading("Focus areas", level=1)
        document.add_paragraph(f"From “{clean(story.framework_title)}”.")
        _bars(document, story.area_bars, "Focus area", False)
    _groups(document, story)
    _listed(document, story)
    if story.themes:
        document.add_heading("What is in each theme", level=1)
    for theme in story.themes:
        _theme(document, theme)
    _checks(document, story)
    for heading, lines in (("Before you use this", story.limits[1:]), ("How it was done", story.method)):
        document.add_heading(heading, level=1)
        for line in lines:
            document.add_paragraph(clean(line), style="List Bullet")


def _set_up(document: Any, story: Story) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size, colour in (
        ("Normal", 12, None), ("Title", 26, _TIDE), ("Subtitle", 14, _SOFT), ("Heading 1", 18, _TIDE),
        ("Heading 2", 14, _TIDE), ("List Bullet", 12, None), ("Quote", 12, None), ("Caption", 11, _SOFT),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name, style.font.size, style.font.italic = "Arial", Pt(size), False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme_font in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme_font}"), None)
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
    _language(document)
    properties = document.core_properties
    properties.title = clean(f"{story.title}: {story.question}" if story.question else story.title)
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "en-GB"
    properties.created = properties.modified = _FIXED
    properties.revision = 1


def _language(document: Any) -> None:
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "en-GB")


def _bars(document: Any, bars: Sequence[Bar], name: str, with_area: bool) -> None:
    head = [name, "Answers", "Share"] + (["Focus area"] if with_area else [])
    rows = [
        [bar.label, f"{bar.count:,}", bar.share] + ([bar.note or "None clearly"] if with_area else [])
        for bar in bars
    ]
    _table(document, head, rows, (7.0, 2.0, 2.0, 5.0) if with_area else (9.0, 2.5, 2.5), numbers=(1, 2))


def _groups(document: Any, story: Story) -> None:
    if story.groups:
        document.add_heading("Who said it", level=1)
        document.add_paragraph(
            "Numbers from 1 to 7 are shown as * and others to the nearest 5, to protect people. "
            "Groups of fewer than 10 answers are left out."
        )
        width = 10.0 / len(story.groups)
        numbers = range(1, len(story.groups) + 1)
        _table(
            document, ["Theme", *story.groups], story.group_rows, (6.0, *[width] * len(story.groups)), numbers
        )


def _listed(document: Any, story: Story) -> None:
    if story.listed:
        document.add_heading("Every answer", level=1)
        with_area = any(area for _, _, area in story.listed)
        head = ["Row", "Answer"] + (["Focus area"] if with_area else [])
        rows = [row if with_area else row[:2] for row in story.listed]
        _table(document, head, rows, (1.5, 10.0, 4.5) if with_area else (1.5, 14.5))


def _theme(document: Any, theme: ThemeStory) -> None:
    document.add_heading(clean(theme.name), level=2)
    document.add_paragraph(" ".join(part for part in (clean(theme.sentence), clean(theme.about)) if part))
    if theme.words:
        document.add_paragraph(f"Telling words: {', '.join(clean(word) for word in theme.words)}")
    for quote in theme.quotes:
        document.add_paragraph(f"“{clean(quote.text)}”", style="Quote")


def _checks(document: Any, story: Story) -> None:
    if story.to_check:
        document.add_heading("Answers for a person to look at", level=1)
        total, here = story.to_check_total, len(story.to_check)
        more = f"The {here} least certain are here; all {total:,} are marked in answers.csv."
        document.add_paragraph(
            more if total > here else f"{count(total, 'answer')}, the least certain first."
        )
        rows = [(str(check.row), check.text, check.now, check.why) for check in story.to_check]
        _table(document, ["Row", "Answer", "Placed in", "Why a person is needed"], rows, (1.3, 6.7, 4.0, 4.0))


def _table(
    document: Any,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    numbers: Sequence[int] = (),
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    rows = list(rows)
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    table.style = "Table Grid"
    table.autofit = False
    grid = [list(row.cells) for row in table.rows]  # asking a row for its cells again is slow in long tables
    for cells, values in zip(grid, [head, *rows], strict=True):
        for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
            cell.width = Cm(widths[place])
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(clean(value))
            run.font.size, run.font.bold = Pt(10.5), values is head
            if place in numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _mark_header(table.rows[0], grid[0])
    document.add_paragraph()


def _mark_header(row: Any, cells: Sequence[Any]) -> None:
    """A header that screen readers know and that repeats on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeated)
    for cell in cells:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _TINT)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _same_every_time(package: bytes) -> bytes:
    """The same parts, with one fixed time in the zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
