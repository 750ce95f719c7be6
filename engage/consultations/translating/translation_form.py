"""The form of one language, purely: English and Easy Read beside each translation, in groups a phone can hold; from what was
typed to what changes, and what somebody else has changed meanwhile. Saving is left to `drafts`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engage.web.forms import FieldState, Form, Mistake, Typed
from surveys.definition import Definition
from surveys.piping import pipes_in, read_back
from surveys.texts import places
from surveys.translated import mark_of, source_of
from surveys.translating.reading import troubles_with
from surveys.translating.shape import Line, lines

ENOUGH = 24  # texts on one page; a question is never cut in two
_TYPED, _WAS, _RIGHT = "t-", "w-", "r-"


class Show(StrEnum):
    """Which texts the page shows."""

    all = "all"
    missing = "missing"
    old = "old"


@dataclass(frozen=True)
class Row:
    """One text of the form. `field` holds the translation, `right` says that an old one is still right, `was` is the mark
    of what the form started from; `theirs` is what somebody else has written meanwhile."""

    line: Line
    field: FieldState
    right: FieldState
    was: str
    pipes: tuple[tuple[str, str], ...]
    theirs: str | None = None

    @property
    def name(self) -> str:
        """What this text is in its group: `Hint`, `Answer 2`; the question itself is called that."""
        rest = self.line.about.removeprefix(_title(self.line.about)).lstrip(":, ")
        return f"{rest[:1].upper()}{rest[1:]}" if rest else "The question"

    @property
    def rows(self) -> int:
        """How many lines the box has."""
        return min(8, max(2, len(self.line.source) // 45 + 1))


@dataclass(frozen=True)
class Group:
    """The texts of one question, of one heading, or of the survey itself (`part` is empty)."""

    part: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """One page of the form; `before` and `after` are the parts that the pages around it begin with, None for no page."""

    groups: tuple[Group, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Counts:
    """How many texts there are, are missing, and have fallen behind."""

    all: int
    missing: int
    old: int


def counts(definition: Definition, language: str) -> Counts:
    """For the tabs above the form."""
    found = lines(definition, language)
    return Counts(len(found), sum(not one.words for one in found), sum(one.is_old for one in found))


def sheet(definition: Definition, language: str, show: Show, start: str) -> Sheet:
    """The texts from one part on, as many as a page holds."""
    groups = (_shown(group, show) for group in _groups(definition, language, Form(), {}))
    shown = [group for group in groups if group.rows]
    cuts = _cuts([len(group.rows) for group in shown])
    order = list(dict.fromkeys(place.part for place in places(definition)))
    at = next((n for n, group in enumerate(shown) if _is_after(group.part, start, order)), len(shown))
    first = max((cut for cut in cuts if cut <= at), default=0)
    end = next((cut for cut in cuts if cut > first), len(shown))
    return Sheet(
        tuple(shown[first:end]),
        shown[max(cut for cut in cuts if cut < first)].part if first else None,
        shown[end].part if end < len(shown) else None,
    )


def posted_sheet(definition: Definition, language: str, form: Form, theirs: Mapping[str, str]) -> Sheet:
    """The very texts that were posted, as they were typed, with what somebody else has written meanwhile."""
    posted = {key for key, _ in _posted(form.typed)}
    groups = (
        Group(group.part, group.title, tuple(row for row in group.rows if row.line.key in posted))
        for group in _groups(definition, language, form, theirs)
    )
    return Sheet(tuple(group for group in groups if group.rows), None, None)


def _is_after(part: str, start: str, order: Sequence[str]) -> bool:
    return start not in order or order.index(part) >= order.index(start)


def _cuts(sizes: Sequence[int]) -> tuple[int, ...]:
    """Where pages begin, so that each holds about `ENOUGH` texts."""
    found, held = [], ENOUGH
    for place, size in enumerate(sizes):
        if held >= ENOUGH:
            found.append(place)
            held = 0
        held += size
    return tuple(found)


def _is_shown(line: Line, show: Show) -> bool:
    return show is Show.all or (not line.words if show is Show.missing else line.is_old)


def _shown(group: Group, show: Show) -> Group:
    return Group(group.part, group.title, tuple(row for row in group.rows if _is_shown(row.line, show)))


def _groups(
    definition: Definition, language: str, form: Form, theirs: Mapping[str, str]
) -> tuple[Group, ...]:
    part_of = {place.key: place.part for place in places(definition)}
    by_part: dict[str, list[Row]] = {}
    for line in lines(definition, language):
        by_part.setdefault(part_of[line.key], []).append(_row(line, definition, form, theirs))
    return tuple(Group(part, _title(rows[0].line.about), tuple(rows)) for part, rows in by_part.items())


def _title(about: str) -> str:
    return (
        about.partition(":")[0].partition(",")[0]
        if about not in {"Title", "Introduction"}
        else "The beginning"
    )


def _row(line: Line, definition: Definition, form: Form, theirs: Mapping[str, str]) -> Row:
    name = _TYPED + line.key
    # a text its editor left alone shows what it says now
    field = form[name] if _is_touched(form.typed, line.key) else FieldState(name, (line.words,))
    pipes = tuple(
        (f"{{{pipe.id}}}", read_back(f"{{{pipe.id}}}", definition)) for pipe in pipes_in(line.source)
    )
    was = mark_of(line.words)
    return Row(line, field, form[_RIGHT + line.key], was, pipes, theirs.get(line.key))


def _posted(typed: Typed) -> Iterator[tuple[str, str]]:
    for name, values in typed.items():
        if name.startswith(_TYPED) and values:
            yield name.removeprefix(_TYPED), values[0]


def _is_touched(typed: Typed, key: str) -> bool:
    said = (typed.get(_TYPED + key) or (None,))[0]
    was = (typed.get(_WAS + key) or ("",))[0]
    return said is not None and (mark_of(said) != was or "yes" in typed.get(_RIGHT + key, ()))


@dataclass(frozen=True)
class Saving:
    """What a posted form changes: words by place, what somebody else changed meanwhile, what is gone, what to put right."""

    words: Mapping[str, str]
    theirs: Mapping[str, str]
    gone: tuple[tuple[str, str], ...]
    mistakes: tuple[Mistake, ...]

    @property
    def is_clear(self) -> bool:
        return not (self.theirs or self.gone or self.mistakes)


def read_translations(typed: Typed, definition: Definition, language: str) -> Saving:
    """What was typed, held against the survey as it is now. A text its editor left alone is left alone."""
    there = {place.key: place for place in places(definition) if source_of(place.text, language)}
    words: dict[str, str] = {}
    theirs: dict[str, str] = {}
    gone, mistakes = [], []
    for key, said in _posted(typed):
        if not _is_touched(typed, key):
            continue
        if key not in there:
            gone.append((key, said))
            continue
        now, was = there[key].text.get(language, ""), (typed.get(_WAS + key) or ("",))[0]
        if mark_of(now) != was and now != said:
            theirs[key] = now
        found = troubles_with(said, source_of(there[key].text, language)) if said else iter(())
        mistakes += [Mistake(_TYPED + key, trouble) for trouble in found][:1]
        words[key] = said
    return Saving(words, theirs, tuple(gone), tuple(mistakes))
