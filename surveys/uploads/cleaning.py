"""One way in for each kind of file. What a file is is decided by its first bytes, never by its name or what was said."""

from surveys.answers import Problem
from surveys.uploads.documents import clean_document, is_pdf
from surveys.uploads.mp3 import clean_mp3, is_mp3
from surveys.uploads.mp4 import clean_mp4, is_mp4
from surveys.uploads.ogg import clean_ogg, is_ogg
from surveys.uploads.pictures import clean_picture, format_of, is_heic
from surveys.uploads.sentences import (
    EMPTY,
    LARGEST_RECORDING,
    NOT_A_RECORDING,
    NOT_TAKEN,
    RECORDING_TOO_BIG,
    Cleaned,
    Family,
)
from surveys.uploads.wav import clean_wav, is_wav
from surveys.uploads.webm import clean_webm, is_webm

__all__ = ["clean", "clean_document", "clean_picture", "clean_recording"]

_FORMATS = (
    (is_webm, clean_webm, "audio/webm"),
    (is_ogg, clean_ogg, "audio/ogg"),
    (is_mp4, clean_mp4, "audio/mp4"),
    (is_wav, clean_wav, "audio/wav"),
    (is_mp3, clean_mp3, "audio/mpeg"),
)


def clean_recording(raw: bytes) -> Cleaned | Problem:
    """The sound of a WebM, Ogg, M4A, WAV or MP3 without its tags, or what to do. Never raises."""
    if not raw:
        return EMPTY
    if len(raw) > LARGEST_RECORDING:
        return RECORDING_TOO_BIG
    for is_this, cleaned, media_type in _FORMATS:
        if is_this(raw):
            body = cleaned(raw)
            if isinstance(body, Problem):
                return body
            return Cleaned(Family.recording, media_type, body) if body else NOT_A_RECORDING
    return NOT_A_RECORDING


def clean(raw: bytes, *families: Family) -> Cleaned | Problem:
    """A file of one of these families, cleaned; a Problem for any other kind of file."""
    if not raw:
        return EMPTY
    if Family.picture in families and (format_of(raw) or is_heic(raw)):
        return clean_picture(raw)
    if Family.document in families and is_pdf(raw):
        return clean_document(raw)
    if families == (Family.recording,):
        return clean_recording(raw)
    return clean_picture(raw) if families == (Family.picture,) else NOT_TAKEN
