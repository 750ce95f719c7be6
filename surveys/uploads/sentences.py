"""What comes out of cleaning a file: clean bytes with their type, or a sentence that says what to do (a msgid)."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from surveys.answers import Problem

MB = 1_000_000
LARGEST_PICTURE = 15 * MB
LARGEST_RECORDING = 10 * MB
LARGEST_DOCUMENT = 10 * MB

N_ = str
FILE = "file"  # the field a problem belongs to


class Family(StrEnum):
    """What a file is, whatever its format."""

    picture = "picture"
    recording = "recording"
    document = "document"


@dataclass(frozen=True)
class Cleaned:
    """A file that may be kept. `media_type` is what the bytes are, not what their sender said."""

    family: Family
    media_type: str
    body: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def _told(sentence: str) -> Problem:
    return Problem(FILE, sentence)


EMPTY = _told(N_("This file is empty. Choose another one"))
BROKEN = _told(N_("We could not open this file. Choose another one, or write your answer"))
NOT_A_PICTURE = _told(N_("This is not a picture we can show. Choose a JPEG or PNG picture"))
HEIC = _told(
    N_("We can’t show this kind of picture (HEIC). Take a screenshot of it and send that, or send it as JPEG")
)
PICTURE_TOO_BIG = _told(N_("This picture is too big. Choose one that is smaller than 15 MB"))
TOO_MANY_DOTS = _told(N_("This picture is too large to open. Make it smaller, or take a screenshot of it"))
CUT_SHORT = _told(N_("Only part of this file came through. Send it again"))
NOT_A_RECORDING = _told(N_("This is not a sound recording we can play. Choose an MP3, M4A or WAV file"))
A_VIDEO = _told(N_("This is a video. Send only the sound, or write your answer"))
RECORDING_TOO_BIG = _told(N_("This recording is too big. Make it shorter: 5 minutes, or smaller than 10 MB"))
DOCUMENT_TOO_BIG = _told(
    N_("This PDF is too big. Choose one that is smaller than 10 MB, or send a photo of it")
)
LOCKED = _told(N_("This PDF is locked with a password. Send one without a password, or a photo of it"))
TOO_MANY_PAGES = _told(N_("This PDF is too long. Send only the pages that matter: 40 at most"))
NOT_TAKEN = _told(N_("We can’t take this kind of file. Choose a picture (JPEG or PNG) or a PDF"))
