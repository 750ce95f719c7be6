"""The `theme` command: a spreadsheet of answers in, tables and reports out. It needs no database and no network.

Rows are counted from 1 at the first row under the header. A blank row between answers is a row with empty text;
blank rows under the header and at the end are not rows. Without --framework no answer is linked, and focus_area
is "none" everywhere. Only this module knows about arguments, standard error and exit codes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

OK, CANNOT = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments on a parser."""
    parser.add_argument("answers", type=Path, metavar="ANSWERS", help="a .xlsx or .csv file")
    parser.add_argument(
        "--text", metavar="COLUMN", help="the column with the answers; left out, the columns are listed"
    )
    parser.add_argument(
        "--question",
        default="",
        metavar="TEXT",
        help="the question that was asked, or a column that holds it",
    )
    parser.add_argument(
        "--group", default="", metavar="COLUMN", help="a column that says who answered, such as a role"
    )
    parser.add_argument(
        "--framework", type=Path, metavar="FILE.toml", help="the plan whose focus areas to link to"
    )
    parser.add_argument(
        "--sheet", default="", metavar="NAME", help="the sheet of a workbook, if not the first"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="for choices left to chance (0)")
    parser.add_argument(
        "--themes", type=int, metavar="N", help="how many themes to look for (proposed from the answers)"
    )
    parser.add_argument(
        "--cache", type=Path, metavar="DIR", help="where to keep sentence vectors between runs"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write the files")


def run(args: argparse.Namespace) -> int:
    """Do it. Returns 0, or 2 after one clear sentence on standard error."""
    from analysis.framework import FrameworkError
    from analysis.sheets.trouble import CannotRead

    try:
        if not args.text:
            _list_columns(args)
            return OK
        _theme(args)
    except (CannotRead, FrameworkError) as problem:
        print(problem, file=sys.stderr)
        return CANNOT
    return OK


def _list_columns(args: argparse.Namespace) -> None:
    from analysis.sheets.columns import columns_of
    from analysis.sheets.reading import read_table

    table = read_table(args.answers, sheet=args.sheet)
    where = f", sheet “{table.sheet}”" if table.sheet else ""
    print(f"{args.answers.name}{where}: {len(table.rows):,} rows. Choose a column with --text.")
    for column in columns_of(table):
        example = f"   e.g. {column.example}" if column.example else ""
        print(f"  {column.letter:<3}{column.kind:<10} {column.filled:>6,} filled   {column.name}{example}")


def _theme(args: argparse.Namespace) -> None:
    from analysis.framework import read_framework
    from analysis.job import JobWish, do_job
    from analysis.report.files import check_folder, write_all
    from analysis.sheets.trouble import CannotRead

    if args.out is None:
        raise CannotRead("Say where to write the files: add --out and a folder.")
    if args.themes is not None and args.themes < 2:
        raise CannotRead("Ask for two themes or more.")
    framework = read_framework(args.framework) if args.framework else None
    check_folder(args.out)
    wish = JobWish(
        args.answers, args.text, args.question, args.group, args.sheet, args.seed, args.themes, args.cache
    )
    show = _Progress(sys.stderr.isatty())
    job = do_job(wish, framework, show)
    show(0.97, "Writing the files")
    names = write_all(job, args.out)
    show.clear()
    print(job.theming.message)
    print(f"Wrote {', '.join(names)} to {args.out}.")


class _Progress:
    """One line on a terminal that is written over; silent elsewhere."""

    def __init__(self, on_terminal: bool) -> None:
        self._on = on_terminal

    def __call__(self, share: float, sentence: str) -> None:
        if self._on:
            print(f"\r\033[K{share:4.0%}  {sentence}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._on:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
