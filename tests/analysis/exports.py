"""Spreadsheets in the shapes that survey tools really export, written for these tests."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

QUESTION = "What one thing would make the biggest difference to your family?"
SENTENCES = (
    "The school bus is late every single {0}",
    "We waited for speech therapy until {0}",
    "Nobody rings us back before {0}",
    "Her plan still has last {0} written in it",
    "More help in lessons on a {0}",
)
WHEN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "week", "term", "winter", "spring", "year")


def sentences() -> list[str]:
    """Fifty different answers about five subjects."""
    return [sentence.format(when) for sentence in SENTENCES for when in WHEN]


def forms_workbook(path: Path) -> Path:
    """The way one widely used form tool exports: one header row with odd spaces, five fixed columns, then the questions."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Start time", "Completion time", "Email", "Name", "Who are you?", f"{QUESTION}\xa0"])
    for place, text in enumerate(sentences(), start=1):
        moment = datetime(2024, 5, 1, 9, place % 60)  # noqa: DTZ001 - a workbook's cells have no time zone
        who = "Parent or carer" if place % 3 else "Young person"
        sheet.append([place, moment, moment, "anonymous", None, who, text])
    sheet.append([51, None, None, "anonymous", None, "Young person", "n/a"])
    book.save(path)
    return path


def two_row_csv(path: Path) -> Path:
    """The way another exports: questions in the first row, options in the second, one column an option."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["UserID", "Started", "1. Who are you?", "", "2. What helps?", "", "", f"3. {QUESTION}"])
    writer.writerow(
        ["", "", "Parent", "Young person", "TA time", "Visual timetable", "Other (please specify)", ""]
    )
    for place, text in enumerate(sentences(), start=1):
        row = [
            f"{1000 + place}",
            "01/05/2024 09:12",
            "Parent" if place % 2 else "",
            "" if place % 2 else "Young person",
        ]
        writer.writerow([*row, "TA time", "", "a quiet room" if place == 3 else "", text])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path
