"""Pictures and recordings that staff add to a survey, for everybody who answers. Which of them a question shows or plays is
part of its wording (`recorded` for recordings); a file that any version uses stays as long as the survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from surveys.answers import Problem
from surveys.attachments import read_id
from surveys.tables import SurveyFile
from surveys.typed import one_line
from surveys.uploads import Cleaned, Family
from surveys.uploads.sentences import FILE, MB

MOST_FILES = 300
MOST_BYTES = 200 * MB
LONGEST = 300
TOO_MANY = Problem(FILE, "Take a file out first. A survey can have 300, and 200 MB of them")


class MediaKind(StrEnum):
    picture = "picture"
    audio = "audio"


@dataclass(frozen=True)
class MediaFile:
    """One file of a survey, without its bytes. `id` (32 letters) is how a question names it; `says` is what it shows or
    reads; `language` is a recording's."""

    id: str
    kind: MediaKind
    media_type: str
    size: int
    says: str
    language: str
    added_at: datetime


_WHAT = "SELECT f.id, f.kind, f.media_type, f.size, f.says, f.added_at"


async def media_of(survey_id: UUID) -> tuple[MediaFile, ...]:
    """Every file of a survey, the newest first."""
    found = await SurveyFile.raw(
        f"{_WHAT} FROM survey_file f WHERE f.survey = {{}} ORDER BY f.added_at DESC, f.id", survey_id
    )
    return tuple(map(_file, found))


def _file(row: Mapping[str, Any]) -> MediaFile:
    kind, says, language = MediaKind(row["kind"]), row["says"], ""
    if kind is MediaKind.audio:  # there is one column for both
        language, _, says = says.partition("\n")
    return MediaFile(row["id"].hex, kind, row["media_type"], row["size"], says, language, row["added_at"])


_ADD = """
INSERT INTO survey_file (id, survey, kind, media_type, size, sha256, body, says, added_at)
SELECT {}, s.id, {}, {}, {}, {}, {}, {}, {} FROM survey s
 WHERE s.id = {} AND (SELECT count(*) < {} AND coalesce(sum(size), 0) + {} <= {} FROM survey_file WHERE survey = s.id)
    ON CONFLICT (id) DO UPDATE SET says = excluded.says
RETURNING id, kind, media_type, size, says, added_at
"""


async def add_media(
    survey_id: UUID, cleaned: Cleaned, says: str, now: datetime, *, language: str = ""
) -> MediaFile | Problem:
    """Keep a picture, with what it shows, or a recording, with what it reads in which language. The same file is kept
    once (a recording once a language)."""
    kind = MediaKind.picture if cleaned.family is Family.picture else MediaKind.audio
    told = one_line(says)[:LONGEST]
    stored = f"{language}\n{told}" if kind is MediaKind.audio else told
    id = uuid5(survey_id, f"{cleaned.sha256}:{language}")
    size = len(cleaned.body)
    what = (kind.value, cleaned.media_type, size, cleaned.sha256, cleaned.body, stored, now)
    kept = await SurveyFile.raw(_ADD, id, *what, survey_id, MOST_FILES, size, MOST_BYTES)
    return _file(kept[0]) if kept else TOO_MANY


_IN_A_VERSION = """EXISTS (SELECT 1 FROM survey_version v
    WHERE v.survey = f.survey AND strpos(v.definition::text, replace(f.id::text, '-', '')) > 0)"""
_REMOVE = f"""
DELETE FROM survey_file f USING survey s
 WHERE f.id = {{}} AND f.survey = {{}} AND s.id = f.survey
   AND strpos(s.draft::text, replace(f.id::text, '-', '')) = 0 AND NOT {_IN_A_VERSION} RETURNING f.id
"""  # noqa: S608 - only our own text is joined


async def remove_media(survey_id: UUID, id: str) -> bool:
    """Delete a file that neither the draft nor any version uses. Whether it went."""
    wanted = read_id(id)
    return bool(wanted and await SurveyFile.raw(_REMOVE, wanted, survey_id))


@dataclass(frozen=True)
class Shown:
    """A file on its way to a browser. `is_public` once a version (asked, corrected or tried out) uses it."""

    id: UUID
    survey_id: UUID
    media_type: str
    size: int
    is_public: bool


async def find_media(slug: str, id: str) -> Shown | None:
    """A file by the name of its survey and its own id; None when that survey has no such file."""
    wanted = read_id(id)
    found = wanted and await SurveyFile.raw(
        f"SELECT f.id, f.survey, f.media_type, f.size, {_IN_A_VERSION} AS is_public"  # noqa: S608
        " FROM survey_file f JOIN survey s ON s.id = f.survey WHERE f.id = {} AND s.slug = {}",
        wanted,
        slug,
    )
    if not found:
        return None
    row = found[0]
    return Shown(row["id"], row["survey"], row["media_type"], row["size"], row["is_public"])


async def media_piece(id: UUID, begin: int, length: int) -> bytes:
    """Some of a file's bytes."""
    found = await SurveyFile.raw(
        "SELECT substring(body FROM {} FOR {}) AS part FROM survey_file WHERE id = {}", begin + 1, length, id
    )
    return bytes(found[0]["part"]) if found else b""
