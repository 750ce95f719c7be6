"""PDFs are taken apart and put together again by a process of its own, which may use little time and memory and is
thrown away afterwards: what a hostile file does to it is done to nothing else."""

import re
import subprocess
import sys
from pathlib import Path

from surveys.answers import Problem
from surveys.uploads.sentences import (
    BROKEN,
    DOCUMENT_TOO_BIG,
    EMPTY,
    LARGEST_DOCUMENT,
    LOCKED,
    NOT_TAKEN,
    TOO_MANY_PAGES,
    Cleaned,
    Family,
)

_PROGRAM = Path(__file__).with_name("rewrite_pdf.py")
_WITHIN = 20  # seconds by the clock; the process limits its own computing to ten
_ENDS = {3: LOCKED, 4: TOO_MANY_PAGES}  # how rewrite_pdf says what is the matter
_BEGINS = re.compile(rb"%PDF-\d")


def is_pdf(raw: bytes) -> bool:
    """Whether it begins as a PDF does, after a little of something else at most."""
    return _BEGINS.search(raw[:1_024]) is not None


def clean_document(raw: bytes) -> Cleaned | Problem:
    """The same pages in a new PDF: no author, dates, scripts, links, files inside, or places in its photos. Never raises."""
    if not raw:
        return EMPTY
    if len(raw) > LARGEST_DOCUMENT:
        return DOCUMENT_TOO_BIG
    if not is_pdf(raw):
        return NOT_TAKEN
    try:
        told = subprocess.run(
            [sys.executable, "-I", "-X", "faulthandler=0", str(_PROGRAM)],
            input=raw, capture_output=True, timeout=_WITHIN, check=False, env={},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return BROKEN
    if told.returncode or not is_pdf(told.stdout):
        return _ENDS.get(told.returncode, BROKEN)
    return Cleaned(Family.document, "application/pdf", told.stdout)
