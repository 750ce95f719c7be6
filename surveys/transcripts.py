"""What a person writes down of a recording, a photo or a drawing. It counts as the words of the answer (`open_answers`), in
results, exports and themes, so an answer counts as changed when it does. Who may is decided above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from surveys.answers import HowAnswered, Problem
from surveys.attachments import Held
from surveys.channels import Channel
from surveys.definition import Group
from surveys.tables import Attachment
from surveys.typed import kept
from surveys.uploads import Family

LONGEST = 20_000
TOO_LONG = Problem("transcript", "Make this shorter: 20,000 letters at most")
HIDDEN = Problem("transcript", "Type this again. Something hidden was pasted with it")


@dataclass(frozen=True)
class FileSent:
    """One file that came with an answer that counts. `text` was written beside it; `transcript` is what a person of the
    staff wrote down, empty until then."""

    file: Held
    question_id: str  # the screen's
    group: Group
    how_answered: HowAnswered
    channel: Channel
    text: str
    made_at: datetime
    transcript: str
    transcribed_by: str
    transcribed_at: datetime | None


@dataclass(frozen=True)
class FilePage:
    """Some of the files, how many there are in all, and how many wait to be written down."""

    files: tuple[FileSent, ...]
    total: int
    waiting: int


@dataclass(frozen=True)
class Overtaken:
    """Somebody else has written it down meanwhile: nothing was kept, and this stands there."""

    stands: FileSent


# Finished, not taken back, not a test, still on the person's way, and still named by the answer.
_COUNTS = """
  FROM attachment f JOIN response r ON r.id = f.response
  JOIN answer a ON a.response = f.response AND a.question_id = f.question_id
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot AND a.is_asked
   AND replace(f.id::text, '-', '') = ANY(a.choices)
"""
_WHAT = """SELECT f.id, f.kind, f.media_type, f.size, f.question_id, r."group", r.how_answered, r.channel, a.text, f.made_at, f.transcript,
       f.transcribed_by, f.transcribed_at"""
_LIST = f"""{_WHAT}, count(*) OVER () AS total, count(*) FILTER (WHERE f.transcript = '') OVER () AS waiting {_COUNTS}
 ORDER BY f.transcript <> '', f.made_at, f.id LIMIT {{}} OFFSET {{}}"""


async def files_sent(survey_id: UUID, *, limit: int = 25, offset: int = 0) -> FilePage:
    """The files that came in, those still to be written down first, oldest first."""
    rows = await Attachment.raw(_LIST, survey_id, limit, offset)
    if not rows and offset:  # a page that is no longer there still says how many there are
        first = await files_sent(survey_id, limit=1)
        return FilePage((), first.total, first.waiting)
    total, waiting = (rows[0]["total"], rows[0]["waiting"]) if rows else (0, 0)
    return FilePage(tuple(map(_sent, rows)), total, waiting)


async def find_file(survey_id: UUID, id: UUID) -> FileSent | None:
    """One file that came in with this survey's answers."""
    rows = await Attachment.raw(f"{_WHAT} {_COUNTS} AND f.id = {{}}", survey_id, id)
    return _sent(rows[0]) if rows else None


def _sent(row: Mapping[str, Any]) -> FileSent:
    return FileSent(
        file=Held(row["id"], Family(row["kind"]), row["media_type"], row["size"]),
        question_id=row["question_id"],
        group=Group(row["group"]),
        how_answered=HowAnswered(row["how_answered"]),
        channel=Channel(row["channel"]),
        text=row["text"],
        made_at=row["made_at"],
        transcript=row["transcript"],
        transcribed_by=row["transcribed_by"],
        transcribed_at=row["transcribed_at"],
    )


# The answer's own count of changes goes up with it, so that a theme found in other words is looked at again.
_WRITE = """
WITH written AS (
    UPDATE attachment f SET transcript = {}, transcribed_by = {}, transcribed_at = {}
     WHERE f.id = {} AND f.transcript = {} RETURNING f.id, f.response, f.question_id
)
UPDATE answer a SET revision = a.revision + 1 FROM written w
 WHERE a.response = w.response AND a.question_id = w.question_id RETURNING a.id
"""


async def write_down(
    survey_id: UUID, id: UUID, words: str, who: str, now: datetime, *, over: str
) -> Problem | Overtaken | None:
    """Keep what `who` wrote down of a file, over the words `over` it was begun with. None when that is done (also when it
    stands there already, or the file is gone: its owner took it back)."""
    if "\x00" in words:
        return HIDDEN
    if len(text := kept(words)) > LONGEST:
        return TOO_LONG
    stands = await find_file(survey_id, id)
    if stands is None or stands.transcript == text:
        return None
    if stands.transcript != kept(over):
        return Overtaken(stands)
    if await Attachment.raw(_WRITE, text, who, now, id, stands.transcript):
        return None
    now_stands = await find_file(survey_id, id)
    return Overtaken(now_stands) if now_stands else None
