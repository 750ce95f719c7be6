"""Which sets of answers somebody may want to look at: they look alike, or came in a burst. Pure; nothing is ever dropped for a
mark, and none is a judgement: a class on one wifi, or a family with two children, can look just like it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

from surveys.channels import Channel


class Mark(StrEnum):
    """Why somebody may want to look."""

    duplicate = "duplicate"
    burst = "burst"


MARK_NAMES: Mapping[Mark, str] = {
    Mark.duplicate: "Looks like another one",
    Mark.burst: "Came in a burst",
}

LONG_TEXT = 40  # letters: two people hardly write the same forty
SEVERAL_TEXTS = 3  # so many texts all the same, which together are as long
MANY_CLOSED = 10  # answers by ticking, all the same: with fewer, people are alike by chance
SOON = timedelta(minutes=10)
BURST = 15  # finished within ten minutes, and …
TIMES_USUAL = 5  # … so many times what is usual when people answer
# Many together is what a room, a passed tablet and a pile of paper are for; cards and e-mails let each person answer once.
_MAY_BURST = frozenset({Channel.link})
_TOGETHER = frozenset({Channel.room, Channel.tablet, Channel.hands, Channel.notes, Channel.paper})


@dataclass(frozen=True)
class Sent:
    """One finished set of answers as it is compared. `closed` is what was ticked, as one text that is equal for equal
    answers; `ticked` how many questions that was; `texts` the words, by question."""

    id: UUID
    channel: Channel
    finished: datetime
    closed: str = ""
    ticked: int = 0
    texts: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Alike:
    """Sets that say the same. `text` is what they have in common, "" where all that was ticked is the same."""

    ids: tuple[UUID, ...]
    text: str = ""


@dataclass(frozen=True)
class Burst:
    """Sets that were finished close together by the open link, from the first to the last; how many are usual."""

    ids: tuple[UUID, ...]
    first: datetime
    last: datetime
    usual: int


@dataclass(frozen=True)
class Found:
    """What stands out among the sets of one survey."""

    alike: tuple[Alike, ...]
    bursts: tuple[Burst, ...]

    @property
    def marks(self) -> Mapping[UUID, tuple[Mark, ...]]:
        """The marks of each set that has any, in the order of `Mark`."""
        found: dict[UUID, set[Mark]] = defaultdict(set)
        for mark, groups in ((Mark.duplicate, self.alike), (Mark.burst, self.bursts)):
            for group in groups:
                for id in group.ids:
                    found[id].add(mark)
        return {id: tuple(mark for mark in Mark if mark in has) for id, has in found.items()}


def looked_at(sets: Sequence[Sent]) -> Found:
    """Everything that stands out, the largest group first."""
    return Found(_by_size(alike(sets)), tuple(bursts(sets)))


def _by_size(groups: Iterable[Alike]) -> tuple[Alike, ...]:
    return tuple(sorted(groups, key=lambda one: (-len(one.ids), one.text, one.ids)))


def plain(text: str) -> str:
    """Words as they are compared: only letters and digits, in lower case, one space between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def alike(sets: Sequence[Sent]) -> Iterator[Alike]:
    """Groups of sets that say the same; each group of sets once, for the longest text they share."""
    texts: defaultdict[tuple[str, str], list[UUID]] = defaultdict(list)
    told: dict[tuple[str, str], str] = {}
    for one in sets:
        for key, words in _telling(one):
            texts[key].append(one.id)
            told.setdefault(key, words)
    groups: dict[tuple[UUID, ...], str] = {}
    for key, ids in texts.items():
        if len(ids) > 1:
            group = tuple(sorted(set(ids)))
            groups[group] = max(groups.get(group, ""), told[key], key=len)
    yield from (Alike(ids, text) for ids, text in groups.items() if len(ids) > 1)
    yield from (Alike(ids) for ids in _same_ticks(sets) if ids not in groups)


def _telling(one: Sent) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of one set that are long enough to tell people apart, with the question they answer."""
    texts = [(question, plain(text), text) for question, text in sorted((one.texts or {}).items())]
    for question, words, text in texts:
        if _letters(words) >= LONG_TEXT:
            yield (question, words), text
    said = [words for _, words, _ in texts if words]
    if len(said) >= SEVERAL_TEXTS and _letters("".join(said)) >= LONG_TEXT:
        yield (
            ("", "\n".join(f"{question} {words}" for question, words, _ in texts)),
            max((text for *_, text in texts), key=len),
        )


def _letters(words: str) -> int:
    return len(words.replace(" ", ""))


def _same_ticks(sets: Sequence[Sent]) -> Iterator[tuple[UUID, ...]]:
    """Whole sets that are the same in every answer and were finished within minutes of each other by the same way."""
    by_pattern: defaultdict[tuple[str, ...], list[Sent]] = defaultdict(list)
    for one in sets:
        if one.ticked >= MANY_CLOSED and one.channel not in _TOGETHER:
            words = (f"{question} {plain(text)}" for question, text in sorted((one.texts or {}).items()))
            by_pattern[one.channel, one.closed, *words].append(one)
    for same in by_pattern.values():
        for run in _runs(sorted(same, key=lambda one: one.finished)):
            if len(run) > 1:
                yield tuple(sorted(one.id for one in run))


def _runs(sets: Sequence[Sent]) -> Iterator[list[Sent]]:
    """Cut where more than ten minutes lie between one and the next."""
    run: list[Sent] = []
    for one in sets:
        if run and one.finished - run[-1].finished > SOON:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def bursts(sets: Sequence[Sent]) -> Iterator[Burst]:
    """Stretches in which far more finished within ten minutes than is usual for this survey when anybody answers."""
    for channel in sorted(_MAY_BURST):
        here = sorted((one for one in sets if one.channel is channel), key=lambda one: (one.finished, one.id))
        usual = _usual(here)
        most = max(BURST, TIMES_USUAL * usual)
        crowded: list[Sent] = []
        begin = told = 0
        for end, last in enumerate(here):
            while last.finished - here[begin].finished > SOON:
                begin += 1
            if end - begin + 1 > most:
                crowded += here[max(begin, told) : end + 1]
                told = end + 1
        for run in _runs(crowded):
            yield Burst(tuple(one.id for one in run), run[0].finished, run[-1].finished, usual)


def _usual(sets: Sequence[Sent]) -> int:
    """How many finish in ten minutes in which anybody does: the middle of all such stretches."""
    counted: defaultdict[int, int] = defaultdict(int)
    for one in sets:
        counted[int(one.finished.timestamp() // SOON.total_seconds())] += 1
    return int(median(counted.values())) if counted else 0
