"""A file that came back from a translator, compared with the survey as it is now. Nothing is changed here."""

from collections.abc import Iterator

from surveys.answers import Problem
from surveys.definition import Definition
from surveys.languages import english_name
from surveys.piping import pipes_in
from surveys.texts import Place, places
from surveys.translated import is_out_of_date, source_of
from surveys.translating import gettext_file, spreadsheet
from surveys.translating.shape import Change, Imported, Sent, Trouble, Written
from surveys.typed import kept
from surveys.wording import LONGEST_TEXT

LARGEST_FILE = 1_900_000  # bytes
_EMPTY = Problem("file", "This file is empty. Choose another one")
_TOO_BIG = Problem("file", "This file is too big. Use the one you downloaded here")
_OLD_BOOK = Problem("file", "This is an old .xls workbook, or has a password. Save it as .xlsx without one")
_OTHER = Problem("file", "Choose a .po or .xlsx file, such as the one you downloaded here")


def read_back(raw: bytes, definition: Definition, language: str) -> Imported | Problem:
    """What a file would change in one language. A Problem when the file as a whole can't be used."""
    sent = _read(raw)
    if isinstance(sent, Problem):
        return sent
    if sent.language not in {"", language}:
        return Problem(
            "file",
            f"This file is for {english_name(sent.language)}. Choose the one for {english_name(language)}",
        )
    if not sent.lines:
        return Problem("file", "There are no texts in this file. Use the one you downloaded here")
    return compared(sent, definition, language)


def _read(raw: bytes) -> Sent | Problem:
    if not raw:
        return _EMPTY
    if len(raw) > LARGEST_FILE:
        return _TOO_BIG
    if raw.startswith(b"PK\x03\x04"):
        return spreadsheet.read(raw)
    if raw.startswith(bytes.fromhex("D0CF11E0A1B11AE1")):
        return _OLD_BOOK
    return _OTHER if b"\x00" in raw or raw.startswith((b"%PDF", b"{\\rtf")) else gettext_file.read(raw)


def compared(sent: Sent, definition: Definition, language: str) -> Imported:
    """What the lines of a file would change in a survey as it is now."""
    there = {place.key: place for place in places(definition)}
    changes, problems, unknown = [], [], []
    unchanged = empty = 0
    met: set[str] = set()
    for line in sent.lines:
        place = there.get(line.key)
        words = kept(line.words)
        change = _change(line, place, words, definition, language) if place and words else None
        if place is None or not source_of(place.text, language):
            unknown.append(line.key or line.source)
        elif trouble := _trouble(line, place, words, language, met, change):
            problems.append(
                Trouble(f"{place.about} ({line.where})" if line.where else place.about, trouble, words)
            )
        elif not words:
            empty += 1
        elif change:
            changes.append(change)
        else:
            unchanged += 1
        met.add(line.key)
    return Imported(language, tuple(changes), tuple(problems), unchanged, empty, tuple(unknown))


def _trouble(
    line: Written, place: Place, words: str, language: str, met: set[str], change: Change | None
) -> str:
    """Why a line can't be used; what stands in the survey already is not looked at again."""
    if line.trouble:
        return line.trouble
    if line.key in met:
        return "This text comes twice in the file. Take one of them out"
    return next(troubles_with(words, source_of(place.text, language)), "") if change else ""


def troubles_with(words: str, source: str) -> Iterator[str]:
    """Why a translation can't be kept: it is too long, or an earlier answer that is said in it got lost."""
    if len(words) > LONGEST_TEXT:
        yield f"Make this shorter: {LONGEST_TEXT:,} letters at most"
    wanted, found = ({pipe.id for pipe in pipes_in(text)} for text in (source, words))
    for id in sorted(wanted - found):
        yield f"Put {{{id}}} back: an earlier answer is said there"
    for id in sorted(found - wanted):
        yield f"Take {{{id}}} out: the English does not say it"


def _change(line: Written, place: Place, words: str, definition: Definition, language: str) -> Change | None:
    """The change a line makes. The same words again make one only where they say that they are still right."""
    source, was = source_of(place.text, language), place.text.get(language, "")
    made_from = kept(line.source) or source
    is_behind = line.is_unsure or made_from != source
    says_right = not (is_behind or line.is_flagged) and is_out_of_date(definition, place, language)
    if words == was and not says_right:
        return None
    return Change(place.key, place.about, source, was, words, is_behind, made_from)
