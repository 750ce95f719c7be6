"""Answers as files for a spreadsheet. Every cell is text, so nothing that somebody wrote can run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from engage.consultations.words import KIND_NAMES
from surveys.definition import EASY, Question
from surveys.questions import columns, counted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
CODEBOOK_HEAD = (
    "Column",
    "Question id",
    "Kind",
    "Question",
    "Question in Easy Read",
    "Code",
    "Answer",
    "Answer in Easy Read",
)
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767  # what a cell of a workbook holds
_OPTIONS = {
    "in_memory": True,
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def codebook(questions: Sequence[Question]) -> tuple[tuple[str, ...], ...]:
    """What each column means: one line a question, and one for each answer to choose from."""
    lines: list[tuple[str, ...]] = []
    for question in questions:
        if not columns(question):
            continue
        heading = columns(question)[0].heading
        words = (question.text.get("en", ""), question.text.get(EASY, ""))
        known = (heading, question.id, KIND_NAMES[question.kind], *words)
        lines.append((*known, "", "", ""))
        lines += [
            (*known, option.code, option.text.get("en", ""), option.text.get(EASY, ""))
            for option in counted(question)
        ]
    return tuple(lines)


def workbook(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    questions: Sequence[Question],
    about: Sequence[tuple[str, str]],
    *,
    now: datetime,
) -> bytes:
    """An .xlsx with the sheets Answers, Codebook and About."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, _OPTIONS)
    book.set_properties({"title": about[0][1], "created": now.replace(tzinfo=None)})
    _sheet(book, "Answers", head, rows)
    _sheet(book, "Codebook", CODEBOOK_HEAD, codebook(questions))
    _sheet(book, "About", ("About this file", ""), about)
    book.close()
    return kept.getvalue()


def _sheet(book: Any, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "bold": True, "bottom": 1})
    sheet.set_column(0, max(len(head) - 1, 0), 24, text)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for line, cells in enumerate([head, *rows]):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, cell[:_LONGEST_CELL], text if line else bold)


def csv_file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A .csv that opens with its accents in every spreadsheet program (UTF-8 with a mark, CRLF)."""
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerows([escaped(cell) for cell in line] for line in (head, *rows))
    return kept.getvalue().encode("utf-8-sig")


def escaped(cell: str) -> str:
    """The cell, with an apostrophe before anything a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell
