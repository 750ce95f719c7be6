"""Run as a program: a PDF comes in, the same pages go out in a new one. It imports nothing of ours, limits its own time
and memory before it looks at a byte, and says by its exit code what is the matter (3 locked, 4 too many pages)."""

import io
import logging
import re
import sys
from typing import Any

_SECONDS = 10
_MEMORY = 768 * 1024 * 1024
_LARGEST = 10_000_000
_MOST_PAGES = 40
_LOCKED, _TOO_LONG, _BROKEN = 3, 4, 5

_OF_A_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit")
_ABOUT = ("/Metadata", "/PieceInfo", "/AF", "/LastModified", "/OPI", "/Alternates", "/Measure", "/PtData")
# what stands on a page beside its content and can be seen; links, films, attached files and pop-ups are not among it
_SEEN = {"/Widget", "/FreeText", "/Ink", "/Stamp", "/Highlight", "/Underline", "/StrikeOut", "/Line", "/Square",
         "/Circle", "/Polygon", "/PolyLine", "/Caret", "/Text", "/Squiggly"}  # fmt: skip
_HIDDEN = 0b100010  # flags 2 and 6: hidden, not shown on screens
# segments of a JPEG that tell instead of show: EXIF, XMP, IPTC, further pictures, comments; colours (ICC) stay
_TELLS = re.compile(rb"\xff(?:[\xe1\xe3-\xed\xef\xfe]|\xe2..(?!ICC_PROFILE))", re.DOTALL)


def limit_self() -> None:
    """Little time, little memory, no files written, no other programs."""
    try:
        import resource
    except ImportError:  # not on Windows, where the clock of whoever started us still stops us
        return
    for what, most in (
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def rewrite(raw: bytes) -> bytes:
    """The same pages in a new PDF. Ends the program when there is something to tell."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted:
        sys.exit(_LOCKED)
    if len(reader.pages) > _MOST_PAGES:
        sys.exit(_TOO_LONG)
    writer = PdfWriter()
    for page in reader.pages:
        seen = [made for one in _annotations(page) if (made := _stamp(one)) is not None]
        for key in [key for key in page if key not in _OF_A_PAGE]:
            if key not in {"/Type", "/Parent"}:
                del page[key]
        new = writer.add_page(page)
        if seen:
            new[NameObject("/Annots")] = _list([writer._add_object(one.clone(writer)) for one in seen])
    for thing in writer._objects:
        _scrub(thing)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _list(things: list[Any]) -> Any:
    from pypdf.generic import ArrayObject

    return ArrayObject([getattr(thing, "indirect_reference", thing) or thing for thing in things])


def _annotations(page: Any) -> list[Any]:
    found = page.get("/Annots")
    found = found.get_object() if found is not None else []
    return [one.get_object() for one in found][:2_000]


def _stamp(annotation: Any) -> Any | None:
    """What an annotation looks like, without what it does: a stamp with the same picture in the same place."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

    flags = int(annotation.get("/F", 4))
    look = annotation.get("/AP", {}).get("/N") if annotation.get("/Subtype") in _SEEN else None
    look = look.get_object() if look is not None else None
    if look is not None and not isinstance(
        look, StreamObject
    ):  # a tick box has a picture for each of its states
        look = look.get(annotation.get("/AS", "/Off"))
        look = look.get_object() if look is not None else None
    if not isinstance(look, StreamObject) or flags & _HIDDEN or "/Rect" not in annotation:
        return None
    made = DictionaryObject()
    made[NameObject("/Type")] = NameObject("/Annot")
    made[NameObject("/Subtype")] = NameObject("/Stamp")
    made[NameObject("/Rect")] = annotation["/Rect"]
    made[NameObject("/F")] = NumberObject(4)
    made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})
    return made


def _scrub(thing: Any) -> None:
    """Take away what tells about an object instead of being shown."""
    from pypdf.generic import DictionaryObject, StreamObject

    if not isinstance(thing, DictionaryObject):
        return
    for key in _ABOUT:
        thing.pop(key, None)
    if isinstance(thing, StreamObject) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        thing._data = without_notes(thing._data)


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without the segments that can say where and by whom it was taken; its dots stay as they are."""
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = bytearray(jpeg[:2]), 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at : at + 2] != b"\xff\xda" and at + 4 <= len(jpeg):
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if not _TELLS.match(jpeg, at):
            kept += jpeg[at:end]
        at = end
    ends = jpeg.find(b"\xff\xd9", at)  # behind the picture there may be another one with notes of its own
    return bytes(kept + jpeg[at : ends + 2 if ends > 0 else len(jpeg)])


def main() -> int:
    """Read from standard input, write to standard output."""
    limit_self()
    logging.disable()
    try:
        clean = rewrite(sys.stdin.buffer.read(_LARGEST + 1))
    except (Exception, RecursionError):
        return _BROKEN
    if len(clean) > _LARGEST:
        return _BROKEN
    sys.stdout.buffer.write(clean)
    return 0


if __name__ == "__main__":
    sys.exit(main())
