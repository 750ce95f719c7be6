"""The board as a file for a spreadsheet. A cell never becomes a formula, whatever somebody wrote in it."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from engage.web.rendering import HERE
from engage.yousaid import words
from engage.yousaid.published import Loop
from engage.yousaid.tables import Outcome
from surveys.definition import EASY

HEAD = (
    "focus area", "plan", "you said", "you said (Easy Read)", "how many people", "out of about", "state",
    "what we did", "what we did (Easy Read)", "reason", "instead", "passed to", "who decided", "organisation",
    "decided on", "we look again on", "published on", "taken back on", "taken back because", "address",
)  # fmt: skip
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would read it as a formula."""
    return f"'{text}" if text.lstrip(" \n").startswith(_RISKY) else text


def as_csv(loops: Iterable[Loop], address: str) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read it well; `address` is where the site lives."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for loop in loops:
        writer.writerow([safe_cell(cell) for cell in _cells(loop, address)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(loop: Loop, address: str) -> Iterator[str]:
    shown = loop.shown
    yield from (shown.area.name, shown.area.framework) if shown.area else ("In no plan yet", "")
    yield from [""] * 12 if loop.is_withdrawn else _live_cells(loop)
    yield from (_day(shown.decided_on), _day(shown.look_again_on)) if not loop.is_withdrawn else ("", "")
    yield _day(loop.frozen_at)
    yield from (_day(loop.withdrawn_at), loop.withdrawn_why)
    yield f"{address}/what-changed/{loop.id}"


def _live_cells(loop: Loop) -> Iterator[str]:
    shown = loop.shown
    yield from (shown.said.get("en", ""), shown.said.get(EASY, ""))
    yield words.how_many_people(shown.heard)
    yield "" if shown.base is None else str(shown.base)
    yield words.OUTCOMES[shown.outcome]
    yield from (shown.did.get("en", ""), shown.did.get(EASY, ""))
    yield from (shown.reason.get("en", ""), shown.instead.get("en", ""))
    yield shown.passed_to if shown.outcome == Outcome.not_ours else ""
    yield from (shown.decided_by, shown.organisation)


def _day(moment: date | datetime | None) -> str:
    local = moment.astimezone(HERE).date() if isinstance(moment, datetime) else moment
    return local.isoformat() if local else ""
