"""Forms that bring a file: read as they come, on disk beyond a megabyte, and no longer than a file may be. What was typed
beside a file that is far too large is kept; the file's own name is never looked at."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from litestar import Request, Response
from litestar.background_tasks import BackgroundTask
from litestar.datastructures import FormMultiDict
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from multipart import MultipartError, MultipartSegment, PushMultipartParser

MOST_TYPED = 2_000_000  # bytes of everything that is not a file
LARGEST_FILE = 20_000_000  # more than any file may have, so that people can be told how large it may be
_IN_MEMORY = 1_000_000
_MOST_PARTS = 1_000
# bytes, and seconds, that a browser is listened to after it was told that it is too much
_DRAINED, _DRAINED_WITHIN = 300_000_000, 60.0


@dataclass
class SentFile:
    """One file of a form. `is_whole` is False where it was too large to be read to its end."""

    file: IO[bytes]
    size: int = 0
    is_whole: bool = True


class WithFiles(Request[Any, Any, Any]):
    """The request of a handler that takes a file: `@post(…, request_class=WithFiles, request_max_body_size=None)`.

    `form()` gives the fields that are text, as ever, and `files` those that are files, once it was called. A file that
    goes on too long ends the reading: fields that come after it are then missing.
    """

    files: dict[str, SentFile]

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """As the framework does it. Only a form with a file may be larger than words are."""
        is_large = self.content_type[0] == RequestEncodingType.MULTI_PART
        most = MOST_TYPED + LARGEST_FILE * is_large
        if not is_large and (self.content_length or 0) > most:
            raise RequestEntityTooLarge
        total = 0
        async for chunk in super().stream():
            total += len(chunk)
            if total > most:
                raise RequestEntityTooLarge
            yield chunk

    async def form(self) -> FormMultiDict:
        """The text fields. Raises what the framework raises for a body that is no form or too large."""
        if not hasattr(self, "files"):
            self.files = {}
            if self.content_type[0] == RequestEncodingType.MULTI_PART:
                self._form = FormMultiDict(await self._read())
        return await super().form()

    async def _read(self) -> list[tuple[str, str]]:
        boundary = self.content_type[1].get("boundary")
        if not boundary:
            raise ClientException("multipart boundary missing")
        is_far_too_large = (self.content_length or 0) > LARGEST_FILE + MOST_TYPED
        reading = _Reading(self.files, is_far_too_large)
        parser = PushMultipartParser(boundary, max_segment_count=_MOST_PARTS)
        try:
            async for chunk in self.stream():
                if not chunk or parser.closed or not reading.goes_on(parser.parse(chunk)):
                    break
            parser.close(check_complete=not reading.is_cut)
        except (MultipartError, UnicodeError) as error:
            raise ClientException("multipart form that cannot be read") from error
        return reading.fields


@dataclass
class _Reading:
    """What has been read of a form so far."""

    files: dict[str, SentFile]
    is_far_too_large: bool  # known beforehand, so the file is not read at all
    fields: list[tuple[str, str]] = field(default_factory=list)
    is_cut: bool = False
    _part: MultipartSegment | None = None
    _text: bytearray = field(default_factory=bytearray)
    _typed: int = 0
    _file: SentFile | None = None

    def goes_on(self, events: Iterable[MultipartSegment | bytearray | None]) -> bool:
        """Take what the parser found in one more piece; False when there is no use in reading on."""
        for event in events:
            if isinstance(event, MultipartSegment):
                self._begin(event)
            elif event is not None:
                self._take(event)
            else:
                self._end()
            if self.is_cut:
                return False
        return True

    def _begin(self, part: MultipartSegment) -> None:
        self._part, self._text, self._file = part, bytearray(), None
        if part.filename:
            self._file = SentFile(SpooledTemporaryFile(_IN_MEMORY), is_whole=not self.is_far_too_large)  # noqa: SIM115
            self.files.setdefault(part.name, self._file)
            self.is_cut = self.is_far_too_large

    def _take(self, piece: bytearray) -> None:
        if self._file is None:
            self._typed += len(piece)
            if self._typed > MOST_TYPED:
                raise RequestEntityTooLarge
            self._text += piece
        elif self._file.size + len(piece) > LARGEST_FILE:
            self._file.is_whole, self.is_cut = False, True
        else:
            self._file.size += self._file.file.write(piece)

    def _end(self) -> None:
        if self._part is not None and self._part.filename is None:
            self.fields.append((self._part.name, self._text.decode("utf-8", "replace")))


def sent_file(request: Request[Any, Any, Any], name: str) -> SentFile | None:
    """The file in a field of a form that was read, or None when none was chosen."""
    return request.files.get(name) if isinstance(request, WithFiles) and hasattr(request, "files") else None


def listening_on(request: Request[Any, Any, Any], answer: Response[Any]) -> Response[Any]:
    """The answer, given before everything was read: what still comes is thrown away for a while, so that a browser that
    is still sending gets to read it."""
    answer.background = BackgroundTask(_drain, request)
    return answer


async def _drain(request: Request[Any, Any, Any]) -> None:
    left = _DRAINED
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_DRAINED_WITHIN):
            while left > 0:
                event = await request.receive()
                if event["type"] != "http.request" or not event["more_body"]:
                    return
                left -= len(event["body"]) + 1
