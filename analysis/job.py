"""From a file and wishes to a finished job: reads the table, makes passages of its rows, themes them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from analysis.framework import Framework
from analysis.passages import Passage
from analysis.prepare import clean, words
from analysis.report.job import Job
from analysis.sheets.columns import find_column
from analysis.sheets.header import Table, folded
from analysis.sheets.reading import read_table
from analysis.sheets.trouble import CannotRead
from analysis.theming import Progress, theme


@dataclass(frozen=True, slots=True)
class JobWish:
    """What somebody asked for. `question` may name a column; `themes` None lets the program propose a number."""

    path: Path
    text_column: str
    question: str = ""
    group_column: str = ""
    sheet: str = ""
    seed: int = 0
    themes: int | None = None
    cache: Path | None = None


def do_job(wish: JobWish, framework: Framework | None, progress: Progress) -> Job:
    """Raises CannotRead with a sentence when the file or a column is not there."""
    table = read_table(wish.path, wish.text_column, wish.sheet)
    place = find_column(table, wish.text_column)
    texts = tuple(table.column(place))
    questions, question = _questions(table, place, wish.question)
    groups = table.column(find_column(table, wish.group_column)) if wish.group_column else [""] * len(texts)
    passages = tuple(
        Passage(str(row), text, asked, clean(group), str(row))
        for row, (text, asked, group) in enumerate(zip(texts, questions, groups, strict=True), start=1)
        if text.strip()
    )
    if not passages:
        raise CannotRead(f"The column “{table.names[place]}” is empty: it has no answers.")
    theming = theme(
        passages, framework=framework, seed=wish.seed, n_themes=wish.themes, cache=wish.cache,
        progress=lambda share, sentence: progress(0.02 + 0.94 * share, sentence),
    )  # fmt: skip
    return Job(
        source=wish.path.name,
        source_fingerprint=hashlib.sha256(wish.path.read_bytes()).hexdigest(),
        sheet=table.sheet,
        text_column=table.names[place],
        question=question,
        group_column=wish.group_column,
        texts=texts,
        passages=passages,
        theming=theming,
        framework=framework,
    )


def _questions(table: Table, text_place: int, asked: str) -> tuple[list[str], str]:
    """The question beside each row, and the one to show in the report.

    A name of a column means that column; with nothing asked, a column called "Question" is used, else the header
    of the answers where it reads like a question.
    """
    folds = [folded(name) for name in table.names]
    wanted = folded(asked) or "question"
    if wanted in folds and folds.index(wanted) != text_place:
        per_row = [clean(value) for value in table.column(folds.index(wanted))]
        distinct = {value for value in per_row if value}
        return per_row, distinct.pop() if len(distinct) == 1 else ""
    header = table.names[text_place]
    question = clean(asked) or (header if len(words(header)) >= 3 else "")
    return [question] * len(table.rows), question
