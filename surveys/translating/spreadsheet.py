"""Texts as a spreadsheet (.xlsx), for translators who have no program of their own. What comes back is read without
trusting what the workbook says about itself: no formula is run, nothing is fetched, and its size is checked first."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from surveys import workbooks
from surveys.answers import Problem
from surveys.definition import Definition
from surveys.languages import language_of
from surveys.translating.shape import Line, Sent, Written, lines
from surveys.wording import SIMPLE
from surveys.workbooks import Danger, Limits, Row

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "xlsx"
# the longest survey there can be has less
LIMITS = Limits(unpacked=20_000_000, rows=30_000, columns=40)
PLACE, WHERE, SOURCE, BESIDE, CHECK = "Place", "Where it is", "English", "To help", "Look again"
_HOW = (
    "Write each translation in the column with the name of your language. Leave the other columns as they are.",
    "Words in curly brackets, such as {q_4kd2mwpx}, stay exactly as they are: an earlier answer is said there.",
    "After | in such brackets stand words to translate: {q_4kd2mwpx|your place}.",
    "Rows with “yes” under “Look again”: the English has changed. Change the words, or take the “yes” away.",
)
_EASY = "This is Easy Read: short sentences, easy words, one idea a line."
_BROKEN = Problem(
    "file", "This file can’t be read as a spreadsheet. Open it in your program and save it again as .xlsx"
)
_TOO_BIG = Problem(
    "file", "This spreadsheet holds far more than these texts. Use the one you downloaded here"
)
_NO_TABLE = Problem("file", "This spreadsheet has no column “Place”. Use the one you downloaded here")
_FORMULA = "This cell holds a formula. Type the words instead"
_NOT_WORDS = "This cell holds a date or a time. Type the words instead"
_CODED = re.compile(r"_x000D_(?=\n)|_x(FFF[EF])_")
_HEADED = re.compile(r".*\(([a-z]{2,3}(?:-[a-z]+)*)\)")


def write(definition: Definition, language: str) -> bytes:
    """The texts of a survey for a translator into this language, with what is translated already."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    sheet, how = book.add_worksheet("Texts"), book.add_worksheet("How to")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    theirs = book.add_format(
        {"text_wrap": True, "valign": "top", "reading_order": 2 if language_of(language).is_rtl else 1}
    )
    heads = (PLACE, WHERE, SOURCE, BESIDE, heading(language), CHECK)
    for column, (head, width) in enumerate(zip(heads, (14, 24, 50, 40, 50, 12), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for number, line in enumerate(lines(definition, language), start=1):
        for column, words in enumerate(_cells(line)):
            # written as text, so that words beginning with = are never a formula
            sheet.write_string(number, column, words, theirs if column == 4 else plain)
    sheet.freeze_panes(1, 0)
    how.set_column(0, 0, 90)
    for number, words in enumerate((*_HOW, *((_EASY,) if language.endswith(SIMPLE) else ()))):
        how.write_string(number, 0, words, plain)
    book.close()
    return out.getvalue()


def heading(language: str) -> str:
    """The head of the column to fill in, by which a file is known again: `Polski (pl)`."""
    easy = ", Easy Read" if language.endswith(SIMPLE) else ""
    return f"{language_of(language).name}{easy} ({language})"


def _cells(line: Line) -> tuple[str, ...]:
    return (
        line.key,
        line.about,
        line.source,
        line.beside,
        line.words,
        "yes" if line.is_old and line.words else "",
    )


def read(raw: bytes) -> Sent | Problem:
    """The lines of a workbook, whatever it holds."""
    if danger := workbooks.danger_in(raw, LIMITS):
        return _BROKEN if danger is Danger.broken else _TOO_BIG
    try:
        with workbooks.sheets_of(raw, LIMITS) as sheets:
            found = (_table(sheet) for sheet in sheets)
            return next((sent for sent in found if sent is not None), _NO_TABLE)
    except Exception:  # a broken workbook fails in many ways, all of them the file's
        return _BROKEN


def _table(rows: Iterator[Row]) -> Sent | None:
    columns: dict[str, int] = {}
    language, found = "", []
    for number, row in rows:
        if not columns:
            columns, language = _heads(row)
        elif key := _text(row, columns[PLACE])[0]:
            words, trouble = _text(row, columns["words"])
            source = _text(row, columns[SOURCE])[0] if SOURCE in columns else ""
            flagged = CHECK in columns and bool(_text(row, columns[CHECK])[0].strip())
            found.append(Written(key, source, words, f"Row {number}", is_flagged=flagged, trouble=trouble))
    return Sent(tuple(found), language) if columns else None


def _heads(row: Sequence[Any]) -> tuple[dict[str, int], str]:
    heads = {_text(row, place)[0]: place for place in range(len(row))}
    theirs = next(
        (
            (match[1], place)
            for head, place in heads.items()
            if head != SOURCE and (match := _HEADED.fullmatch(head))
        ),
        None,
    )
    if PLACE not in heads or theirs is None:
        return {}, ""
    return {
        **{name: heads[name] for name in (PLACE, SOURCE, CHECK) if name in heads},
        "words": theirs[1],
    }, theirs[0]


def _text(row: Sequence[Any], place: int) -> tuple[str, str]:
    """A cell as words, or why it holds none."""
    cell = row[place] if place < len(row) else None
    value = getattr(cell, "value", None)
    if value is None:
        return "", ""
    if workbooks.is_formula(cell):
        return "", _FORMULA
    if isinstance(value, bool | int | str):
        return _uncoded(str(value)), ""
    return (f"{value:.15g}", "") if isinstance(value, float) else ("", _NOT_WORDS)


def _uncoded(words: str) -> str:
    """Workbooks write line ends of another system, and letters XML can't hold, as `_x000D_`; the reader leaves them so."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)) if match[1] else "", words)
