"""Writes the six files of a job so that each is either whole or not there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from analysis.report.job import Job
from analysis.report.page import report_page
from analysis.report.story import tell
from analysis.report.tables import answers_csv, codings_csv, run_json, themes_csv
from analysis.report.word import report_word
from analysis.sheets.trouble import CannotRead


def check_folder(folder: Path) -> None:
    """Make the folder. Raises CannotRead when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotRead(f"{folder} is a file, so nothing can be written into it. Name a folder.") from None
    except OSError as problem:
        raise CannotRead(f"The folder {folder} cannot be made: {problem.strerror}.") from None


def write_all(job: Job, folder: Path) -> tuple[str, ...]:
    """Write everything and hand back the file names. All is made before the first file is put in place."""
    story = tell(job)
    contents = {
        "answers.csv": answers_csv(job).encode("utf-8", "replace"),
        "themes.csv": themes_csv(job).encode("utf-8", "replace"),
        "codings.csv": codings_csv(job).encode("utf-8", "replace"),
        "report.html": report_page(story).encode("utf-8", "replace"),
        "report.docx": report_word(story),
        "run.json": run_json(job).encode("ascii"),
    }
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as aside:
            for name, content in contents.items():
                (Path(aside) / name).write_bytes(content)
            for name in contents:
                (Path(aside) / name).replace(folder / name)
    except OSError as problem:
        raise CannotRead(f"The files cannot be written to {folder}: {problem.strerror}.") from None
    return tuple(contents)
