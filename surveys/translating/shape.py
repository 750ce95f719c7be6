"""What goes to a translator, what comes back, and what a person decides to take of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surveys.definition import Definition
from surveys.languages import plain
from surveys.texts import places, with_texts
from surveys.translated import behind, is_out_of_date, mark_of, source_of, with_marks
from surveys.wording import EASY, SIMPLE


@dataclass(frozen=True)
class Line:
    """One text to translate. `source` is the English it is made from, `words` the translation so far, `beside` what helps:
    the Easy Read, or for Easy Read the plain translation; `is_old` when the English changed since."""

    key: str
    about: str
    source: str
    words: str
    beside: str
    is_old: bool


@dataclass(frozen=True)
class Written:
    """One line as it stands in a file: its place, the English it shows, the words, and where in the file it is."""

    key: str
    source: str
    words: str
    where: str
    is_unsure: bool = False
    is_flagged: bool = False  # still marked as one to look at again, so the same words say nothing new
    trouble: str = ""  # why these words can't be used, as a sentence


@dataclass(frozen=True)
class Sent:
    """A whole file: its lines and the language it says it is in, if it says so."""

    lines: tuple[Written, ...]
    language: str = ""


@dataclass(frozen=True)
class Trouble:
    """A line that can't be taken: where it stands and what to do."""

    where: str
    message: str
    words: str = ""


@dataclass(frozen=True)
class Change:
    """One translation as it would change. `is_behind` when it was made from other English than there is now, or the
    translator was not sure of it: it is taken, and waits on the list of texts to look at."""

    key: str
    about: str
    source: str
    was: str
    words: str
    is_behind: bool
    made_from: str


@dataclass(frozen=True)
class Imported:
    """A file compared with the survey as it is. `unknown` are places that are not in it (any more)."""

    language: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Trouble, ...] = ()
    unchanged: int = 0
    empty: int = 0
    unknown: tuple[str, ...] = ()


def lines(definition: Definition, language: str) -> tuple[Line, ...]:
    """Every text that has English, in the order of the survey."""
    return tuple(
        Line(
            key=place.key,
            about=place.about,
            source=source,
            words=place.text.get(language, ""),
            beside=_beside(place.text, language, source),
            is_old=is_out_of_date(definition, place, language),
        )
        for place in places(definition)
        if (source := source_of(place.text, language))
    )


def _beside(text: Mapping[str, str], language: str, source: str) -> str:
    """What helps a translator besides the English."""
    if language == EASY:
        return ""
    words = text.get(plain(language) if language.endswith(SIMPLE) else EASY, "")
    return "" if words == source else words


def taken(definition: Definition, language: str, changes: Collection[Change]) -> Definition:
    """The survey with the words of these changes. Raises NoSuchPart for a place that has gone meanwhile."""
    fresh = with_texts(definition, {change.key: {language: change.words} for change in changes})
    now = {place.key: source_of(place.text, language) for place in places(fresh)}
    marks = {}
    for change in changes:
        source, had = now.get(change.key, ""), definition.translated_from.get(change.key, {}).get(language)
        marks[change.key] = behind(had, change.made_from, source) if change.is_behind else mark_of(source)
    return with_marks(fresh, language, marks)
